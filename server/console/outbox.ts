// Messages of the agent on their way: one in flight per chat, order kept, kept in storage until their id is seen in
// the server's log. Knows neither the socket nor the screen.

import * as v from 'valibot';
import { SERVER_UNAVAILABLE, TOO_MANY_CALLS } from '../../protocol/errors.ts';
import { nextDelayMs, RECONNECT_BACKOFF } from '../../protocol/retry.ts';
import type { TranscriptEntry } from '../../protocol/session.ts';
import type { Answer } from './agent-channel.ts';
import { createKept } from './kept.ts';
import { type Attached, asItem, asWaiting, attachedOf, OutboxItem, type Outgoing } from './outbox-item.ts';
import type { Clock, Dispose, KeyValueStore, Random } from './ports.ts';

export type OutboxPorts = {
  clock: Clock;
  random: Random;
  storage: KeyValueStore;
  storageKey: string;
  append(item: OutboxItem): Promise<Answer<unknown>>;
  onChange(sessionId: string, items: readonly Outgoing[]): void;
};

export interface Outbox {
  /** Chats that have messages on their way. */
  sessionIds(): string[];
  items(sessionId: string): readonly Outgoing[];
  add(sessionId: string, text: string, attached?: Attached): void;
  /** Tries the refused head again. */
  retry(sessionId: string): void;
  discard(sessionId: string, messageId: string): void;
  /** Entries of the log: what is seen there has arrived. */
  noteEntries(sessionId: string, entries: readonly TranscriptEntry[]): void;
  resume(): void;
  pause(): void;
}

/** Refusals that pass by themselves. */
const PASSING_CODES: readonly number[] = [SERVER_UNAVAILABLE.code, TOO_MANY_CALLS.code];

type Queue = { items: readonly Outgoing[]; attempt: number; stopTimer: Dispose | null };

export function createOutbox(ports: OutboxPorts): Outbox {
  const { clock, random } = ports;
  const kept = createKept(ports.storage, ports.storageKey, v.array(OutboxItem), []);
  const queues = new Map<string, Queue>();
  let isUp = false;
  let round = 0;

  const queueOf = (sessionId: string): Queue => {
    const queue = queues.get(sessionId) ?? { items: [], attempt: 0, stopTimer: null };
    queues.set(sessionId, queue);
    return queue;
  };
  const change = (sessionId: string, items: readonly Outgoing[]) => {
    queueOf(sessionId).items = items;
    ports.onChange(sessionId, items);
  };
  const mark = (item: OutboxItem, marked: Outgoing) => {
    const { items } = queueOf(item.sessionId);
    change(
      item.sessionId,
      items.map((each) => (each.id === item.id ? marked : each)),
    );
  };

  const pump = async (sessionId: string): Promise<void> => {
    const queue = queueOf(sessionId);
    const head = queue.items.find((item) => item.status !== 'stored');
    if (!isUp || queue.stopTimer || head?.status !== 'waiting') return;
    const item = asItem(head);
    const sentIn = round;
    mark(item, { ...item, status: 'sending' });
    const answer = await ports.append(item);
    // Seen in the log meanwhile, or a later link sends it again.
    if (sentIn !== round || !queueOf(sessionId).items.some(({ id }) => id === item.id)) return pump(sessionId);
    if (answer.ok) {
      queue.attempt = 0;
      mark(item, { ...item, status: 'stored' });
      return pump(sessionId);
    }
    if (!PASSING_CODES.includes(answer.error.code)) {
      return mark(item, { ...item, status: 'failed', error: answer.error });
    }
    mark(item, { ...item, status: 'waiting' });
    const delayMs = answer.retryAfterMs ?? nextDelayMs(queue.attempt, RECONNECT_BACKOFF, random.fraction());
    queue.attempt += 1;
    queue.stopTimer = clock.after(delayMs, () => {
      queue.stopTimer = null;
      void pump(sessionId);
    });
  };

  const remove = (sessionId: string, ids: ReadonlySet<string>) => {
    const { items } = queueOf(sessionId);
    const left = items.filter((item) => !ids.has(item.id));
    if (left.length === items.length) return;
    kept.update((stored) => stored.filter((item) => !ids.has(item.id)));
    change(sessionId, left);
    void pump(sessionId);
  };

  for (const item of kept.read()) {
    const queue = queueOf(item.sessionId);
    queue.items = [...queue.items, { ...item, status: 'waiting' }];
  }

  return {
    sessionIds: () => [...queues].filter(([, { items }]) => items.length > 0).map(([sessionId]) => sessionId),
    items: (sessionId) => queues.get(sessionId)?.items ?? [],
    add(sessionId, text, attached = {}) {
      const item = { id: random.id(), sessionId, text, at: clock.now(), ...attachedOf(attached) };
      kept.update((stored) => [...stored, item]);
      change(sessionId, [...queueOf(sessionId).items, { ...item, status: 'waiting' }]);
      void pump(sessionId);
    },
    retry(sessionId) {
      const { items } = queueOf(sessionId);
      change(
        sessionId,
        items.map((item) => (item.status === 'failed' ? { ...asItem(item), status: 'waiting' } : item)),
      );
      void pump(sessionId);
    },
    discard: (sessionId, messageId) => remove(sessionId, new Set([messageId])),
    noteEntries(sessionId, entries) {
      if (!queues.has(sessionId)) return;
      remove(sessionId, new Set(entries.flatMap((entry) => (entry.kind === 'message' ? [entry.id] : []))));
    },
    resume() {
      isUp = true;
      for (const sessionId of queues.keys()) void pump(sessionId);
    },
    pause() {
      isUp = false;
      round += 1;
      for (const [sessionId, queue] of queues) {
        queue.stopTimer?.();
        Object.assign(queue, { stopTimer: null, attempt: 0 });
        // Whether the server has them is unknown until the log says so: sent again with the same ids.
        const isMoving = queue.items.some(({ status }) => status === 'sending' || status === 'stored');
        if (isMoving) change(sessionId, queue.items.map(asWaiting));
      }
    },
  };
}
