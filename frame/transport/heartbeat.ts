// Notices a channel that is dead without having said so. Knows no channel: it asks for a sign of life and says when
// none came.

import { PING_INTERVAL_MS, SILENCE_LIMIT_MS } from '../../protocol/server.ts';
import type { Clock, Dispose } from '../ports.ts';
import { LATE_MS } from './sleep.ts';
import { CHECK_LIMIT_MS } from './transport.ts';

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
  let checking = false;
  let open = true;

  const beat = (): void => {
    ping();
    cancelPing = clock.after(PING_INTERVAL_MS, beat);
  };
  const limit = (delayMs: number): void => {
    cancelLimit();
    const dueAt = clock.uptime() + delayMs;
    cancelLimit = clock.after(delayMs, () => {
      // Timers of hidden pages come in heaps, a minute late: the ping that should have come before has no answer yet.
      if (checking || clock.uptime() - dueAt <= LATE_MS) onSilence();
      else check();
    });
  };
  function check(): void {
    if (!open || checking) return;
    checking = true;
    limit(CHECK_LIMIT_MS);
    ping();
  }
  cancelPing = clock.after(PING_INTERVAL_MS, beat);
  limit(SILENCE_LIMIT_MS);
  return {
    heard() {
      checking = false;
      if (open) limit(SILENCE_LIMIT_MS);
    },
    check,
    stop() {
      open = false;
      cancelPing();
      cancelLimit();
    },
  };
}
