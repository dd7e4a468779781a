// The browser's database behind files on their way. They are kept as plain bytes: WebKit stores no Blob in a private window.

import { answerOf, browserDatabase, finished } from './browser-database.ts';
import type { FileRows } from './storage/file-rows.ts';

type Row = { bytes: ArrayBuffer; type: string };

const isRow = (found: unknown): found is Row => {
  const { bytes, type } = (found ?? {}) as Partial<Row>;
  return bytes instanceof ArrayBuffer && typeof type === 'string';
};

export function browserFiles(key: string): FileRows {
  const { work, close } = browserDatabase(key, 'files');
  return {
    put: async (sessionId, fileId, file) => {
      const row: Row = { bytes: await file.arrayBuffer(), type: file.type };
      await work('readwrite', (rows) => {
        rows.put(row, [sessionId, fileId]);
        return finished(rows.transaction);
      });
    },
    read: async (sessionId, fileId) => {
      const row = await work('readonly', (rows) => answerOf<unknown>(rows.get([sessionId, fileId])));
      return isRow(row) ? new Blob([row.bytes], { type: row.type }) : null;
    },
    drop: (sessionId, fileId) =>
      work('readwrite', (rows) => {
        rows.delete([sessionId, fileId]);
        return finished(rows.transaction);
      }),
    close,
  };
}
