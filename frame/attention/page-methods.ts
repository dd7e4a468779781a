// What the page around us can tell beside the chat: changed options, and what the device's edges take. A table like that of
// rpc/methods.ts, to be joined with it.

import * as v from 'valibot';
import { COMMAND_FAILED, PARAMETER_WRONG } from '../../protocol/beginning-errors.ts';
import { failed, ok, type RpcResult } from '../../protocol/result.ts';
import { type FrameMethods, Insets, type PageMethods } from '../../protocol/rpc.ts';
import type { Clock } from '../ports.ts';
import { createBucket, isBounded } from '../rpc/limits.ts';

type Parts = {
  clock: Pick<Clock, 'uptime'>;
  update: (options: unknown) => Promise<RpcResult<null>>;
  /** Of the document: `--safe-top` and so on. */
  setProperty: (name: string, value: string) => void;
};

export function withPageMethods(
  methods: FrameMethods,
  { clock, update, setProperty }: Parts,
): FrameMethods & PageMethods {
  const bounded = (run: (input: unknown) => Promise<RpcResult<null>>) => {
    const mayCall = createBucket(clock);
    return async (input: unknown): Promise<RpcResult<null>> => {
      if (!mayCall() || !isBounded(input)) return failed(PARAMETER_WRONG);
      return run(input).catch(() => failed(COMMAND_FAILED));
    };
  };
  return Object.freeze(
    Object.assign(Object.create(null), methods, {
      update: bounded(update),
      setInsets: bounded(async (input) => {
        const checked = v.safeParse(Insets, input);
        if (!checked.success) return failed(PARAMETER_WRONG);
        for (const [side, px] of Object.entries(checked.output)) setProperty(`--safe-${side}`, `${px}px`);
        return ok(null);
      }),
    }),
  );
}
