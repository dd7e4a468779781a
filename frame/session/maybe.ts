// What is there, or comes later. What needs no waiting is not waited for: a form is on the screen in the same turn.

export type Maybe<T> = T | Promise<T>;

export const after = <T, R>(value: Maybe<T>, next: (value: T) => Maybe<R>): Maybe<R> =>
  value instanceof Promise ? value.then(next) : next(value);
