// A ChatPromise and the end that settles it, once. Knows nothing of what is being waited for.

import type { ChatPromise, FailEvent } from './api.ts';
import { createMemory } from './memory.ts';

export type Deferred<T> = {
  promise: ChatPromise<T>;
  done(value: T): void;
  fail(event: FailEvent): void;
};

type Outcome<T> = { value: T; event?: never } | { value?: never; event: FailEvent };

export function createDeferred<T>(): Deferred<T> {
  const { values, tell, on } = createMemory<Outcome<T>>();
  const settle = (outcome: Outcome<T>) => values.length || tell(outcome);
  const promise: ChatPromise<T> = {
    done(callback) {
      on(({ value, event }) => event || callback(value as T));
      return promise;
    },
    fail(callback) {
      on(({ event }) => event && callback(event));
      return promise;
    },
    // The native promise is made only for those who ask for one, so `done` and `fail` alone leave no rejection behind.
    // biome-ignore lint/suspicious/noThenProperty: a ChatPromise is meant to be awaited.
    then: (onDone, onFail) =>
      new Promise<T>((resolve, reject) => {
        promise.done(resolve).fail(reject);
      }).then(onDone, onFail),
  };
  return { promise, done: (value) => settle({ value }), fail: (event) => settle({ event }) };
}
