// Functions of the site stay on the host page. In options that cross, each is replaced by a mark with its place; the frame
// has them run by it. A function that the frame hands over (`done` of a registration, the callback of a transport's event)
// is replaced by a mark too, and what it is called with comes back in order, many at a time.

import * as v from 'valibot';
import { MAX_CALLS_A_BATCH } from './hook-limits.ts';

/** Stands for a function of the site: `registration`, `transport.sendMessage`, `registration.inputs.2.validate`. */
export const HookMark = v.strictObject({ $hook: v.pipe(v.string(), v.maxLength(200)) });
export type HookMark = v.InferOutput<typeof HookMark>;

/** Stands for a function of the frame among a hook's arguments, at any depth. */
export type CallbackMark = { $callback: string };

/** The frame has a function of a ticket's options run. */
export type HookCall = { requestId: string; hook: string; args: readonly unknown[] };

export { MAX_CALLS_A_BATCH };

/** The site called functions that it was handed: in the order of its calls. */
export const CallbackCalls = v.object({
  calls: v.pipe(
    v.array(
      v.object({ callback: v.pipe(v.string(), v.maxLength(64)), args: v.pipe(v.array(v.unknown()), v.maxLength(8)) }),
    ),
    v.maxLength(MAX_CALLS_A_BATCH),
  ),
});
export type CallbackCalls = v.InferOutput<typeof CallbackCalls>;
