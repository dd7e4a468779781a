// Functions of the site, run on the host page at our request, and functions of ours that they are handed. What comes back
// is looked at no further than to see whether it went well. Knows no function's meaning.

import * as v from 'valibot';
import { COMMAND_FAILED, explained, type Failure, PARAMETER_WRONG } from '../../protocol/errors.ts';
import { FailureSchema } from '../../protocol/failure.ts';
import { CallbackCalls, type CallbackMark, type HookMark } from '../../protocol/hooks.ts';
import { failed, ok, type RpcResult } from '../../protocol/result.ts';
import type { Clock, Random } from '../ports.ts';
import { isBounded } from '../rpc/limits.ts';
import type { Host } from '../session/engine-parts.ts';
import { within } from '../transport/within.ts';

/** A function of ours in the hands of the site. What it gives back, if anything, is what was wrong with the call. */
// biome-ignore lint/suspicious/noConfusingVoidType: a function that finds nothing wrong need not say so
export type Lent = (...args: unknown[]) => Failure | null | undefined | void;

/** The functions of one request. */
export type Hooks = {
  /** What the site's function gave, when it has; waits as long as the page does. */
  call(mark: HookMark, ...args: unknown[]): Promise<RpcResult<unknown>>;
  /** No answer for so long is a failure. */
  callWithin(limitMs: number, mark: HookMark, ...args: unknown[]): Promise<RpcResult<unknown>>;
};

type Parts = { clock: Pick<Clock, 'after'>; random: Pick<Random, 'id'> };

/** Values and characters of one answer: a transcript may be long. */
const MAX_ANSWER_SIZE = 5_000_000;
/** Deeper than anything that we hand over; a cycle would have no end. */
const MAX_DEPTH = 8;

const Answer = v.union([
  v.object({ ok: v.literal(true), value: v.optional(v.unknown()) }),
  v.object({ ok: v.literal(false), error: FailureSchema }),
]);

export function createHooks(host: Pick<Host, 'runHook'>, { clock, random }: Parts) {
  /** By mark; with the request that the function belongs to. */
  const lent = new Map<string, { requestId: string; run: Lent }>();

  function marked(requestId: string, value: unknown, depth = 0): unknown {
    if (typeof value === 'function') {
      const $callback = random.id();
      lent.set($callback, { requestId, run: value as Lent });
      return { $callback } satisfies CallbackMark;
    }
    if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return value;
    const inner = (item: unknown): unknown => marked(requestId, item, depth + 1);
    if (Array.isArray(value)) return value.map(inner);
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, inner(item)]));
  }

  async function call(requestId: string, { $hook: hook }: HookMark, args: unknown[]): Promise<RpcResult<unknown>> {
    const wrong = (words: string) => failed(explained(COMMAND_FAILED, `${hook}: ${words}`));
    try {
      const answer = await host.runHook({ requestId, hook, args: args.map((arg) => marked(requestId, arg)) });
      if (!isBounded(answer, MAX_ANSWER_SIZE)) return wrong('the answer is too large');
      const checked = v.safeParse(Answer, answer);
      if (!checked.success) return wrong('the page gave no answer');
      return checked.output.ok ? ok(checked.output.value) : checked.output;
    } catch {
      return wrong('the page gave no answer');
    }
  }

  function runLent({ callback, args }: CallbackCalls['calls'][number]): Failure | null {
    try {
      // The chat that it belonged to may be over: a late word of the site is no mistake.
      return lent.get(callback)?.run(...args) ?? null;
    } catch {
      return COMMAND_FAILED;
    }
  }

  return {
    of: (requestId: string): Hooks => ({
      call: (mark, ...args) => call(requestId, mark, args),
      callWithin(limitMs, mark, ...args) {
        const late = failed(explained(COMMAND_FAILED, `${mark.$hook}: no answer for ${limitMs / 1_000} seconds`));
        return within(clock, limitMs, call(requestId, mark, args), late);
      },
    }),
    /** The site called functions of ours: in order, each with its own failure. */
    async callbackCalls(input: unknown): Promise<RpcResult<(Failure | null)[]>> {
      const checked = v.safeParse(CallbackCalls, input);
      return checked.success ? ok(checked.output.calls.map(runLent)) : failed(PARAMETER_WRONG);
    },
    /** Nothing that this request's functions were handed is listened to any more. */
    forget(requestId: string): void {
      for (const [id, { requestId: owner }] of lent) if (owner === requestId) lent.delete(id);
    },
  };
}
