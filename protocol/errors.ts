// The one table of failures. Codes are API and never change their meaning; descriptions are English
// prose for developers and may change. Codes below 300 are those of the original Chat Widget JS API,
// codes from 300 on are ours. Each failure is its own constant so that the host page carries only the
// few that it raises itself.

import { COMMAND_STOPPED, SERVER_UNAVAILABLE, SESSION_UNKNOWN, STORAGE_REFUSED } from './conversation-errors.ts';

export * from './conversation-errors.ts';

/** What crosses every boundary instead of an exception: no stack, no internals. */
export type Failure = { code: number; description: string };

// 1-49: command syntax
export const UNKNOWN_COMMAND = { code: 1, description: 'Unknown command.' } as const;
export const PARAMETER_MISSING = { code: 2, description: 'A mandatory parameter is missing.' } as const;
export const PARAMETER_WRONG = { code: 3, description: "A parameter's value is incorrect." } as const;
// 50-99: session run time
export const COMMAND_FAILED = { code: 52, description: 'The command could not be executed.' } as const;
// 100-149: chat server
export const LOGIN_FAILED = { code: 101, description: 'Login to the chat server failed.' } as const;
// 200-249: widget
export const CHAT_ON_THIS_PAGE = { code: 200, description: 'A chat is already running on this page.' } as const;
export const CHAT_IN_ANOTHER_TAB = { code: 201, description: 'A chat is already running in another tab.' } as const;
// 300-: ours
export const FRAME_UNREACHABLE = {
  code: 300,
  description: 'The chat frame gave no answer: not reachable, blocked by a policy, or this site is not allowed.',
} as const;
export const EMBEDDED_REQUIRED = { code: 301, description: 'restoreChat needs the option embedded: true.' } as const;
export const VERSIONS_DIFFER = {
  code: 302,
  description: 'The loader and the chat frame do not fit together.',
} as const;
export const POPUP_BLOCKED = { code: 303, description: 'The browser blocked the chat window.' } as const;
export const CANCELLED = { code: 304, description: 'The chat was cancelled before it began.' } as const;
export const OPTION_INVALID = { code: 306, description: 'An option is invalid.' } as const;
export const MESSAGE_TOO_LONG = { code: 307, description: 'The message is too long.' } as const;
export const TOO_MANY_CALLS = { code: 308, description: 'Too many calls in a short time.' } as const;

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
} as const satisfies Record<string, Failure>;

export type FailureName = keyof typeof CHAT_ERRORS;

/** The same failure with a more exact description. */
export const explained = (failure: Failure, description: string): Failure => ({ code: failure.code, description });
