// Since when this server has been looking without a gap. Nobody is held to be absent while nobody could have been
// seen: before the start, while the machine slept, or in hours that only a clock being set has brought about.

import type { Clock } from '../ports.ts';

export interface Watch {
  since(): number;
}

/** Small corrections of the clock are no gap. */
const JUMP_MS = 30_000;

export function createWatch(clock: Clock): Watch {
  const ahead = () => clock.now() - clock.uptime();
  let since = clock.now();
  let known = ahead();
  return {
    since() {
      const found = ahead();
      if (Math.abs(found - known) > JUMP_MS) since = clock.now();
      known = found;
      return since;
    },
  };
}
