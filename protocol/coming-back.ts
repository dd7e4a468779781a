// When a way to the server that was lost is tried again: by visitors, consoles and bots alike. Arithmetic over what
// retry.ts promises; no clock, no dice.

import { type Backoff, CROWD_BACKOFF, MINIMUM_UPTIME_MS, nextDelayMs, RECONNECT_BACKOFF } from './retry.ts';

/** `closed`: by the other side or by the network. `silent`: given up here, because nothing came any more. */
export type Loss = 'closed' | 'silent';

/** `attempt`: how many have failed in a row. */
export type Patience = { attempt: number; backoff: Backoff };

export const FRESH: Patience = { attempt: 0, backoff: RECONNECT_BACKOFF };

/** Who is refused for a while is one of many, and the server is well: to wait ever longer helps nobody. */
const MOST_ATTEMPTS_AFTER_A_REFUSAL = 1;
/** A hint says that something has changed here, not that the server is well: waiting begins low again, not at nothing. */
const MOST_ATTEMPTS_AFTER_A_HINT = 2;

export const failedOnce = ({ attempt, backoff }: Patience): Patience => ({ attempt: attempt + 1, backoff });

/**
 * What the other side has closed, it may have closed for everybody in one moment. What we gave up ourselves is ours
 * alone. A line that held only briefly is no reason to begin to count anew.
 */
export const afterLoss = ({ attempt }: Patience, how: Loss, heldMs: number): Patience => ({
  attempt: heldMs >= MINIMUM_UPTIME_MS ? 0 : attempt,
  backoff: how === 'closed' ? CROWD_BACKOFF : RECONNECT_BACKOFF,
});

export const afterRefusal = ({ attempt }: Patience): Patience => ({
  attempt: Math.min(attempt, MOST_ATTEMPTS_AFTER_A_REFUSAL),
  backoff: CROWD_BACKOFF,
});

export const afterHint = ({ attempt }: Patience): Patience => ({
  attempt: Math.min(attempt, MOST_ATTEMPTS_AFTER_A_HINT),
  backoff: RECONNECT_BACKOFF,
});

export const delayMs = ({ attempt, backoff }: Patience, random: number): number =>
  nextDelayMs(attempt, backoff, random);
