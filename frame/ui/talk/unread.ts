// What the visitor has not read: how much it is, and from where the log calls it new.

import type { TranscriptEntry } from '../../../protocol/session.ts';
import type { ScrollPlace } from '../scroll-place.ts';
import type { Talk } from '../talk.ts';
import { pendingOf } from '../view.ts';

export type Unread = { count: number; firstIndex: number | null };

/** Looked for from the end, so that a long conversation costs no more. */
export function unreadOf({ transcript: { entries }, seenIndex }: Talk): Unread {
  let [count, firstIndex]: [number, number | null] = [0, null];
  for (let place = entries.length - 1; place >= 0; place -= 1) {
    const entry = entries[place];
    if (!entry || entry.index <= seenIndex) break;
    if (!isForeign(entry)) continue;
    count += 1;
    firstIndex = entry.index;
  }
  return { count, firstIndex };
}

const isForeign = (entry: TranscriptEntry): boolean => entry.kind === 'message' && entry.party.kind !== 'visitor';

/** Where the log calls it new when it is opened: nowhere, once the visitor has answered. */
export function newOnOpening(life: Talk): number | null {
  const { firstIndex } = unreadOf(life);
  return firstIndex !== null && !isAnswered(life, firstIndex) ? firstIndex : null;
}

/** `isWatched`: what comes now is seen coming. The line stays until it has been answered or something newer is unread. */
export function noteNew(life: Talk, place: ScrollPlace, isWatched: boolean): void {
  const { firstIndex } = unreadOf(life);
  const isOver = place.newFrom === null || place.newFrom <= life.seenIndex;
  if (!isWatched && isOver && firstIndex !== null) place.newFrom = firstIndex;
  if (place.newFrom !== null && isAnswered(life, place.newFrom)) place.newFrom = null;
}

function isAnswered(life: Talk, newFrom: number): boolean {
  const last = life.transcript.entries.at(-1);
  const isSaid = last?.kind === 'message' && last.party.kind === 'visitor' && last.index > newFrom;
  return isSaid || pendingOf(life).length > 0;
}
