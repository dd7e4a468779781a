// How many of something are open at once, by key, up to a limit.

import type { Dispose } from '../ports.ts';

export interface Counter {
  /** Counts one more, until disposed of; null if there are too many already. */
  enter(key: string): Dispose | null;
}

export function createCounter(most: number): Counter {
  const counts = new Map<string, number>();
  return {
    enter(key) {
      const count = counts.get(key) ?? 0;
      if (count >= most) return null;
      counts.set(key, count + 1);
      let inside = true;
      return () => {
        if (!inside) return;
        inside = false;
        const left = (counts.get(key) ?? 1) - 1;
        if (left > 0) counts.set(key, left);
        else counts.delete(key);
      };
    },
  };
}
