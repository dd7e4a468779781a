// What only some pages ask of the host side: options with functions, looks and texts, a chat in a window of its own, one
// without any interface. Works off the calls that wait, one after the other. Knows no DOM of its own but the iframe's name.

import type { Call, Core, More } from './core.ts';
import type { Attraction } from './more/attraction.ts';
import { createCallbacks } from './more/callbacks.ts';
import type { Hooks } from './more/hooks.ts';
import { createPreparation } from './more/prepare.ts';
import { runHook } from './more/run-hook.ts';
import type { Stage } from './stage.ts';

export function createMore(core: Core, stage: Stage): More {
  const { methods, waiting, tickets } = core;
  /** Functions of the site, by the request that they came with. */
  const held = new Map<string, Hooks>();
  const callbacks = createCallbacks((calls) => core.run('callbackCalls', () => calls));
  let working: Call | undefined;
  let attraction: Attraction | undefined;

  const prepare = createPreparation(
    core,
    stage,
    (requestId, hooks) => held.set(requestId, hooks),
    () => {
      callbacks.stop();
      held.clear();
      attraction?.stop();
    },
  );

  async function work(): Promise<void> {
    const [call] = waiting;
    if (!call || call === working) return;
    working = call;
    await prepare(call);
    // Otherwise it was given up meanwhile, and whoever came after it has begun its work.
    if (waiting[0] !== call) return;
    waiting.shift();
    return work();
  }

  methods.runHook = async ({ requestId, hook, args }) => {
    const found = held.get(requestId)?.get(hook);
    return found
      ? runHook(found, hook, args.map(callbacks.revive))
      : { ok: false, error: { code: 52, description: `${hook}: no function` } };
  };
  methods.attention = async (request) => {
    const { createAttraction } = await import('./more/attraction.ts');
    // Nobody would end what a chat that is gone has begun.
    if (!core.layout) return;
    attraction ??= createAttraction(() => core.run('setWindow', () => ({ to: 'open' })));
    attraction.attract(request);
  };
  methods.nameFrame = ({ title }) => {
    const frame = document.querySelector<HTMLIFrameElement>(`iframe[src^="${stage.origin}"]`);
    if (frame) frame.title = title;
  };
  const { startAgain, settle } = methods;
  methods.startAgain = (request) => {
    const hooks = held.get(core.last?.requestId ?? '');
    startAgain?.(request);
    if (hooks && core.last) held.set(core.last.requestId, hooks);
  };
  methods.settle = (settlement) => {
    const told = settle(settlement);
    // Those of the chat that runs stay, those of requests that are open, and of the last one, which may be made again.
    const kept = core.current()?.ticket?.requestId;
    for (const id of held.keys()) if (id !== kept && id !== core.last?.requestId && !tickets.has(id)) held.delete(id);
    return told;
  };
  return work;
}
