// Why a file did not go out, from the failure of its message, and whether trying again may help. Pure; knows no texts.

import {
  COMMAND_STOPPED,
  FILE_GONE,
  FILE_KIND_REFUSED,
  FILE_TOO_LARGE,
  FILES_NOT_TAKEN,
} from '../../../protocol/errors.ts';
import type { Outgoing } from '../../session/state.ts';
import type { FileTrouble } from './lines.ts';

const TROUBLES: ReadonlyMap<number, FileTrouble> = new Map([
  [FILES_NOT_TAKEN.code, 'notTaken'],
  [FILE_TOO_LARGE.code, 'large'],
  [FILE_KIND_REFUSED.code, 'kind'],
  [FILE_GONE.code, 'gone'],
  [COMMAND_STOPPED.code, 'noRoom'],
]);

/** null: none, or none that is to be told. */
export function fileTroubleOf(item: Outgoing): FileTrouble | null {
  if (!item.file || item.status !== 'failed') return null;
  const { code } = item.error;
  // With all its bytes there it is the message that is refused, since the chat is over: what says so is on its way.
  if (code === COMMAND_STOPPED.code && item.mayBeLogged) return null;
  return TROUBLES.get(code) ?? 'cutOff';
}

/** The same file will be refused for the same reason again. */
export const isForGood = (trouble: FileTrouble | null): boolean =>
  trouble === 'notTaken' || trouble === 'large' || trouble === 'kind';
