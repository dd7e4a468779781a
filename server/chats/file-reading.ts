// Who may read which file: everybody in the chat what a message has named, and each what they have sent themselves.

import { explained, PARAMETER_WRONG } from '../../protocol/errors.ts';
import type { FileAddress } from '../../protocol/files.ts';
import type { ChatParts, Outcome } from './parts.ts';

const UNKNOWN: Outcome<FileAddress> = {
  ok: false,
  error: explained(PARAMETER_WRONG, 'fileId: expected a file of this session, received another one'),
};

export async function readFile(
  { store, files }: ChatParts,
  sessionId: string,
  fileId: string,
  reader: string,
): Promise<Outcome<FileAddress>> {
  const file = await store.findFile(sessionId, fileId);
  const mayRead = file?.isComplete && (file.messageId !== null || file.owner === reader);
  return mayRead && files ? { ok: true, value: files.addressOf(file) } : UNKNOWN;
}
