// The browser's database behind files on their way.

import { answerOf, browserDatabase, finished } from './browser-database.ts';
import type { FileRows } from './storage/file-rows.ts';

export function browserFiles(key: string): FileRows {
  const { work, close } = browserDatabase(key, 'files');
  return {
    put: (sessionId, fileId, bytes) =>
      work('readwrite', (rows) => {
        rows.put(bytes, [sessionId, fileId]);
        return finished(rows.transaction);
      }),
    read: (sessionId, fileId) => work('readonly', (rows) => answerOf<unknown>(rows.get([sessionId, fileId]))),
    drop: (sessionId, fileId) =>
      work('readwrite', (rows) => {
        rows.delete([sessionId, fileId]);
        return finished(rows.transaction);
      }),
    close,
  };
}
