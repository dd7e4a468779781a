// Files over rows that hang or refuse.

import { describe, expect, it } from 'vitest';
import { REST_MS } from '../../../../frame/storage/asking.ts';
import type { FileRows } from '../../../../frame/storage/file-rows.ts';
import { createFileStore, KEEP_LIMIT_MS, READ_LIMIT_MS } from '../../../../frame/storage/file-store.ts';
import type { FileStore } from '../../../../frame/storage/storage.ts';
import { createFakeClock } from '../../../support/frame-fakes.ts';
import { createMemoryFileRows } from '../../../support/frame-file-rows.ts';

const BYTES = new Blob(['some bytes']);

function over(broken: Partial<FileRows>) {
  const clock = createFakeClock();
  const asked: string[] = [];
  const whole = { ...createMemoryFileRows(), ...broken };
  const noted =
    <Words extends unknown[], T>(name: string, run: (...words: Words) => T) =>
    (...words: Words): T => {
      asked.push(name);
      return run(...words);
    };
  const { put, read, drop, close } = whole;
  const rows = { put: noted('put', put), read: noted('read', read), drop: noted('drop', drop), close };
  return { clock, asked, store: createFileStore(rows, clock) };
}

const never = () => new Promise<never>(() => {});
const refuse = () => Promise.reject(new DOMException('no', 'QuotaExceededError'));

type Ask = (store: FileStore) => Promise<unknown>;
const CALLS: [name: 'put' | 'read' | 'drop', ask: Ask, otherwise: unknown, limitMs: number][] = [
  ['put', (store) => store.keep('session-1', 'file-1', BYTES), false, KEEP_LIMIT_MS],
  ['read', (store) => store.read('session-1', 'file-1'), null, READ_LIMIT_MS],
  ['drop', (store) => store.drop('session-1', 'file-1'), undefined, KEEP_LIMIT_MS],
];

describe('files in a database that never answers', () => {
  it.each(CALLS)('a %s is given up when its time is over', async (name, ask, otherwise, limitMs) => {
    const { clock, store } = over({ [name]: never });
    const answers: unknown[] = [];
    void ask(store).then((answer) => answers.push(answer));
    await clock.advance(limitMs - 1);
    expect(answers).toEqual([]);
    await clock.advance(1);
    expect(answers).toEqual([otherwise]);
  });

  it.each(
    CALLS,
  )('after a %s it is not waited for again for a while, and asked again after that', async (name, ask, _, limitMs) => {
    const { clock, store, asked } = over({ put: never, read: never, drop: never });
    void ask(store);
    await clock.advance(limitMs);
    for (const [, again] of CALLS) await again(store);
    expect(asked).toEqual([name]);
    await clock.advance(REST_MS);
    void ask(store);
    expect(asked).toEqual([name, name]);
  });

  it.each(CALLS)('the page has what it took, whether a %s hangs or refuses', async (name) => {
    for (const broken of [never, refuse]) {
      const { clock, store } = over({ [name]: broken });
      void store.keep('session-1', 'file-1', BYTES);
      await clock.advance(KEEP_LIMIT_MS);
      const found: unknown[] = [];
      void store.read('session-1', 'file-1').then((bytes) => found.push(bytes));
      await clock.advance(READ_LIMIT_MS);
      expect(found).toEqual([BYTES]);
    }
  });

  it('a file that only the database has is asked for all the same, while it is left in peace otherwise', async () => {
    let isSlow = true;
    const { clock, store, asked } = over({ read: async () => (isSlow ? never() : BYTES) });
    void store.read('session-1', 'file-1');
    await clock.advance(READ_LIMIT_MS);
    isSlow = false;
    expect(await store.read('session-1', 'file-1')).toBe(BYTES);
    expect(await store.keep('session-1', 'file-2', BYTES)).toBe(false);
    expect(await store.read('session-1', 'file-2')).toBe(BYTES);
    expect(asked).toEqual(['read', 'read']);
  });

  it.each(CALLS)('the page has no more of what it dropped, though a %s hung before', async (_, ask, __, limitMs) => {
    const { clock, store } = over({ put: never, read: never, drop: never });
    void store.keep('session-1', 'file-1', BYTES);
    void ask(store);
    await clock.advance(limitMs);
    void store.drop('session-1', 'file-1');
    await clock.advance(KEEP_LIMIT_MS);
    const found: unknown[] = [];
    void store.read('session-1', 'file-1').then((bytes) => found.push(bytes));
    await clock.advance(READ_LIMIT_MS);
    expect(found).toEqual([null]);
  });
});
