// A clock that stands still until a test moves it.

import type { Clock } from '../../server/ports.ts';

export type TestClock = Clock & {
  /** Moves on, running on the way what falls due, and lets promises settle in between. */
  advance(ms: number): Promise<void>;
  /** Somebody sets the clock, or the machine has slept: the time of day is another one, and nothing has run. */
  jump(ms: number): void;
};

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

export function createTestClock(startAt = 1_800_000_000_000): TestClock {
  let now = startAt;
  let jumped = 0;
  const planned = new Set<{ at: number; run: () => void }>();
  return {
    now: () => now + jumped,
    uptime: () => now - startAt,
    after(delayMs, run) {
      const plan = { at: now + delayMs, run };
      planned.add(plan);
      return () => {
        planned.delete(plan);
      };
    },
    async advance(ms) {
      const until = now + ms;
      for (;;) {
        await settle();
        const [next] = [...planned].filter((plan) => plan.at <= until).sort((a, b) => a.at - b.at);
        if (!next) break;
        planned.delete(next);
        now = Math.max(now, next.at);
        next.run();
      }
      now = until;
      await settle();
    },
    jump(ms) {
      jumped += ms;
    },
  };
}
