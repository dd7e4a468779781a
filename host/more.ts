// What only some pages ask of the host side: options with functions, looks and texts, a chat in a window of its own, one
// without any interface. Works off the calls that wait, one after the other. Knows no frame and no DOM of its own.

import type { Call, Core, More } from './core.ts';
import { createCallbacks } from './more/callbacks.ts';
import type { Hooks } from './more/hooks.ts';
import { createPreparation } from './more/prepare.ts';
import { runHook } from './more/run-hook.ts';
import type { Stage } from './stage.ts';

export function createMore(core: Core, stage: Stage): More {
  /** Functions of the site, by the request that they came with. */
  const held = new Map<string, Hooks>();
  const callbacks = createCallbacks((calls) => core.run('callbackCalls', () => calls));
  let working: Call | undefined;

  const prepare = createPreparation(core, stage, (requestId, hooks) => held.set(requestId, hooks));

  async function work(): Promise<void> {
    const call = core.waiting[0];
    if (!call || call === working) return;
    working = call;
    await prepare(call);
    // Otherwise it was given up meanwhile, and whoever came after it has begun its work.
    if (core.waiting[0] !== call) return;
    core.waiting.shift();
    return work();
  }

  const { settle } = core.methods;
  const begin = (): void => {
    core.methods.runHook = async ({ requestId, hook, args }) => {
      const hooked = held.get(requestId)?.get(hook);
      return hooked
        ? runHook(hooked, hook, args.map(callbacks.revive))
        : { ok: false, error: { code: 52, description: `${hook}: there is no such function` } };
    };
    core.methods.settle = (settlement) => {
      const before = core.current();
      const told = settle(settlement);
      // Those of the session that runs stay, and those of requests that are open.
      if (settlement.outcome !== 'session') held.delete(settlement.requestId);
      else if (core.current() !== before) forget();
      return told;
    };
  };
  const forget = () => {
    const kept = core.current()?.ticket?.requestId;
    for (const id of held.keys()) if (id !== kept && !core.tickets.has(id)) held.delete(id);
  };

  let hasBegun = false;
  return () => {
    if (!hasBegun) begin();
    hasBegun = true;
    void work();
  };
}
