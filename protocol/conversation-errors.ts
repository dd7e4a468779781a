// Failures that only a conversation has. Apart from the other rows of the table in errors.ts, because the frame's
// document carries those and these come later. To be imported from errors.ts.

export const SESSION_UNKNOWN = { code: 50, description: 'The chat server does not know this session.' } as const;
export const COMMAND_STOPPED = { code: 51, description: 'The command was stopped before it was executed.' } as const;
/** Between the chat server and a frame; no site hears of it. */
export const NEWER_WRITER = { code: 309, description: 'Another tab has taken over this conversation.' } as const;
export const SERVER_UNAVAILABLE = { code: 100, description: 'The chat server is not available.' } as const;
export const STORAGE_REFUSED = {
  code: 305,
  description: 'The browser refuses storage: this chat works, but will not be restored on another page.',
} as const;
