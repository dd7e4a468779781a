// The abilities that the server asks for instead of globals: time, dice, and a place for its few words. Tests hand
// in their own.

import { randomBytes } from 'node:crypto';

/** Undoes what was opened. Safe to call twice. */
export type Dispose = () => void;

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Milliseconds since some start: only goes forward, whatever people do to the clock. For durations. */
  uptime(): number;
  /** Runs once after a delay, unless disposed of. Never keeps the process alive by itself. */
  after(delayMs: number, run: () => void): Dispose;
}

export interface Random {
  /** A fresh id of 22 letters, digits, `-` or `_` from 128 random bits of the system's generator. */
  id(): string;
  /** A fresh secret of 43 such characters from 256 random bits. */
  secret(): string;
}

/** Where lines for the operator go. Never given a token, a password or what people wrote. */
export type Log = (line: string) => void;

export const systemClock: Clock = {
  now: Date.now,
  uptime: () => performance.now(),
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

export const systemRandom: Random = {
  id: () => randomBytes(16).toString('base64url'),
  secret: () => randomBytes(32).toString('base64url'),
};

/** One undo for several, in reverse order. */
export const disposeAll = (...items: Dispose[]): Dispose => {
  let open = true;
  return () => {
    if (!open) return;
    open = false;
    for (const item of items.reverse()) item();
  };
};

/** Runs again and again with a pause in between; the next pause begins when the work is done. */
export function every(clock: Clock, pauseMs: number, work: () => Promise<void> | void): Dispose {
  let stopped = false;
  let cancel: Dispose = () => {};
  const plan = () => {
    cancel = clock.after(pauseMs, () => {
      void Promise.resolve()
        .then(work)
        .catch(() => {})
        .then(() => {
          if (!stopped) plan();
        });
    });
  };
  plan();
  return () => {
    stopped = true;
    cancel();
  };
}
