// The browser's database beside the saved state: one for each, of the same name, so that it goes when that goes
// (browserStorage). Each piece of work opens it and closes it: an open connection would stand in the way of the tab that
// deletes it, of a newer build, and of the back/forward cache. Knows nothing of what is in it.

/** Raised when older builds would misread what is there: they are then refused the database, and go on without it. */
const VERSION = 2;

const STORES = ['entries', 'files'] as const;
export type StoreName = (typeof STORES)[number];

export type BrowserDatabase = {
  work<Answer>(mode: IDBTransactionMode, run: (rows: IDBObjectStore) => Promise<Answer>): Promise<Answer>;
  close(): void;
};

export const answerOf = <Value>(request: IDBRequest<Value>): Promise<Value> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

export const finished = (work: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    work.oncomplete = () => resolve();
    work.onabort = () => reject(work.error);
  });

/** A window of its own keeps another chat than the site's pages (own-window/run.ts). */
const nameHere = (key: string): string => (window.parent === window ? `${key}:window` : key);

/** One kind of rows in the database of a saved state. */
export function browserDatabase(key: string, store: StoreName): BrowserDatabase {
  const name = nameHere(key);
  const open = new Set<IDBDatabase>();
  return {
    async work(mode, run) {
      const request = indexedDB.open(name, VERSION);
      request.onupgradeneeded = () => {
        const { result } = request;
        for (const each of STORES) if (!result.objectStoreNames.contains(each)) result.createObjectStore(each);
      };
      const database = await answerOf(request);
      open.add(database);
      database.onversionchange = () => database.close();
      // Not as it was made here: it is made anew the next time.
      if (!database.objectStoreNames.contains(store)) indexedDB.deleteDatabase(name);
      try {
        return await run(database.transaction(store, mode, { durability: 'relaxed' }).objectStore(store));
      } finally {
        open.delete(database);
        database.close();
      }
    },
    close() {
      for (const database of open) database.close();
    },
  };
}
