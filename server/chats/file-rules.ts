// The rule of a message that is a file: the sender's own, arrived whole, and used once. Pure like all rules.

import { COMMAND_FAILED, explained, type Failure, PARAMETER_WRONG } from '../../protocol/errors.ts';
import { type StoredFile, toFilePart } from '../store/stored-file.ts';
import type { Facts } from '../store/stored-session.ts';
import type { MessageDraft } from './rules.ts';

const NOT_YOURS: Failure = explained(
  PARAMETER_WRONG,
  'fileId: expected a file that you have sent to this session and that no message has named, received another one',
);

const notWhole = ({ receivedBytes, sizeBytes }: StoredFile): Failure =>
  explained(
    COMMAND_FAILED,
    `fileId: expected a file that is here whole, received ${receivedBytes} of ${sizeBytes} bytes`,
  );

/** The message as it is to stand in the log: its text is the file's name. */
export function asFileMessage(
  message: MessageDraft,
  owner: string,
  { file }: Facts,
): { message: MessageDraft } | { refuse: Failure } {
  if (!file || file.owner !== owner || file.messageId !== null) return { refuse: NOT_YOURS };
  if (!file.isComplete) return { refuse: notWhole(file) };
  return { message: { ...message, contentType: 'text', text: file.name, parts: [toFilePart(file)] } };
}
