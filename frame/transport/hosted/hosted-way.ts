// Whether a back end is in reach, and when it is tried again. Knows neither session nor messages.

import { nextDelayMs, RECONNECT_BACKOFF } from '../../../protocol/retry.ts';
import type { Clock, Dispose, Random } from '../../ports.ts';

export type WayParts = {
  clock: Clock;
  random: Random;
  /** The site's transport says itself when it is back. */
  saysWhenBack: boolean;
  reach(): void;
  onDown(): void;
};

/** `waiting`: the site's transport will say when it is back. */
type Status = 'reaching' | 'up' | 'down' | 'waiting' | 'over';

export type HostedWay = ReturnType<typeof createHostedWay>;

export function createHostedWay({ clock, random, saysWhenBack, reach, onDown }: WayParts) {
  let status: Status = 'reaching';
  let isToldDown = false;
  let attempt = 0;
  let cancelRetry: Dispose = () => {};

  const become = (next: Status): void => {
    cancelRetry();
    status = next;
  };
  const isOver = (): boolean => status === 'over';

  return {
    isUp: () => status === 'up',
    isOver,
    reaching: () => become('reaching'),
    up(): void {
      become('up');
      attempt = 0;
      isToldDown = false;
    },
    /** `interrupted`: by the word of the site's transport. */
    lost(how: 'interrupted' | 'silent'): void {
      if (isOver()) return;
      become(how === 'interrupted' && saysWhenBack ? 'waiting' : 'down');
      if (status === 'down') {
        cancelRetry = clock.after(nextDelayMs(attempt, RECONNECT_BACKOFF, random.fraction()), reach);
        attempt += 1;
      }
      if (isToldDown) return;
      isToldDown = true;
      onDown();
    },
    /** Waits for the next attempt. */
    isDown: () => status === 'down',
    /** Is out of reach, for whatever reason. */
    isLost: () => status === 'down' || status === 'waiting',
    end: () => become('over'),
  };
}
