// A token bucket: so many at once, then so many a second. Arithmetic only; times are handed in.

export type Rate = { burst: number; perSecond: number };
export type Bucket = { tokens: number; at: number };

const filled = (bucket: Bucket | undefined, rate: Rate, now: number): number =>
  bucket ? Math.min(rate.burst, bucket.tokens + (Math.max(0, now - bucket.at) / 1_000) * rate.perSecond) : rate.burst;

/** Takes a token if there is one. `waitMs`: 0 if it was taken, else how long until there will be one. */
export function takeToken(bucket: Bucket | undefined, rate: Rate, now: number): { bucket: Bucket; waitMs: number } {
  const tokens = filled(bucket, rate, now);
  if (tokens >= 1) return { bucket: { tokens: tokens - 1, at: now }, waitMs: 0 };
  return { bucket: { tokens, at: now }, waitMs: Math.ceil(((1 - tokens) / rate.perSecond) * 1_000) };
}

export const isFull = (bucket: Bucket, rate: Rate, now: number): boolean => filled(bucket, rate, now) >= rate.burst;
