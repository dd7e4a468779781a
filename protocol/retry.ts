// How a client of the chat server tries again. Part of the protocol, because the server relies on it: clients
// that came back all at once would bring a restarted server down again. Arithmetic only: no clock, no dice.

export type Backoff = { baseMs: number; ceilingMs: number };

/** First tries within a second, then ever rarer; nobody waits longer than half a minute. */
export const RECONNECT_BACKOFF: Backoff = { baseMs: 500, ceilingMs: 30_000 };

/**
 * For a line that the server's side has closed: perhaps for all at once, because it stops or has died. Nobody comes back
 * sooner than by chance within five seconds, which a visitor bears and a server that starts needs.
 */
export const CROWD_BACKOFF: Backoff = { baseMs: 5_000, ceilingMs: 30_000 };

/** A channel must hold so long before the count of failed attempts starts anew. */
export const MINIMUM_UPTIME_MS = 5_000;

/**
 * Delay before attempt number `attempt` (0 for the first): full jitter below a doubling ceiling, so that a restarted
 * server is not greeted by every visitor at once. `random` is in [0, 1).
 */
export const nextDelayMs = (attempt: number, { baseMs, ceilingMs }: Backoff, random: number): number =>
  Math.round(random * Math.min(ceilingMs, baseMs * 2 ** Math.min(attempt, 30)));
