// Runs a function of the site at the frame's request and waits for its answer, in whichever of the usual ways it comes.
// Never throws: what went wrong is a value.

import type { Failure } from '../../protocol/errors.ts';
import type { RpcResult } from '../../protocol/result.ts';
import type { AnyFunction } from './hooks.ts';

type WithDoneAndFail = { then?: unknown; done?: (hear: AnyFunction) => void; fail?: (hear: AnyFunction) => void };

/** A promise, an object with `done` and `fail`, or the value itself. */
const answerOf = (given: unknown): unknown => {
  const it = given as WithDoneAndFail | null | undefined;
  return it?.done && it.fail && !it.then
    ? new Promise((resolve, reject) => {
        it.done?.(resolve);
        it.fail?.(reject);
      })
    : given;
};

export async function runHook(hook: AnyFunction, place: string, args: unknown[]): Promise<RpcResult<unknown>> {
  try {
    const value = await answerOf(hook(...args));
    try {
      return { ok: true, value: structuredClone(value) };
    } catch {
      // Most answers are of no use to us, such as what a chain of calls returns.
      return { ok: true, value: undefined };
    }
  } catch (thrown) {
    return { ok: false, error: failureOf(thrown, place) };
  }
}

function failureOf(thrown: unknown, place: string): Failure {
  try {
    const { code, description } = (thrown as { error: Failure }).error;
    if (Number.isInteger(code)) return { code, description: `${description}`.slice(0, 1_000) };
  } catch {
    // Nothing of ours.
  }
  // Whoever wrote the function wants to see it, with its stack; the frame has no use for that.
  if (thrown instanceof Error) reportError(thrown);
  return { code: 52, description: `${place}: the function failed` };
}
