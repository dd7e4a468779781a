// Calls an agent who looks elsewhere: one sound in a browser for one event, however many tabs hear of it, and none
// while the agent looks at any of them. Knows no sound and no title, only whether there is to be one.

import type { Clock, Dispose } from './ports.ts';
import type { Attraction } from './work-events.ts';

export type AttentionPorts = {
  clock: Clock;
  /** The page is in front and has the keyboard. */
  isLooking(): boolean;
  /** True for the first in this browser that asks for this key. */
  claim(key: string): Promise<boolean>;
  play(reason: Attraction): void;
  onNews(news: Attraction | null): void;
};

export interface Attention {
  attract(reason: Attraction, key: string): void;
  /** The agent looks here now. */
  looked(): void;
  close: Dispose;
}

/** Time for the tab that is looked at to claim the event first. */
const LOOKERS_FIRST_MS = 250;

export function createAttention({ clock, isLooking, claim, play, onNews }: AttentionPorts): Attention {
  const timers = new Set<Dispose>();
  const claimAndPlay = async (reason: Attraction, key: string) => {
    if (await claim(key)) play(reason);
  };
  return {
    attract(reason, key) {
      if (isLooking()) return void claim(key);
      onNews(reason);
      const stop = clock.after(LOOKERS_FIRST_MS, () => {
        timers.delete(stop);
        void claimAndPlay(reason, key);
      });
      timers.add(stop);
      return undefined;
    },
    looked: () => onNews(null),
    close() {
      for (const stop of timers) stop();
      timers.clear();
    },
  };
}
