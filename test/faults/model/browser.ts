// What the pages of one browser share: storage, locks, the line between tabs, and the clock on the wall. Behaves as
// browsers do where it matters: a lock stays with a page that is frozen, and goes with one that is gone.

import type { KeyValueStore, LockEvents, Locks, TabChannels } from '../../../frame/ports.ts';
import type { FileRows } from '../../../frame/storage/file-rows.ts';
import { createMemoryRows, type HistoryRows } from '../../../frame/storage/history-rows.ts';
import { createMemoryFileRows } from '../../support/frame-file-rows.ts';
import type { Owner } from './client-sockets.ts';
import type { Timeline } from './timeline.ts';

export type StorageMode = 'normal' | 'refused' | 'full';

export type Browser = {
  /** Of the clock on the wall against true time. */
  clockAheadMs: number;
  storageMode: StorageMode;
  /** What it gives its pages; an insecure page, for one, is given no locks. */
  gives: { locks: boolean; channels: boolean };
  storage: KeyValueStore;
  /** Whether a chat that has begun is kept. */
  hasChat(): boolean;
  /** Whether an end is kept of which the server has not heard. */
  hasOwedLeave(): boolean;
  /** Of its database. */
  rows: HistoryRows;
  fileRows: FileRows;
  /** Bound to a page, which may freeze or go. */
  locksOf(owner: Owner): Locks;
  channelsOf(owner: Owner): TabChannels;
};

/** Between processes of one browser. */
const HOP_MS = 1;

export function createBrowser(timeline: Timeline): Browser {
  const values = new Map<string, string>();
  const [locksOf, channelsOf] = [createLocks(timeline), createChannels(timeline)];
  const refusedLocksOf = (owner: Owner): Locks => ({
    hold(_, { onRefused }) {
      timeline.after(HOP_MS, () => owner.run(onRefused));
      return () => {};
    },
  });
  const browser: Browser = {
    clockAheadMs: 0,
    storageMode: 'normal',
    gives: { locks: true, channels: true },
    storage: createStorage(() => browser.storageMode, values),
    hasChat: () => [...values.values()].some((value) => value.includes('"phase":"active"')),
    hasOwedLeave: () => [...values.keys()].some((key) => key.endsWith(':leaves')),
    rows: createMemoryRows(),
    fileRows: createMemoryFileRows(),
    locksOf: (owner) => (browser.gives.locks ? locksOf : refusedLocksOf)(owner),
    channelsOf: (owner) => (browser.gives.channels ? channelsOf(owner) : { open: () => null }),
  };
  return browser;
}

function createStorage(mode: () => StorageMode, values: Map<string, string>): KeyValueStore {
  const touch = (): void => {
    if (mode() === 'refused') throw new DOMException('The operation is insecure.', 'SecurityError');
  };
  return {
    get(key) {
      touch();
      return values.get(key) ?? null;
    },
    set(key, value) {
      touch();
      // What is no longer than before still has room.
      if (mode() === 'full' && value.length > (values.get(key)?.length ?? 0)) {
        throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
      }
      values.set(key, value);
    },
    remove(key) {
      touch();
      values.delete(key);
    },
  };
}

function createLocks(timeline: Timeline): (owner: Owner) => Locks {
  type Request = { owner: Owner; events: LockEvents; isHeld: boolean };
  const queues = new Map<string, Request[]>();
  /** It is the browser that gives the lock: a page that is frozen has it before it knows. */
  function grant(queue: Request[]): void {
    const [first] = queue;
    if (!first || first.isHeld) return;
    first.isHeld = true;
    timeline.after(HOP_MS, () => first.owner.run(() => queue.includes(first) && first.events.onHeld()));
  }
  return (owner) => ({
    hold(name, events, isTheft = false) {
      const queue = queues.get(name) ?? [];
      queues.set(name, queue);
      const request: Request = { owner, events, isHeld: false };
      const [holder] = queue;
      if (isTheft && holder?.isHeld) {
        queue.shift();
        timeline.after(HOP_MS, () => holder.owner.run(holder.events.onStolen));
      }
      if (isTheft) queue.unshift(request);
      else queue.push(request);
      grant(queue);
      const leave = (): void => {
        const place = queue.indexOf(request);
        if (place < 0) return;
        queue.splice(place, 1);
        grant(queue);
      };
      owner.onGone(leave);
      return leave;
    },
  });
}

function createChannels(timeline: Timeline): (owner: Owner) => TabChannels {
  type End = { owner: Owner; onMessage: (message: unknown) => void };
  const channels = new Map<string, Set<End>>();
  return (owner) => ({
    open(name, onMessage) {
      const ends = channels.get(name) ?? new Set();
      channels.set(name, ends);
      const mine: End = { owner, onMessage };
      ends.add(mine);
      const close = (): void => void ends.delete(mine);
      owner.onGone(close);
      const deliver = (end: End, words: string): void =>
        end.owner.run(() => ends.has(end) && end.onMessage(JSON.parse(words)));
      return {
        close,
        post(message) {
          if (!ends.has(mine)) return;
          const words = JSON.stringify(message);
          for (const end of ends) if (end !== mine) timeline.after(HOP_MS, () => deliver(end, words));
        },
      };
    },
  });
}
