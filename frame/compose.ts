// Puts the parts of a frame together: link, storage, engine. Takes every ability from outside, so that a test composes
// the same frame with its own clock and transport. Nothing is read from storage before the handshake has proven who
// embeds us.

import type { FrameMethods } from '../protocol/rpc.ts';
import { stateKey } from '../protocol/saved-form.ts';
import type { Clock, KeyValueStore, Lifecycle, Locks, Log, Random } from './ports.ts';
import { createFrameMethods } from './rpc/methods.ts';
import { createEngine, type Engine, type EngineParts, type Host } from './session/engine.ts';
import type { Extras, ExtrasInner } from './session/extras.ts';
import { greetHost } from './start.ts';
import { createSessionStore } from './storage/session-store.ts';
import { createPresence } from './tabs/presence.ts';

export type FrameParts = {
  clock: Clock;
  random: Random;
  lifecycle: Lifecycle;
  storage: KeyValueStore;
  locks: Locks;
  loadConversation: EngineParts['loadConversation'];
  /** Gets the host page too, whose functions the extras have run. */
  loadExtras(inner: ExtrasInner, host: Host): Promise<Extras>;
  siteOrigin: string;
  mark: string;
  minimizedSize: { width: number; height: number };
  openLink(methods: FrameMethods): Promise<Host>;
  log: Log;
};

/** Begins when the host page has answered; null: it cannot work with this frame. */
export async function composeFrame(parts: FrameParts, onEngine: (engine: Engine) => void): Promise<Engine | null> {
  const { clock, random, lifecycle, storage, siteOrigin, mark, minimizedSize, log } = parts;
  let provide: (engine: Engine) => void = () => {};
  const engineReady = new Promise<Engine>((resolve) => {
    provide = resolve;
  });
  const host = await parts.openLink(createFrameMethods(engineReady, clock));
  const known = await greetHost(host);
  if (!known) return null;

  const { deployment, page } = known;
  const engine = createEngine({
    ...{ clock, random, lifecycle, minimizedSize, mark, log, host },
    store: createSessionStore(storage, deployment, siteOrigin),
    presence: createPresence(parts.locks, clock, stateKey(deployment, siteOrigin)),
    place: { deployment, siteOrigin, page },
    loadConversation: parts.loadConversation,
    loadExtras: (inner) => parts.loadExtras(inner, host),
  });
  onEngine(engine);
  engine.begin(known);
  provide(engine);
  return engine;
}
