// Browsers that keep nothing any more, keep nothing more, or never answer: put in place of the real storage, in the
// chat's own frames only, before anything of theirs runs. Each notes what is asked of it, so that a test can tell that its
// fault was met.

import type { BrowserContext } from '@playwright/test';
import { expect } from './engine-expect.ts';
import type { Visitor } from './visitor.ts';

export const STORAGE_MODES = ['normal', 'refused later', 'full', 'full in its database', 'hanging'] as const;
export type StorageMode = (typeof STORAGE_MODES)[number];

/** What a chat asks of its storage, by what it has had to keep: more words than the saved end holds, and then a file. */
const ASKED: Record<StorageMode, { words: string[]; file: string[] }> = {
  normal: { words: ['lock', 'setItem', 'put into entries'], file: ['put into files'] },
  'refused later': { words: ['setItem refused'], file: ['open refused'] },
  // A page that may not write down its chat keeps no files of it either.
  full: { words: ['setItem refused'], file: ['open'] },
  'full in its database': { words: ['setItem', 'put into entries refused'], file: ['put into files refused'] },
  hanging: { words: ['lock hangs', 'setItem', 'open hangs'], file: ['open hangs'] },
};

type Noting = { asked: string[] };

/** Waits until this has been asked since the last look. */
export async function meetsStorage(visitor: Visitor, mode: StorageMode, after: 'words' | 'file'): Promise<void> {
  const root = visitor.frame.locator(':root');
  const asked = () => root.evaluate(() => (window as unknown as Noting).asked);
  await expect.poll(asked).toEqual(expect.arrayContaining(ASKED[mode][after]));
  await root.evaluate(() => (window as unknown as Noting).asked.splice(0));
}

export const setStorageMode = (context: BrowserContext, chatOrigin: string, mode: StorageMode): Promise<unknown> =>
  context.addInitScript(
    ({ origin, kind }) => {
      if (location.origin !== origin) return;
      const asked: string[] = [];
      Object.assign(window, { asked });
      const { getItem, setItem } = Storage.prototype;
      const { put } = IDBObjectStore.prototype;
      const { open } = IDBFactory.prototype;
      const { request } = LockManager.prototype;
      const refuse = (name: string, what: string) => (): never => {
        asked.push(`${what} refused`);
        throw new DOMException('The operation is refused.', name);
      };
      const never = (what: string) => () => {
        asked.push(`${what} hangs`);
        return new Promise(() => {});
      };
      Storage.prototype.setItem = function (key, value) {
        try {
          setItem.call(this, key, value);
        } catch (error) {
          asked.push('setItem refused');
          throw error;
        }
        asked.push('setItem');
      };
      IDBObjectStore.prototype.put = function (...row) {
        asked.push(`put into ${this.name}`);
        return put.apply(this, row);
      };
      IDBFactory.prototype.open = function (...name) {
        asked.push('open');
        return open.apply(this, name);
      };
      LockManager.prototype.request = function (this: LockManager, ...wanted: unknown[]) {
        asked.push('lock');
        return request.apply(this, wanted as never);
      } as typeof request;
      if (kind === 'refused later') {
        const MARK = 'refused from now on';
        const refuseAll = () => {
          Object.assign(Storage.prototype, {
            getItem: refuse('SecurityError', 'getItem'),
            setItem: refuse('SecurityError', 'setItem'),
            removeItem: refuse('SecurityError', 'removeItem'),
          });
          IDBFactory.prototype.open = refuse('SecurityError', 'open');
        };
        // The first that is written of a conversation is the last that is kept.
        Storage.prototype.setItem = function (key, value) {
          setItem.call(this, key, value);
          if (!value.includes('"phase":"active"')) return;
          setItem.call(this, MARK, 'yes');
          refuseAll();
        };
        if (getItem.call(localStorage, MARK)) refuseAll();
      } else if (kind === 'full') {
        for (let chunk = 1 << 20; chunk >= 1; chunk = chunk / 2) {
          try {
            for (let count = 0; count < 10; count += 1)
              setItem.call(localStorage, `full ${chunk} ${count}`, 'x'.repeat(chunk));
          } catch {
            // So much does not fit any more.
          }
        }
      } else if (kind === 'full in its database') {
        IDBObjectStore.prototype.put = function () {
          return refuse('QuotaExceededError', `put into ${this.name}`)();
        };
      } else if (kind === 'hanging') {
        const silent = (what: string) => () => {
          asked.push(`${what} hangs`);
          return new EventTarget() as IDBOpenDBRequest;
        };
        const databases = never('databases');
        Object.assign(IDBFactory.prototype, { open: silent('open'), deleteDatabase: silent('delete'), databases });
        Object.assign(LockManager.prototype, { request: never('lock'), query: never('query') });
      }
    },
    { origin: chatOrigin, kind: mode },
  );
