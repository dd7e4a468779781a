// Failures that the frame's document raises itself. Apart from the other rows of the table in errors.ts, which come later.
// To be imported from errors.ts, except by what is in the document.

/** What crosses every boundary instead of an exception: no stack, no internals. */
export type Failure = { code: number; description: string };

export const PARAMETER_MISSING = { code: 2, description: 'A mandatory parameter is missing.' } as const;
export const PARAMETER_WRONG = { code: 3, description: "A parameter's value is incorrect." } as const;
export const COMMAND_FAILED = { code: 52, description: 'The command could not be executed.' } as const;
export const CHAT_ON_THIS_PAGE = { code: 200, description: 'A chat is already running on this page.' } as const;
export const CHAT_IN_ANOTHER_TAB = { code: 201, description: 'A chat is already running in another tab.' } as const;
export const FRAME_UNREACHABLE = {
  code: 300,
  description: 'Frame unreachable.',
} as const;
export const VERSIONS_DIFFER = {
  code: 302,
  description: 'Versions differ.',
} as const;
export const CANCELLED = { code: 304, description: 'Cancelled.' } as const;
export const MESSAGE_TOO_LONG = { code: 307, description: 'The message is too long.' } as const;
export const TOO_MANY_CALLS = { code: 308, description: 'Too many calls in a short time.' } as const;

/** The same failure with a more exact description. */
export const explained = (failure: Failure, description: string): Failure => ({ code: failure.code, description });
