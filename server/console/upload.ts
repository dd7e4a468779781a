// A file of the agent on its way to the server, as it is shown. Types only.

/** What a browser's `File` is to us. */
export type SourceFile = { name: string; type: string; size: number; slice(from: number, to: number): Blob };

export type Upload = { fileId: string; name: string; sizeBytes: number; sentBytes: number } & (
  | { status: 'queued' | 'sending' }
  /** `canRetry`: false where the same would be refused again. */
  | { status: 'failed'; description: string; canRetry: boolean }
);
