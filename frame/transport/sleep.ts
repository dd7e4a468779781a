// Notices that the page or its whole machine has slept: a timer comes much later than it was asked for. Both clocks are looked
// at, because the one that only goes forward stands still while most machines sleep. Knows no channel.

import type { Clock, Dispose } from '../ports.ts';

const LOOK_EVERY_MS = 1_000;
/** Busy pages, and hidden ones, are late by a second or two without having slept. */
export const LATE_MS = 3_000;

export function watchForSleep(clock: Clock, onAwake: () => void): Dispose {
  let cancel: Dispose = () => {};
  const look = (): void => {
    const before = [clock.now(), clock.uptime()] as const;
    cancel = clock.after(LOOK_EVERY_MS, () => {
      look();
      const passedMs = Math.max(clock.now() - before[0], clock.uptime() - before[1]);
      if (passedMs > LOOK_EVERY_MS + LATE_MS) onAwake();
    });
  };
  look();
  return () => cancel();
}
