// Functions of the frame in the hands of the site: what they are called with is sent back in the order of the calls, many
// at a time. Knows no function's meaning.

import type { Failure, TOO_MANY_CALLS } from '../../protocol/errors.ts';
import { type CallbackCalls, MAX_CALLS_A_BATCH } from '../../protocol/hook-limits.ts';
import type { RpcResult } from '../../protocol/result.ts';

/** What the frame said was too much at once is said again after this. */
const AGAIN_MS = 1_000;

export type Callbacks = {
  /** Puts a real function in the place of each mark, at any depth. */
  revive(value: unknown): unknown;
  /** What is not sent yet is not sent any more, and what was handed out until now does nothing when it is called later. */
  stop(): void;
};

export function createCallbacks(send: (calls: CallbackCalls) => Promise<RpcResult<unknown>>): Callbacks {
  let queue: CallbackCalls['calls'] = [];
  let isSending = false;
  let stops = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const report = (failure: Failure | null): void => {
    if (failure) reportError(new TypeError(failure.description));
  };

  async function flush(): Promise<void> {
    timer = undefined;
    isSending = true;
    while (queue.length > 0) {
      const from = queue;
      const calls = from.slice(0, MAX_CALLS_A_BATCH);
      const answer = await send({ calls });
      // Stopped meanwhile.
      if (queue !== from) continue;
      if (!answer.ok && answer.error.code === (308 satisfies typeof TOO_MANY_CALLS.code)) {
        timer = setTimeout(flush, AGAIN_MS);
        return;
      }
      from.splice(0, calls.length);
      if (answer.ok) for (const failure of answer.value as (Failure | null)[]) report(failure);
      else report(answer.error);
    }
    isSending = false;
  }

  const callable = (callback: string) => {
    const stopsBefore = stops;
    return (...args: unknown[]): void => {
      if (stops !== stopsBefore) return;
      try {
        queue.push({ callback, args: structuredClone(args.slice(0, 8)) });
      } catch {
        reportError(new TypeError('Expected plain data, received what cannot leave this page.'));
        return;
      }
      if (isSending) return;
      isSending = true;
      // All that is said in one go goes in one go.
      queueMicrotask(flush);
    };
  };

  function revive(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value;
    const { $callback } = value as { $callback?: unknown };
    if (typeof $callback === 'string') return callable($callback);
    if (Array.isArray(value)) return value.map(revive);
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, revive(inner)]));
  }

  return {
    revive,
    stop() {
      stops += 1;
      queue = [];
      if (timer === undefined) return;
      clearTimeout(timer);
      timer = undefined;
      isSending = false;
    },
  };
}
