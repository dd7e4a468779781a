// The one table of failures. Codes are API and never change their meaning; descriptions are English
// prose for developers and may change. Codes below 300 are those of the original Chat Widget JS API,
// codes from 300 on are ours: 1-49 command syntax, 50-99 session run time, 100-149 chat server, 200-249 widget. Each
// failure is its own constant, and those that are needed in different parts stand in files of their own, so that each part
// carries only the few that it raises itself.

import {
  CANCELLED,
  CHAT_IN_ANOTHER_TAB,
  CHAT_ON_THIS_PAGE,
  COMMAND_FAILED,
  type Failure,
  FRAME_UNREACHABLE,
  MESSAGE_TOO_LONG,
  PARAMETER_MISSING,
  PARAMETER_WRONG,
  TOO_MANY_CALLS,
  VERSIONS_DIFFER,
} from './beginning-errors.ts';
import {
  COMMAND_STOPPED,
  NEWER_WRITER,
  SERVER_UNAVAILABLE,
  SESSION_UNKNOWN,
  STORAGE_REFUSED,
} from './conversation-errors.ts';
import { FILE_GONE, FILE_KIND_REFUSED, FILE_TOO_LARGE, FILES_NOT_TAKEN } from './file-errors.ts';
import { EMBEDDED_REQUIRED, OPTION_INVALID, POPUP_BLOCKED } from './request-errors.ts';

export * from './beginning-errors.ts';
export * from './conversation-errors.ts';
export * from './file-errors.ts';
export * from './request-errors.ts';

export const UNKNOWN_COMMAND = { code: 1, description: 'Unknown command.' } as const;
export const LOGIN_FAILED = { code: 101, description: 'Login to the chat server failed.' } as const;

/** Every failure by name; documents and tests are written from this table. */
export const CHAT_ERRORS = {
  unknownCommand: UNKNOWN_COMMAND,
  parameterMissing: PARAMETER_MISSING,
  parameterWrong: PARAMETER_WRONG,
  sessionUnknown: SESSION_UNKNOWN,
  commandStopped: COMMAND_STOPPED,
  commandFailed: COMMAND_FAILED,
  serverUnavailable: SERVER_UNAVAILABLE,
  loginFailed: LOGIN_FAILED,
  chatOnThisPage: CHAT_ON_THIS_PAGE,
  chatInAnotherTab: CHAT_IN_ANOTHER_TAB,
  frameUnreachable: FRAME_UNREACHABLE,
  embeddedRequired: EMBEDDED_REQUIRED,
  versionsDiffer: VERSIONS_DIFFER,
  popupBlocked: POPUP_BLOCKED,
  cancelled: CANCELLED,
  storageRefused: STORAGE_REFUSED,
  optionInvalid: OPTION_INVALID,
  messageTooLong: MESSAGE_TOO_LONG,
  tooManyCalls: TOO_MANY_CALLS,
  newerWriter: NEWER_WRITER,
  filesNotTaken: FILES_NOT_TAKEN,
  fileTooLarge: FILE_TOO_LARGE,
  fileKindRefused: FILE_KIND_REFUSED,
  fileGone: FILE_GONE,
} as const satisfies Record<string, Failure>;

export type FailureName = keyof typeof CHAT_ERRORS;
