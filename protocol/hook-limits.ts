// What the host page has to know about the calls of hooks.ts, free of schemas.

export type { CallbackCalls } from './hooks.ts';

/** Most calls in one batch. The next batch follows the answer to this one. */
export const MAX_CALLS_A_BATCH = 50;
