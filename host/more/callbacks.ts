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
  /** Another one after each stop: a function of an earlier one says nothing any more. Empty: nothing is being sent. */
  let current: CallbackCalls['calls'] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function flush(queue: CallbackCalls['calls']): Promise<void> {
    while (queue.length > 0) {
      const calls = queue.slice(0, MAX_CALLS_A_BATCH);
      const answer = await send({ calls });
      if (queue !== current) return;
      if (!answer.ok && answer.error.code === (308 satisfies typeof TOO_MANY_CALLS.code)) {
        await new Promise((resolve) => {
          timer = setTimeout(resolve, AGAIN_MS);
        });
        continue;
      }
      queue.splice(0, calls.length);
      for (const failure of answer.ok ? (answer.value as (Failure | null)[]) : [answer.error]) {
        if (failure) reportError(new TypeError(failure.description));
      }
    }
  }

  const callable = (callback: string) => {
    const queue = current;
    return (...args: unknown[]): void => {
      if (queue !== current) return;
      try {
        const isFirst = queue.push({ callback, args: structuredClone(args.slice(0, 8)) }) === 1;
        // All that is said in one go goes in one go.
        if (isFirst) queueMicrotask(() => flush(queue));
      } catch (error) {
        // The browser's own words say what cannot be copied.
        reportError(error);
      }
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
      current = [];
      clearTimeout(timer);
    },
  };
}
