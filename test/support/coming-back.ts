// How long who has lost the server may stay away: the next attempt comes by chance, so that a thousand do not come at once.

/** The promise of protocol/retry.ts is 35 s for all of them; browsers add a little of their own. */
export const COMING_BACK_MS = 40_000;
