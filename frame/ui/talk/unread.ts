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

/** `isWatched`: what comes now is seen coming. The line stays until it has been answered or something newer is unread. */
export function noteNew(life: Talk, place: ScrollPlace, isWatched: boolean): void {
  const { firstIndex } = unreadOf(life);
  const isOver = place.newFrom === null || place.newFrom <= life.seenIndex;
  if (!isWatched && isOver && firstIndex !== null) place.newFrom = firstIndex;
  const last = life.transcript.entries.at(-1);
  const isAnswered = last?.kind === 'message' && last.party.kind === 'visitor' && last.index > (place.newFrom ?? 0);
  if (isAnswered || pendingOf(life).length > 0) place.newFrom = null;
}
