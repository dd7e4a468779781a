// Rows of files that live as long as they are held.

import type { FileRows } from '../../frame/storage/file-rows.ts';

export type MemoryFileRows = FileRows & { names(): string[] };

export function createMemoryFileRows(): MemoryFileRows {
  const rows = new Map<string, Blob>();
  const nameOf = (sessionId: string, fileId: string): string => `${sessionId} ${fileId}`;
  return {
    async put(sessionId, fileId, bytes) {
      rows.set(nameOf(sessionId, fileId), bytes);
    },
    read: async (sessionId, fileId) => rows.get(nameOf(sessionId, fileId)) ?? null,
    async drop(sessionId, fileId) {
      rows.delete(nameOf(sessionId, fileId));
    },
    close: () => {},
    names: () => [...rows.keys()],
  };
}
