// A clock for many at once that stands still until a test moves it: what falls due is found by its millisecond, so that
// thousands of timers cost no search. Serves frames and servers alike.

import type { Clock as FrameClock } from '../../frame/ports.ts';
import type { Clock as ServerClock } from '../../server/ports.ts';

export type Timeline = FrameClock & ServerClock & { advance(ms: number): Promise<void> };

/** Node runs its next tick when no promise is left that could settle. */
const drained = (): Promise<void> => new Promise((resolve) => process.nextTick(resolve));

export function createTimeline(startAt = 1_800_000_000_000): Timeline {
  let now = startAt;
  const due = new Map<number, (() => void)[]>();
  return {
    now: () => now,
    uptime: () => now,
    after(delayMs, run) {
      const at = now + Math.max(1, Math.ceil(delayMs));
      let isOpen = true;
      const task = (): void => {
        if (isOpen) run();
      };
      const tasks = due.get(at);
      if (tasks) tasks.push(task);
      else due.set(at, [task]);
      return () => {
        isOpen = false;
      };
    },
    async advance(ms) {
      await drained();
      for (const end = now + ms; now < end; ) {
        now += 1;
        for (const task of due.get(now) ?? []) {
          task();
          await drained();
        }
        due.delete(now);
      }
    },
  };
}
