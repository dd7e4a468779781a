// How much the frame takes from a host page at once. Any script of that page can call us.

import type { Clock } from '../ports.ts';

/** So many calls of one method at once, and so many a second after that. */
const BURST = 60;
const A_SECOND = 20;

/** A token bucket: false when it is empty. */
export function createBucket(clock: Pick<Clock, 'uptime'>): () => boolean {
  let tokens = BURST;
  let filledAt = clock.uptime();
  return () => {
    const now = clock.uptime();
    tokens = Math.min(BURST, tokens + (Math.max(0, now - filledAt) / 1_000) * A_SECOND);
    filledAt = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}

/** Values and characters of one call, all told. The largest honest call is a form with long texts. */
const MAX_SIZE = 500_000;

/** Looks no further than the limit, so that the look costs nothing; a cycle exceeds every limit. */
export function isBounded(input: unknown, maxSize = MAX_SIZE): boolean {
  let left = maxSize;
  const open: unknown[] = [input];
  while (open.length > 0 && left > 0) {
    const value = open.pop();
    left -= typeof value === 'string' ? value.length + 1 : 1;
    if (typeof value !== 'object' || value === null) continue;
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return false;
    // Also what is not there: a list of holes is as long to whoever walks through it.
    if (Array.isArray(value) && value.length > left) return false;
    for (const key in value) {
      left -= key.length;
      open.push(value[key as keyof typeof value]);
      if (left - open.length <= 0) return false;
    }
  }
  return left > 0;
}
