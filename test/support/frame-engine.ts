// An engine with fakes all around it, and a host page that writes down what it is told.

import { createExtras } from '../../frame/extras.ts';
import type { KeyValueStore, Locks, TabChannels } from '../../frame/ports.ts';
import { createEngine, type Host } from '../../frame/session/engine.ts';
import type { Extras } from '../../frame/session/extras.ts';
import type { FileRows } from '../../frame/storage/file-rows.ts';
import { createMemoryRows, type HistoryRows } from '../../frame/storage/history-rows.ts';
import { createMemoryStore } from '../../frame/storage/memory-store.ts';
import { createSessionStore } from '../../frame/storage/session-store.ts';
import { createPresence } from '../../frame/tabs/presence.ts';
import type { SendFile } from '../../frame/transport/file-upload.ts';
import { UNKNOWN_COMMAND } from '../../protocol/errors.ts';
import { failed } from '../../protocol/result.ts';
import type { HostState, PageEvent } from '../../protocol/rpc.ts';
import { conversationFor } from './frame-conversation.ts';
import { OPEN, PLACE } from './frame-facts.ts';
import {
  createFakeClock,
  createFakeLifecycle,
  createFakeLocks,
  createFakeRandom,
  createFakeTransport,
  type FakeClock,
} from './frame-fakes.ts';
import { createMemoryFileRows } from './frame-file-rows.ts';

type Options = {
  storage?: KeyValueStore;
  /** What is kept of a long chat beside it. */
  rows?: HistoryRows;
  /** Bytes of files on their way; shared by tabs. */
  fileRows?: FileRows;
  /** How a file comes to the server. */
  sendFile?: SendFile;
  /** The page begins its chat anew. */
  startAgain?: (request: { sessionId: string }) => void;
  clock?: FakeClock;
  /** Shared by tabs; a page alone has its own. */
  locks?: Locks;
  /** Shared by tabs; without them each has a way to the server of its own. */
  channels?: TabChannels;
  mark?: string;
  known?: Partial<Pick<HostState, 'tickets' | 'session'>>;
  log?: (...words: unknown[]) => void;
  /** The console of a site's developer. */
  print?: (...words: unknown[]) => void;
  /** Chat servers that the operator lists. */
  servers?: () => Promise<string[] | null>;
  /** Texts of a built-in language. */
  importTexts?: (name: string) => Promise<object>;
  /** Functions of the site. */
  runHook?: Host['runHook'];
};

export function startEngine({
  storage = createMemoryStore(),
  rows = createMemoryRows(),
  fileRows = createMemoryFileRows(),
  sendFile = async (file) => ({ ok: true, value: file }),
  startAgain = () => {},
  clock = createFakeClock(),
  locks = createFakeLocks(),
  channels = { open: () => null },
  mark = 'iframe-1',
  known = {},
  log = () => {},
  print = () => {},
  servers = async () => ['https://chat-2.example'],
  importTexts = async (language) => ({ language }),
  runHook = async () => failed(UNKNOWN_COMMAND),
}: Options = {}) {
  const transport = createFakeTransport();
  const lifecycle = createFakeLifecycle();
  /** What the page heard, in order, as `[method, argument]`. */
  const heard: [string, unknown][] = [];
  const page = {
    settle: async (): Promise<void> => {},
    sessionEvents: async (_callId: string | undefined, _events: readonly PageEvent[]): Promise<void> => {},
  };
  const host: Host = {
    async settle(settlement) {
      heard.push(['settle', settlement]);
      await page.settle();
    },
    async sessionEvents({ events, callId }) {
      for (const event of events) heard.push(['event', event]);
      await page.sessionEvents(callId, events);
    },
    async layout(layout) {
      heard.push(['layout', layout]);
    },
    frameReady: async () => {},
    startAgain: async (request) => startAgain(request),
    runHook,
  };
  let extras: Extras | null = null;
  const engine = createEngine({
    ...{ clock, lifecycle, random: createFakeRandom(0.5, mark === 'iframe-1' ? 'id' : mark) },
    store: createSessionStore(storage, PLACE.deployment, PLACE.siteOrigin),
    presence: createPresence(locks, clock, 'chat'),
    loadConversation: () => conversationFor({ createTransport: transport.create, rows, fileRows, sendFile, channels }),
    async loadExtras(inner) {
      const parts = {
        clock,
        random: createFakeRandom(),
        serverOrigin: 'http://127.0.0.1:8080',
        log: print,
        servers,
        importTexts,
        languages: () => ['en-GB'],
      };
      extras = createExtras(parts, inner, host);
      return extras;
    },
    host,
    place: { ...PLACE, page: OPEN.page },
    mark,
    minimizedSize: { width: 240, height: 56 },
    log(...line) {
      log(...line);
      extras?.log(...line);
    },
  });
  engine.begin({ tickets: [], session: null, ...known });
  const submit = (method: 'startChat' | 'restoreChat', options: object = {}, requestId = `${method}-1`) =>
    engine.submit({ requestId, method, options: { embedded: true, ...options } });
  const names = () => heard.map(([method, value]) => (method === 'event' ? (value as { name: string }).name : method));
  return { engine, transport, lifecycle, clock, storage, heard, page, submit, names };
}
