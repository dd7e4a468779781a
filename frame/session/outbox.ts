// Messages on their way: one in flight, in the order of sending. A message leaves only when its id stands in the
// server's log, so a lost answer can neither lose nor double it; a refused head holds the queue.

import type { Failure } from '../../protocol/errors.ts';
import type { FileFacts } from '../../protocol/message-parts.ts';
import type { OutboxItem, SavedItem } from '../../protocol/persisted.ts';
import type { TranscriptEntry } from '../../protocol/session.ts';
import type { Outgoing } from './state.ts';

export type Outbox = readonly Outgoing[];

const plain = (item: Outgoing): OutboxItem => {
  const { id, text, contentType, at, file } = item;
  return { ...{ id, text, contentType, at }, ...(file && { file }), ...(mayBeLogged(item) && { mayBeLogged: true }) };
};
/** When the server has all bytes of a file, its message follows at once. */
const mayBeLogged = (item: Outgoing): boolean =>
  item.mayBeLogged === true ||
  (item.file !== undefined && (sentBytesOf(item) ?? 0) >= Math.max(1, item.file.sizeBytes));
const waiting = (item: OutboxItem): Outgoing => ({ ...item, status: 'waiting' });
export const itemsOf = (outbox: Outbox): OutboxItem[] => outbox.map(plain);

/** As it is written down, and as it is found there. Of how far it had come only a refusal outlives the page. */
export const asSaved = (item: Outgoing): SavedItem => ({
  ...plain(item),
  ...(item.status === 'failed' && { refused: item.error }),
});
export const fromSaved = ({ refused, ...item }: SavedItem): Outgoing =>
  refused ? { ...item, status: 'failed', error: refused } : waiting(item);

const change = (outbox: Outbox, applies: (item: Outgoing) => boolean, to: (item: Outgoing) => Outgoing): Outbox =>
  outbox.some(applies) ? outbox.map((item) => (applies(item) ? to(item) : item)) : outbox;

/** A message handed in twice (a call repeated by a healed link) is one message. */
export const enqueue = (outbox: Outbox, item: SavedItem): Outbox =>
  outbox.some(({ id }) => id === item.id) ? outbox : [...outbox, fromSaved(item)];

export function withoutLogged<Item extends { id: string }>(
  items: readonly Item[],
  entries: readonly TranscriptEntry[],
): readonly Item[] {
  const logged = new Set(entries.map((entry) => (entry.kind === 'message' ? entry.id : null)));
  return items.some(({ id }) => logged.has(id)) ? items.filter(({ id }) => !logged.has(id)) : items;
}

/** The next step of the queue: what is to be sent now, if anything. */
export function pump(outbox: Outbox): { outbox: Outbox; send: OutboxItem | null } {
  const [head, ...rest] = outbox;
  if (head?.status !== 'waiting') return { outbox, send: null };
  const item = plain(head);
  return { outbox: [{ ...item, status: 'sending' }, ...rest], send: item };
}

/** The way is gone: what was in flight will be sent again under the same id. */
export const interrupted = (outbox: Outbox): Outbox =>
  change(
    outbox,
    ({ status }) => status === 'sending',
    (item) => waiting(plain(item)),
  );

export const refused = (outbox: Outbox, id: string, error: Failure): Outbox =>
  change(
    outbox,
    (item) => item.id === id && item.status === 'sending',
    (item) => ({ ...plain(item), status: 'failed', error }),
  );

export const retried = (outbox: Outbox, id: string): Outbox =>
  change(
    outbox,
    (item) => item.id === id && item.status !== 'waiting',
    (item) => waiting(plain(item)),
  );

/** A tab without a way of its own has handed over what is to be sent here: what is new comes last. */
export const handedOver = (outbox: Outbox, items: readonly SavedItem[]): Outbox => items.reduce(enqueue, outbox);

/**
 * As the tab that sends has it, in its order; what it has not got yet stays, last. What the log has is in no outbox,
 * whoever may not have heard of it.
 */
export function mirrored(outbox: Outbox, leaders: Outbox, entries: readonly TranscriptEntry[]): Outbox {
  const there = new Set(leaders.map(({ id }) => id));
  const both = withoutLogged([...leaders, ...outbox.filter(({ id }) => !there.has(id))], entries);
  const isSame = both.length === outbox.length && both.every((item, place) => isAlike(item, outbox[place]));
  return isSame ? outbox : both;
}

const isAlike = (one: Outgoing, other: Outgoing | undefined): boolean =>
  one.id === other?.id &&
  one.status === other.status &&
  sentBytesOf(one) === sentBytesOf(other) &&
  one.mayBeLogged === other.mayBeLogged;

const sentBytesOf = (item: Outgoing): number | undefined => (item.status === 'sending' ? item.sentBytes : undefined);

/** So much of a file in flight is at the server. */
export const progressed = (outbox: Outbox, id: string, sentBytes: number): Outbox =>
  change(
    outbox,
    (item) => item.id === id && item.status === 'sending' && item.sentBytes !== sentBytes,
    (item) => ({ ...plain(item), status: 'sending', sentBytes }),
  );

/** What cannot be sent as it is stays in sight, with the reason. */
export const judged = (outbox: Outbox, fault: (file: FileFacts) => Failure | null): Outbox =>
  outbox.reduce<Outbox>((all, item) => {
    const error = item.file && item.status === 'waiting' ? fault(item.file) : null;
    return error
      ? change(
          all,
          (one) => one === item,
          () => ({ ...plain(item), status: 'failed', error }),
        )
      : all;
  }, outbox);

export const without = (outbox: Outbox, id: string): Outbox =>
  outbox.some((item) => item.id === id) ? outbox.filter((item) => item.id !== id) : outbox;

/** Whether it can be taken back: what was refused, and a file before its message is said. Of anything else nobody knows whether it is in the log. */
export const canDiscard = (item: Outgoing): boolean =>
  item.status === 'failed' || (item.file !== undefined && !mayBeLogged(item));

export const discarded = (outbox: Outbox, id: string): Outbox =>
  outbox.filter((item) => item.id !== id || !canDiscard(item));
