// Tells one reader the newest state of one thing, and only when it is another than the one told before. While the line is
// busy nothing queues up: the next word is what is true then.

import { createPump, type Pump } from './pump.ts';

type NewestParts<T> = {
  /** Null: nothing to tell. */
  read(): Promise<T | null>;
  /** Resolves when the line has taken it. */
  send(value: T): Promise<void>;
  onFailed(): void;
};

export type Newest = Pump;

export function createNewest<T>({ read, send, onFailed }: NewestParts<T>, toldBefore: T | null = null): Newest {
  let told = JSON.stringify(toldBefore);
  return createPump(async (stopped) => {
    const value = await read();
    const text = JSON.stringify(value);
    if (stopped() || value === null || text === told) return { again: false };
    await send(value);
    told = text;
    return { again: false };
  }, onFailed);
}
