// The browser's database behind the history: one for each saved state, of the same name, so that it goes when that goes
// (browserStorage). Each piece of work opens it and closes it: an open connection would stand in the way of the tab that
// deletes it, of a newer build, and of the back/forward cache.

import type { HistoryRows } from './storage/history-rows.ts';

const PREFIX = 'tagalong:';
const ROWS = 'entries';
/** Raised when older builds would misread the rows: they are then refused the database, and go on without history. */
const ROWS_VERSION = 1;

const answerOf = <Value>(request: IDBRequest<Value>): Promise<Value> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const finished = (work: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    work.oncomplete = () => resolve();
    work.onabort = () => reject(work.error);
  });

/** A window of its own keeps another chat than the site's pages (own-window/run.ts). */
const nameHere = (key: string): string => (window.parent === window ? `${key}:window` : key);

/** After every number, by the order of keys. */
const END: IDBValidKey = [];

export function browserHistory(key: string): HistoryRows {
  const name = nameHere(key);
  const open = new Set<IDBDatabase>();

  async function work<Answer>(
    mode: IDBTransactionMode,
    run: (rows: IDBObjectStore) => Promise<Answer>,
  ): Promise<Answer> {
    const request = indexedDB.open(name, ROWS_VERSION);
    request.onupgradeneeded = () => request.result.createObjectStore(ROWS);
    const database = await answerOf(request);
    open.add(database);
    database.onversionchange = () => database.close();
    // Not as it was made here: it is made anew the next time.
    if (!database.objectStoreNames.contains(ROWS)) indexedDB.deleteDatabase(name);
    try {
      return await run(database.transaction(ROWS, mode, { durability: 'relaxed' }).objectStore(ROWS));
    } finally {
      open.delete(database);
      database.close();
    }
  }

  return {
    put: (sessionId, added) =>
      work('readwrite', (rows) => {
        rows.delete(IDBKeyRange.upperBound([sessionId]));
        rows.delete(IDBKeyRange.lowerBound([sessionId, END]));
        for (const row of added) rows.put(row, [sessionId, row.index]);
        return finished(rows.transaction);
      }),
    read: (sessionId, from, until) =>
      work('readonly', (rows) =>
        answerOf<unknown[]>(rows.getAll(IDBKeyRange.bound([sessionId, from], [sessionId, until]))),
      ),
    deleteAbove: (sessionId, index) =>
      work('readwrite', (rows) => {
        rows.delete(IDBKeyRange.bound([sessionId, index], [sessionId, END], true));
        return finished(rows.transaction);
      }),
    async sweep(isLeftover) {
      const databases = await indexedDB.databases();
      const names = new Set([...databases.map((database) => database.name ?? ''), ...Object.keys(localStorage)]);
      for (const found of names) {
        if (!found.startsWith(PREFIX) || !isLeftover(localStorage.getItem(found))) continue;
        localStorage.removeItem(found);
        indexedDB.deleteDatabase(found);
      }
    },
    close() {
      for (const database of open) database.close();
    },
  };
}
