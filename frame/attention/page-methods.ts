// What the page around us can tell beside the chat: changed options, and what the device's edges take. Fetched when it
// first tells something.

import * as v from 'valibot';
import { COMMAND_FAILED, PARAMETER_WRONG } from '../../protocol/beginning-errors.ts';
import { Insets } from '../../protocol/insets.ts';
import { failed, ok, type RpcResult } from '../../protocol/result.ts';
import type { PageMethods } from '../../protocol/rpc.ts';
import type { FrameExtras } from '../extras.ts';
import type { Clock } from '../ports.ts';
import { createBucket, isBounded } from '../rpc/limits.ts';
import type { Engine } from '../session/engine.ts';
import { wear } from '../ui/wear.ts';
import safeStyles from './safe.css?inline';

type Parts = {
  clock: Pick<Clock, 'uptime'>;
  engine: Engine | null;
  /** There once the engine has had them fetched. */
  extras: () => FrameExtras | null;
};

/** One frame has one page around it. */
let methods: PageMethods | null = null;

export function heardFromPage(method: keyof PageMethods, input: never, parts: Parts): Promise<RpcResult<null>> {
  methods ??= createPageMethods(parts, {
    setProperty(name, value) {
      wear(safeStyles);
      document.documentElement.style.setProperty(name, value);
    },
  });
  return methods[method](input);
}

/** `style`: of the document, for `--safe-top` and so on. */
export function createPageMethods(
  { clock, engine, extras }: Parts,
  style: Pick<CSSStyleDeclaration, 'setProperty'>,
): PageMethods {
  const bounded = (run: (input: unknown) => Promise<RpcResult<null>>) => {
    const mayCall = createBucket(clock);
    return async (input: unknown): Promise<RpcResult<null>> => {
      if (!mayCall() || !isBounded(input)) return failed(PARAMETER_WRONG);
      return run(input).catch(() => failed(COMMAND_FAILED));
    };
  };
  return {
    update: bounded(async (options) => {
      await engine?.extras();
      return extras()?.update(options) ?? failed(COMMAND_FAILED);
    }),
    setInsets: bounded(async (input) => {
      const checked = v.safeParse(Insets, input);
      if (!checked.success) return failed(PARAMETER_WRONG);
      for (const [side, px] of Object.entries(checked.output)) style.setProperty(`--safe-${side}`, `${px}px`);
      return ok(null);
    }),
  };
}
