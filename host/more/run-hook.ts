// Runs a function of the site at the frame's request and waits for its answer, in whichever of the usual ways it comes.
// Never throws: what went wrong is a value.

import type { Failure } from '../../protocol/errors.ts';
import { failed, ok, type RpcResult } from '../../protocol/result.ts';
import type { AnyFunction } from './hooks.ts';

type WithDoneAndFail = { done(callback: AnyFunction): unknown; fail(callback: AnyFunction): unknown };

const isFunction = (value: unknown): value is AnyFunction => typeof value === 'function';

/** A promise, an object with `done` and `fail`, or the value itself. */
const answerOf = async (given: unknown): Promise<unknown> => {
  const { then, done, fail } = (given ?? {}) as Record<string, unknown>;
  return isFunction(then) || !isFunction(done) || !isFunction(fail)
    ? given
    : new Promise((resolve, reject) => {
        (given as WithDoneAndFail).done(resolve);
        (given as WithDoneAndFail).fail(reject);
      });
};

function failureOf(thrown: unknown, place: string): Failure {
  const { code, description } = ((thrown as { error?: Partial<Failure> } | undefined)?.error ?? {}) as Partial<Failure>;
  if (Number.isInteger(code)) return { code: code as number, description: String(description ?? '').slice(0, 1_000) };
  // Whoever wrote the function wants to see it, with its stack; the frame has no use for that.
  if (thrown instanceof Error) reportError(thrown);
  return { code: 52, description: `${place}: the function threw, or its promise was rejected` };
}

export async function runHook(hook: AnyFunction, place: string, args: unknown[]): Promise<RpcResult<unknown>> {
  try {
    const answer = await answerOf(hook(...args));
    try {
      return ok(structuredClone(answer));
    } catch {
      // Most answers are of no use to us, such as what a chain of calls returns.
      return ok(undefined);
    }
  } catch (thrown) {
    try {
      return failed(failureOf(thrown, place));
    } catch {
      return failed({ code: 52, description: `${place}: the function threw` });
    }
  }
}
