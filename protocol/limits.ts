// Limits that the host page needs too, so this file stays free of schemas.

/** How long the loader waits for the frame before it says 300. */
export const HANDSHAKE_LIMIT_MS = 10_000;
