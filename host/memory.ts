// Tells subscribers values and remembers them for those who come late. One idea, used for `done`, `fail`, `onSession`
// and the session's eight events.

import type { Unsubscribe } from './api.ts';

export type Memory<T> = {
  /** What a late subscriber hears first. */
  values: T[];
  tell(value: T): void;
  on(callback: (value: T) => void): Unsubscribe;
};

export function createMemory<T>(): Memory<T> {
  const values: T[] = [];
  const listeners = new Set<(value: T) => void>();
  return {
    values,
    tell(value) {
      values.push(value);
      for (const listener of listeners) listener(value);
    },
    on(callback) {
      // Each call has a microtask of its own: asynchronous and in order, late hearing before anything newer, and a
      // callback that throws is reported by the browser and stops nobody else.
      const listener = (value: T) => queueMicrotask(() => listeners.has(listener) && callback(value));
      listeners.add(listener);
      values.forEach(listener);
      return () => listeners.delete(listener);
    },
  };
}
