// How long the end of a chat is announced before it is one.

/** Long enough to notice a slip and to take it back, short enough not to be waited for. */
export const END_GRACE_MS = 3_000;
