// What every store of files on their way promises. Needs no test runner: the same rules run in Node on the fake and in a
// browser, on its own database (test/journeys/storage-history.spec.ts).

import type { FileRows } from '../../frame/storage/file-rows.ts';
import { createFileStore } from '../../frame/storage/file-store.ts';
import type { FileStore } from '../../frame/storage/storage.ts';

type Clock = Parameters<typeof createFileStore>[1];
export type FilesGiven = {
  store: FileStore;
  /** What another page opens. */
  openAgain(): FileStore;
};
export type FileRule = { rule: string; check(given: FilesGiven): Promise<void> };

export const givenFiles = (rows: () => FileRows, clock: Clock): FilesGiven => ({
  store: createFileStore(rows(), clock),
  openAgain: () => createFileStore(rows(), clock),
});

const words = (text: string): Blob => new Blob([text], { type: 'text/plain' });

async function same(found: Blob | null, expected: string | null): Promise<void> {
  const text = (await found?.text()) ?? null;
  if (text !== expected) throw new Error(`expected ${expected}, found ${text}`);
}

export const FILE_RULES: readonly FileRule[] = [
  {
    rule: 'gives back the bytes that were put in, also to another page',
    async check({ store, openAgain }) {
      if (!(await store.keep('session-1', 'file-1', words('one')))) throw new Error('not kept');
      await same(await store.read('session-1', 'file-1'), 'one');
      store.close();
      await same(await openAgain().read('session-1', 'file-1'), 'one');
    },
  },
  {
    rule: 'has nothing that it was not given, and nothing for another session',
    async check({ store, openAgain }) {
      await same(await store.read('session-1', 'file-1'), null);
      await store.keep('session-1', 'file-1', words('one'));
      await same(await openAgain().read('session-2', 'file-1'), null);
      await same(await openAgain().read('session-1', 'file-2'), null);
    },
  },
  {
    rule: 'has several at once, and drops the one that is meant',
    async check({ store, openAgain }) {
      for (const id of ['file-1', 'file-2']) await store.keep('session-1', id, words(id));
      await store.drop('session-1', 'file-1');
      await store.drop('session-1', 'file-3');
      for (const page of [store, openAgain()]) {
        await same(await page.read('session-1', 'file-1'), null);
        await same(await page.read('session-1', 'file-2'), 'file-2');
      }
    },
  },
  {
    rule: 'has what is only held for no other page',
    async check({ store, openAgain }) {
      store.hold('file-1', words('one'));
      await same(await store.read('session-1', 'file-1'), 'one');
      await same(await openAgain().read('session-1', 'file-1'), null);
      store.letGo();
      await same(await store.read('session-1', 'file-1'), null);
    },
  },
];
