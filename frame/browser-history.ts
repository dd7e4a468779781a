// The browser's database behind the history.

import { answerOf, browserDatabase, finished } from './browser-database.ts';
import type { HistoryRows } from './storage/history-rows.ts';

const PREFIX = 'tagalong:';

/** After every number, by the order of keys. */
const END: IDBValidKey = [];

export function browserHistory(key: string): HistoryRows {
  const { work, close } = browserDatabase(key, 'entries');
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
    close,
  };
}
