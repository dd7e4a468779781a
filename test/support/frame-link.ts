// A whole frame but for the browser: real link, methods, engine and stores; fake time, transport and page. Its host
// page is whoever takes the other port.

import { PortMessenger } from 'penpal';
import { composeFrame } from '../../frame/compose.ts';
import { createExtras } from '../../frame/extras.ts';
import type { KeyValueStore, Locks } from '../../frame/ports.ts';
import { openLink } from '../../frame/rpc/link.ts';
import type { Conversation } from '../../frame/session/conversation.ts';
import type { Engine } from '../../frame/session/engine.ts';
import { createMemoryStore } from '../../frame/storage/memory-store.ts';
import { conversationFor } from './frame-conversation.ts';
import {
  createFakeLifecycle,
  createFakeLocks,
  createFakeTransport,
  type FakeLifecycle,
  type FakeTransport,
} from './frame-fakes.ts';
import { systemClock, systemRandom } from './frame-node.ts';

export type FrameUnderTest = {
  /** For the host page. */
  hostPort: MessagePort;
  engine: Promise<Engine | null>;
  lifecycle: FakeLifecycle;
  transport(): Promise<FakeTransport>;
  touchedStorage(): boolean;
  close(): void;
};

type Options = { storage?: KeyValueStore; locks?: Locks; createTransport?: Conversation['createTransport'] };

export function createFrame({
  storage: inner = createMemoryStore(),
  locks = createFakeLocks(queueMicrotask),
  createTransport,
}: Options = {}): FrameUnderTest {
  const { port1, port2 } = new MessageChannel();
  const transport = createFakeTransport();
  const lifecycle = createFakeLifecycle();
  let touched = false;
  const touch = <Value>(value: Value): Value => {
    touched = true;
    return value;
  };
  const storage: KeyValueStore = {
    get: (key) => touch(inner.get(key)),
    set: (key, value) => touch(inner.set(key, value)),
    remove: (key) => touch(inner.remove(key)),
  };
  const engine = composeFrame(
    {
      ...{ clock: systemClock, random: systemRandom, lifecycle, storage, locks },
      mark: 'iframe-1',
      siteOrigin: 'http://shop.localhost',
      ...{ minimizedSize: { width: 240, height: 56 }, log: () => {} },
      loadConversation: () => conversationFor({ createTransport: createTransport ?? transport.create }),
      loadExtras: async (inner, host) =>
        createExtras(
          { clock: systemClock, random: systemRandom, serverOrigin: 'http://127.0.0.1:8080', log: () => {} },
          inner,
          host,
        ),
      openLink: (methods) => openLink(new PortMessenger({ port: port1 }), methods),
    },
    () => {},
  );
  return {
    hostPort: port2,
    engine,
    lifecycle,
    async transport() {
      await engine;
      return transport;
    },
    touchedStorage: () => touched,
    close() {
      port1.close();
      port2.close();
    },
  };
}
