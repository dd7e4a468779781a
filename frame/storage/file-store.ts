// Bytes of files on their way, in rows that may refuse or never answer; where they do, the page that took a file has it
// while it lives. Knows no database and no chat.

import type { Clock } from '../ports.ts';
import { createAsking } from './asking.ts';
import type { FileRows } from './file-rows.ts';
import type { FileStore } from './storage.ts';

/** Some ten megabytes on a slow disk. A site that sends a file waits for it, and no longer than ten seconds. */
export const KEEP_LIMIT_MS = 8_000;
/** As many bytes, read back. */
export const READ_LIMIT_MS = 5_000;

export function createFileStore(rows: FileRows, clock: Pick<Clock, 'after'>): FileStore {
  const ask = createAsking(clock);
  const here = new Map<string, Blob>();
  const hold = (fileId: string, bytes: Blob): void => void here.set(fileId, bytes);
  const held = (fileId: string): Blob | null => here.get(fileId) ?? null;
  return {
    hold,
    held,
    keep(sessionId, fileId, bytes) {
      hold(fileId, bytes);
      return ask(KEEP_LIMIT_MS, () => rows.put(sessionId, fileId, bytes).then(() => true), false);
    },
    async read(sessionId, fileId) {
      // A file of the disk may change under our hands, a copy in the database does not.
      const kept = await ask<unknown>(READ_LIMIT_MS, () => rows.read(sessionId, fileId), null, !held(fileId));
      return kept instanceof Blob ? kept : held(fileId);
    },
    drop(sessionId, fileId) {
      here.delete(fileId);
      return ask(KEEP_LIMIT_MS, () => rows.drop(sessionId, fileId), undefined);
    },
    letGo: () => here.clear(),
    close: rows.close,
  };
}
