// Failures of requests with more than most sites ask for. Apart from the other rows of the table in errors.ts, because what
// needs them comes later than the rest. To be imported from errors.ts.

export const EMBEDDED_REQUIRED = { code: 301, description: 'restoreChat needs the option embedded: true.' } as const;
export const POPUP_BLOCKED = { code: 303, description: 'The browser blocked the chat window.' } as const;
export const OPTION_INVALID = { code: 306, description: 'An option is invalid.' } as const;
