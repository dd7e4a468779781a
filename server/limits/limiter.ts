// Buckets by key (a session, an address). Forgets those that are full again, so memory follows what goes on now.

import type { Clock } from '../ports.ts';
import { type Bucket, isFull, type Rate, takeToken } from './token-bucket.ts';

export interface Limiter {
  /** 0 if the caller may go on, else how many milliseconds to wait. */
  take(key: string): number;
}

/** Cleaning looks at every bucket, so it is done only when there are many. */
const CLEAN_ABOVE = 5_000;

export function createLimiter(rate: Rate, clock: Clock): Limiter {
  const buckets = new Map<string, Bucket>();
  let cleanAbove = CLEAN_ABOVE;

  const clean = (now: number) => {
    for (const [key, bucket] of buckets) if (isFull(bucket, rate, now)) buckets.delete(key);
    cleanAbove = Math.max(CLEAN_ABOVE, buckets.size * 2);
  };

  return {
    take(key) {
      const now = clock.uptime();
      const { bucket, waitMs } = takeToken(buckets.get(key), rate, now);
      buckets.set(key, bucket);
      if (buckets.size > cleanAbove) clean(now);
      return waitMs;
    },
  };
}
