// Waits for what a method gave: a promise, an object with `done` and `fail`, or the value itself. No longer than a limit.

import { shown } from './compare.ts';

export type Outcome = { ok: true; value: unknown } | { ok: false; error: unknown };

type Deferred = { done(run: (value: unknown) => void): unknown; fail(run: (error: unknown) => void): unknown };

const has = (value: unknown, name: string): boolean =>
  typeof value === 'object' && value !== null && typeof (value as Record<string, unknown>)[name] === 'function';

/** Rejects if nothing comes in time. */
export function withinLimit<T>(what: string, limitMs: number, answer: PromiseLike<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new Error(`${what}: expected an answer within ${limitMs} ms, received none`));
    const timer = setTimeout(late, limitMs);
    const stop = (): void => clearTimeout(timer);
    Promise.resolve(answer).then(resolve, reject).then(stop, stop);
  });
}

export function outcomeOf(what: string, limitMs: number, run: () => unknown): Promise<Outcome> {
  const settled = new Promise<Outcome>((resolve) => {
    const good = (value: unknown): void => resolve({ ok: true, value });
    const bad = (error: unknown): void => resolve({ ok: false, error });
    try {
      const given = run();
      if (has(given, 'then')) (given as PromiseLike<unknown>).then(good, bad);
      else if (has(given, 'done') && has(given, 'fail')) {
        (given as Deferred).done(good);
        (given as Deferred).fail(bad);
      } else good(given);
    } catch (error) {
      bad(error);
    }
  });
  return withinLimit(what, limitMs, settled);
}

/** `{ error: { code, description } }`; null: anything else. */
export function codeIn(error: unknown): number | null {
  const inner = fieldOf(error, 'error');
  const code = fieldOf(inner, 'code');
  return typeof code === 'number' && typeof fieldOf(inner, 'description') === 'string' ? code : null;
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;

export const described = (error: unknown): string => (error instanceof Error ? String(error) : shown(error));
