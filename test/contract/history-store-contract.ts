// What every history promises. Needs no test runner: the same rules run in Node on the fake and in a browser, on its
// own database (test/journeys/storage-history.spec.ts).

import type { HistoryRows } from '../../frame/storage/history-rows.ts';
import { createHistoryStore } from '../../frame/storage/history-store.ts';
import type { HistoryStore } from '../../frame/storage/storage.ts';
import type { TranscriptEntry } from '../../protocol/session.ts';

export type Given = {
  store: HistoryStore;
  /** What another page opens. */
  openAgain(): HistoryStore;
  rows: HistoryRows;
};

export type Rule = { rule: string; check(given: Given): Promise<void> };

const said = (index: number, text = `text ${index}`): TranscriptEntry => ({
  ...{ index, at: 1_700_000_000_000 + index, kind: 'message', id: `message-${index}` },
  ...{ party: { id: 3, name: 'Ann', kind: 'agent' }, contentType: 'text', text },
});
const talk = (from: number, until: number): TranscriptEntry[] =>
  Array.from({ length: until - from + 1 }, (_, place) => said(from + place));

function same(found: unknown, expected: unknown): void {
  const [one, other] = [JSON.stringify(found), JSON.stringify(expected)];
  if (one !== other) throw new Error(`expected ${other}, found ${one}`);
}

export const HISTORY_RULES: readonly Rule[] = [
  {
    rule: 'gives back what was put in, in order, also to a later page',
    async check({ store, openAgain }) {
      same(await store.put('session-1', talk(1, 3)), true);
      same(await store.put('session-1', talk(4, 12)), true);
      same(await store.read('session-1', 1, 12), talk(1, 12));
      store.close();
      same(await openAgain().read('session-1', 1, 12), talk(1, 12));
    },
  },
  {
    rule: 'gives of a stretch what is there, and nothing beyond it',
    async check({ store }) {
      await store.put('session-1', talk(1, 12));
      same(await store.read('session-1', 3, 5), talk(3, 5));
      same(await store.read('session-1', 10, 40), talk(10, 12));
      same(await store.read('session-1', 13, 40), []);
    },
  },
  {
    rule: 'has nothing of a session that it was never given, or that has given way to another',
    async check({ store }) {
      same(await store.read('session-1', 1, 9), []);
      await store.put('session-5', talk(1, 9));
      for (const other of ['session-1', 'session-50']) same(await store.read(other, 1, 9), []);
      await store.put('session-1', talk(1, 2));
      same(await store.read('session-5', 1, 9), []);
      same(await store.read('session-1', 1, 9), talk(1, 2));
      await store.put('session-9', talk(1, 1));
      same(await store.read('session-1', 1, 9), []);
    },
  },
  {
    rule: 'takes the same entry twice, and keeps the later one',
    async check({ store }) {
      await store.put('session-1', talk(1, 3));
      await store.put('session-1', [said(3, 'as it is now')]);
      same(await store.read('session-1', 1, 3), [...talk(1, 2), said(3, 'as it is now')]);
    },
  },
  {
    rule: 'is as long as it was cut to',
    async check({ store }) {
      await store.put('session-1', talk(1, 12));
      same(await store.cut('session-2', 0), true);
      same(await store.cut('session-1', 5), true);
      same(await store.read('session-1', 1, 12), talk(1, 5));
      same(await store.cut('session-1', 0), true);
      same(await store.read('session-1', 1, 12), []);
    },
  },
  {
    rule: 'deletes what has a hole, and is filled anew',
    async check({ store }) {
      await store.put('session-1', [...talk(1, 3), ...talk(5, 9)]);
      same(await store.read('session-1', 1, 9), []);
      same(await store.read('session-1', 1, 3), []);
      await store.put('session-1', talk(1, 4));
      same(await store.read('session-1', 1, 9), talk(1, 4));
    },
  },
  {
    rule: 'deletes what is no entry, or says another index than its place',
    async check({ store, rows }) {
      for (const wrong of [{ index: 2 }, { ...said(2), text: 7 }, { ...said(2), kind: 'magic' }]) {
        await rows.put('session-1', [said(1), wrong, said(3)]);
        same(await store.read('session-1', 1, 3), []);
        same(await store.read('session-1', 1, 1), []);
      }
      await store.put('session-1', talk(2, 3));
      same(await store.read('session-1', 1, 3), []);
    },
  },
  {
    rule: 'goes on after it was closed',
    async check({ store }) {
      await store.put('session-1', talk(1, 3));
      store.close();
      store.close();
      same(await store.read('session-1', 1, 3), talk(1, 3));
      same(await store.put('session-1', talk(4, 4)), true);
    },
  },
  {
    rule: 'holds a long chat',
    async check({ store }) {
      for (let from = 1; from <= 3_000; from += 500) same(await store.put('session-1', talk(from, from + 499)), true);
      same((await store.read('session-1', 1, 3_000)).length, 3_000);
    },
  },
];

/** `open`: rows that each call gives anew, over the same database. */
export const givenHistory = (open: () => HistoryRows, clock: Parameters<typeof createHistoryStore>[1]): Given => {
  const rows = open();
  return { rows, store: createHistoryStore(rows, clock), openAgain: () => createHistoryStore(open(), clock) };
};
