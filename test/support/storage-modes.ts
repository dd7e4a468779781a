// Browsers that keep nothing any more, keep nothing more, or never answer: put in place of the real storage, in the
// chat's own frames only, before anything of theirs runs.

import type { BrowserContext } from '@playwright/test';

export const STORAGE_MODES = ['normal', 'refused later', 'full', 'hanging'] as const;
export type StorageMode = (typeof STORAGE_MODES)[number];

export const setStorageMode = (context: BrowserContext, chatOrigin: string, mode: StorageMode): Promise<unknown> =>
  context.addInitScript(
    ({ origin, kind }) => {
      if (location.origin !== origin) return;
      const { getItem, setItem } = Storage.prototype;
      const refuse = (name: string) => (): never => {
        throw new DOMException('The operation is refused.', name);
      };
      const never = () => new Promise(() => {});
      if (kind === 'refused later') {
        const MARK = 'refused from now on';
        const refuseAll = () => {
          Object.assign(Storage.prototype, {
            getItem: refuse('SecurityError'),
            setItem: refuse('SecurityError'),
            removeItem: refuse('SecurityError'),
          });
          IDBFactory.prototype.open = refuse('SecurityError');
        };
        if (getItem.call(localStorage, MARK)) refuseAll();
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
        IDBObjectStore.prototype.put = refuse('QuotaExceededError');
      } else if (kind === 'hanging') {
        const silent = () => new EventTarget() as IDBOpenDBRequest;
        Object.assign(IDBFactory.prototype, { open: silent, deleteDatabase: silent, databases: never });
        Object.assign(LockManager.prototype, { request: never, query: never });
      }
    },
    { origin: chatOrigin, kind: mode },
  );
