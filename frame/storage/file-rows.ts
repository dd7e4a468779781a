// Bytes in a database, as files on their way need them. Each call may reject, and may never be answered at all.

export type FileRows = {
  put(sessionId: string, fileId: string, bytes: Blob): Promise<void>;
  /** Unchecked. */
  read(sessionId: string, fileId: string): Promise<unknown>;
  drop(sessionId: string, fileId: string): Promise<void>;
  close(): void;
};
