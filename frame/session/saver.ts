// Writes the chat down for its later self: at once where a word given depends on it, soon after anything else, and
// once a minute as a sign of life, sooner where the clock was set. Knows nothing of what is written.

import type { Clock, Dispose } from '../ports.ts';
import { windowOf } from './selectors.ts';
import type { SessionState } from './state.ts';

/** Long enough to catch a burst of keystrokes, short enough that a crash costs no words worth mentioning. */
const SAVE_DELAY_MS = 300;
/** At least once a minute, with room for the delays of timers in hidden tabs. */
const SIGN_OF_LIFE_MS = 45_000;

export type Saver = {
  changed(before: SessionState, after: SessionState): void;
  /** The state is to be forgotten: what was about to be written is not. */
  cancel(): void;
  flush(): void;
  signOfLife(): void;
};

export function createSaver(clock: Clock, write: () => void): Saver {
  let cancelPending: Dispose | null = null;
  let writtenAt = 0;
  /** By the clock on the wall, as it then stood: what is written is judged by that one. */
  let stampedAt = 0;

  const cancel = (): void => {
    cancelPending?.();
    cancelPending = null;
  };
  const now = (): void => {
    cancel();
    writtenAt = clock.uptime();
    stampedAt = clock.now();
    write();
  };
  /** Of either clock: a page that finds what a crash has left must not take an hour that was set for one of absence. */
  const sinceWritten = (): number => Math.max(clock.uptime() - writtenAt, Math.abs(clock.now() - stampedAt));
  return {
    changed({ life: before }, { life: after }) {
      if (before === after) return;
      // Who has just made the window small may close the browser next, and a closing browser may not wait for anybody.
      const urgent =
        before.phase !== after.phase || outboxOf(before) !== outboxOf(after) || windowOf(before) !== windowOf(after);
      if (urgent) now();
      else cancelPending ??= clock.after(SAVE_DELAY_MS, now);
    },
    cancel,
    flush: now,
    signOfLife: () => sinceWritten() >= SIGN_OF_LIFE_MS && now(),
  };
}

const outboxOf = (life: SessionState['life']): unknown => ('outbox' in life ? life.outbox : null);
