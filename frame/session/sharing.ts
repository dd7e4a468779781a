// What tabs with one chat tell each other of it, read off the state; and what of it is news. Knows neither lines nor roles.

import type { EndReason } from '../../protocol/session.ts';
import { MAX_SHARED_ENTRIES } from '../../protocol/tabs.ts';
import type { TabWords } from '../tabs/tab-line.ts';
import type { Known } from './fenced-way.ts';
import { itemsOf, withoutLogged } from './outbox.ts';
import type { Live } from './selectors.ts';
import type { Phase } from './state.ts';

export type WordsOf<Type extends TabWords['type']> = Extract<TabWords, { type: Type }>;

export const isUp = (life: Live): boolean => life.phase === 'active' && life.transport.status === 'up';

export const mineOf = ({ transcript, seenIndex, outbox }: Live): WordsOf<'mine'> => ({
  type: 'mine',
  afterIndex: transcript.lastIndex,
  seenIndex,
  outbox: itemsOf(outbox),
});

/** `afterIndex`: what the others have already. */
export function sharedOf(
  life: Live,
  afterIndex: number,
  { knownIndex, writerEpoch }: Known,
  to: string | null,
): WordsOf<'shared'> {
  const { entries, firstIndex } = life.transcript;
  const from = Math.max(0, afterIndex + 1 - firstIndex);
  return {
    type: 'shared',
    ...{ to, writerEpoch, askedIndex: to === null ? null : afterIndex },
    up: isUp(life),
    limits: life.limits,
    knownIndex: knownIndex === null ? null : Math.max(knownIndex, life.transcript.lastIndex),
    seenIndex: life.seenIndex,
    typing: life.phase === 'active' ? life.typing : null,
    agentSeen: life.agentSeen,
    ...sentBytesIn(life),
    outbox: [...life.outbox],
    entries: entries.slice(from, from + MAX_SHARED_ENTRIES),
  };
}

/** Of the one file in flight. */
const sentBytesIn = ({ outbox: [head] }: Live): { sentBytes?: number } =>
  head?.status === 'sending' && head.sentBytes !== undefined ? { sentBytes: head.sentBytes } : {};

/** What other tabs want to know, as far as it changes: equal lists say nothing new. */
export const newsOf = (life: Live): readonly unknown[] => [
  life.transcript,
  life.outbox,
  life.seenIndex,
  life.agentSeen,
  isUp(life),
  ...(life.phase === 'active' ? [life.typing, life.typingAt] : []),
];

/** Refused messages, and files, that are there no more, and not because they are in the log: the visitor has taken them back. */
export function takenBack(before: Live, now: Live): string[] {
  if (before.outbox === now.outbox) return [];
  const stays = new Set(now.outbox.map(({ id }) => id));
  return withoutLogged(before.outbox, now.transcript.entries)
    .filter(({ id, status, file }) => (status === 'failed' || file) && !stays.has(id))
    .map(({ id }) => id);
}

/** An end that no entry of the log tells of. */
export function silentEnd(life: Phase): { isOwed: boolean; reason: EndReason } | null {
  if (life.phase !== 'ended') return { isOwed: false, reason: 'error' };
  const isTold = life.transcript.entries.at(-1)?.kind === 'sessionEnded';
  return isTold ? null : { isOwed: life.leaveOwed, reason: life.reason };
}
