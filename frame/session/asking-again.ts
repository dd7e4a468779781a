// When something is asked of the server again that it has not done. Knows nothing of what was asked.

import { COMMAND_FAILED, type Failure } from '../../protocol/errors.ts';

/** Before what was refused is tried again. */
export const ASK_AGAIN_MS = 2_000;

/** undefined: asking again is useless, or the way is lost. */
export const pauseAfter = ({ error, retryAfterMs }: { error: Failure; retryAfterMs?: number }): number | undefined =>
  retryAfterMs ?? (error.code === COMMAND_FAILED.code ? ASK_AGAIN_MS : undefined);
