// Notices a channel that is dead without having said so. Knows no channel: it asks for a sign of life and says when
// none came.

import { PING_INTERVAL_MS, SILENCE_LIMIT_MS } from '../../protocol/server.ts';
import type { Clock, Dispose } from '../ports.ts';

/** After a page woke up its visitor looks at it: he is not kept waiting for the ordinary limit. */
const CHECK_LIMIT_MS = 5_000;

export type Heartbeat = {
  /** Anything came from the other side. */
  heard(): void;
  /** Asks now. */
  check(): void;
  stop: Dispose;
};

export function createHeartbeat(clock: Clock, ping: () => void, onSilence: () => void): Heartbeat {
  let cancelPing: Dispose = () => {};
  let cancelLimit: Dispose = () => {};
  let open = true;

  const beat = (): void => {
    ping();
    cancelPing = clock.after(PING_INTERVAL_MS, beat);
  };
  const limit = (delayMs: number): void => {
    cancelLimit();
    cancelLimit = clock.after(delayMs, onSilence);
  };
  cancelPing = clock.after(PING_INTERVAL_MS, beat);
  limit(SILENCE_LIMIT_MS);
  return {
    heard: () => open && limit(SILENCE_LIMIT_MS),
    check() {
      if (!open) return;
      limit(CHECK_LIMIT_MS);
      ping();
    },
    stop() {
      open = false;
      cancelPing();
      cancelLimit();
    },
  };
}
