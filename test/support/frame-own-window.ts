// A browser window of its own without a browser: its storage, and an opener whose place one page after another takes. The
// link between them is real; only what carries its messages is made up.

import { connect, type Message, type Messenger } from 'penpal';
import { createExtras } from '../../frame/extras.ts';
import { runOwnWindow } from '../../frame/own-window/run.ts';
import { openLastingLink } from '../../frame/rpc/lasting-link.ts';
import type { Engine } from '../../frame/session/engine.ts';
import { createMemoryStore } from '../../frame/storage/memory-store.ts';
import type { FrameMethods, HostMethods, HostState, PageEvent, Settlement, Ticket } from '../../protocol/rpc.ts';
import { LINK_VERSION } from '../../protocol/version.ts';
import { conversationFor } from './frame-conversation.ts';
import { OPEN, PLACE } from './frame-facts.ts';
import {
  createFakeClock,
  createFakeLifecycle,
  createFakeLocks,
  createFakeRandom,
  createFakeTransport,
  settled,
} from './frame-fakes.ts';

type Take = (message: Message) => void;

/** Two ends; what is said at one is heard at the other, if anybody is there. */
function createWire() {
  const hearers: [Set<Take>, Set<Take>] = [new Set(), new Set()];
  const end = (here: 0 | 1) => (): Messenger => {
    const mine = new Set<Take>();
    return {
      initialize: () => {},
      sendMessage(message) {
        // As the window's real end: that of a page is none of its own.
        if (message.type === 'DESTROY') return;
        const copy = structuredClone(message);
        queueMicrotask(() => {
          for (const take of [...hearers[here ? 0 : 1]]) take(copy);
        });
      },
      addMessageHandler(take) {
        mine.add(take);
        hearers[here].add(take);
      },
      removeMessageHandler: (take) => void hearers[here].delete(take),
      destroy() {
        for (const take of mine) hearers[here].delete(take);
      },
    };
  };
  return { window: end(0), page: end(1), windowLeft: () => hearers[0].clear(), pageLeft: () => hearers[1].clear() };
}

export function createOwnWindow() {
  const shared = { storage: createMemoryStore(), session: createMemoryStore(), locks: createFakeLocks() };
  const clock = createFakeClock();
  const wire = createWire();
  const state = { hasOpener: true, closed: 0, said: [] as string[] };

  /** A document in the window. */
  const load = async (siteOrigin: string = PLACE.siteOrigin) => {
    const transport = createFakeTransport();
    const lifecycle = createFakeLifecycle();
    let engine: Engine | null = null;
    void runOwnWindow(
      {
        ...{ clock, lifecycle, random: createFakeRandom(), storage: shared.storage, locks: shared.locks, siteOrigin },
        ...{ mark: 'tagalong', minimizedSize: { width: 240, height: 56 }, log: () => {} },
        loadConversation: () => conversationFor({ createTransport: transport.create }),
        loadExtras: async (inner, host) =>
          createExtras({ clock, random: createFakeRandom(), serverOrigin: 'http://127.0.0.1:8080' }, inner, host),
      },
      {
        openLink(methods, onPage) {
          if (state.hasOpener) openLastingLink(wire.window(), methods, onPage);
          return state.hasOpener;
        },
        storage: shared.session,
        say: (why) => void state.said.push(why),
        close() {
          state.closed += 1;
        },
      },
      (made) => {
        engine = made;
      },
    );
    await settled();
    return {
      transport,
      lifecycle,
      engine: () => engine,
      life: () => engine?.state().life,
      /** Reloaded or closed. */
      leave() {
        lifecycle.hide();
        wire.windowLeft();
      },
    };
  };

  /** A page in the opener's place; what it knows is what it is told here. */
  const openPage = async (tickets: Ticket[] = [], session: HostState['session'] = null) => {
    const settlements: Settlement[] = [];
    const events: PageEvent[] = [];
    const methods: HostMethods = {
      frameReady: () => ({ ...PLACE, version: LINK_VERSION, page: OPEN.page, tickets, session }),
      settle: (settlement) => void settlements.push(settlement),
      sessionEvents: ({ events: told }) => void events.push(...told),
      layout: () => {},
      runHook: () => Promise.reject(new Error('no functions here')),
    };
    const { promise, destroy } = connect<FrameMethods>({ messenger: wire.page(), methods });
    await settled();
    return {
      settlements,
      events,
      frame: async () => (await promise) as unknown as FrameMethods,
      /** Another takes its place, or none. */
      leave: wire.pageLeft,
      destroy,
    };
  };
  return { ...shared, clock, state, load, openPage };
}
