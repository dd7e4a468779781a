// What a store keeps of a file, apart from its content. The content lies on the disk under a name of the server's making.

import type { FilePart } from '../../protocol/message-parts.ts';

export type StoredFile = {
  sessionId: string;
  fileId: string;
  /** Of whom: the visitor, or an agent by id. */
  owner: string;
  storageName: string;
  name: string;
  mediaType: string;
  sizeBytes: number;
  /** So much of it is safe on the disk. */
  receivedBytes: number;
  /** All of it is there, and it was looked at. */
  isComplete: boolean;
  width: number | null;
  height: number | null;
  /** The one message that is this file. */
  messageId: string | null;
  createdAt: number;
};

/** Agents' ids are longer. */
export const OWNED_BY_VISITOR = 'visitor';

export type FileGrowth = Pick<StoredFile, 'receivedBytes' | 'isComplete' | 'mediaType' | 'width' | 'height'>;

/** What one owner may have in one session; of a file that has not come whole what has come counts. */
export type FileQuota = { files: number; bytes: number };

/**
 * Of files that no message names, in a chat that has no room: longer than any one takes to come. Most were cancelled, of which
 * nobody tells; one that is gone on with all the same begins anew.
 */
export const GIVEN_UP_MS = 15 * 60_000;

export const toFilePart = ({ fileId, name, mediaType, sizeBytes, width, height }: StoredFile): FilePart => ({
  kind: 'file',
  ...{ fileId, name, mediaType, sizeBytes },
  ...(width !== null && height !== null ? { width, height } : {}),
});
