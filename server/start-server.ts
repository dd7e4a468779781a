// Puts the server together and starts it: config -> store -> wake-ups -> chats -> HTTP and WebSocket. Reads no
// environment and ends no process; tests start it beside themselves.

import { setMaxListeners } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { createAgents } from './agents.ts';
import { createWatch } from './chats/watch.ts';
import { createChats } from './chats.ts';
import { refuseOpenConsole } from './config.ts';
import type { Config } from './config-schema.ts';
import { createLocalHub } from './fanout/local.ts';
import { type ChatFiles, loadChatFiles } from './gateway/chat-files.ts';
import { loadDemoSites } from './gateway/demo-sites.ts';
import type { GatewayParts } from './gateway/gateway-parts.ts';
import { createHeartbeat } from './gateway/heartbeat.ts';
import { createHttpApp } from './gateway/http-app.ts';
import { createTypingBoard } from './gateway/typing-board.ts';
import { createUpgrades, type Upgrades } from './gateway/upgrades.ts';
import { createGatewayLimits } from './limits/server-limits.ts';
import { listen } from './listen.ts';
import { type Origins, resolveOrigins } from './origins.ts';
import { type Clock, type Dispose, disposeAll, type Log, type Random, systemClock, systemRandom } from './ports.ts';
import { openSqliteStore } from './store/sqlite.ts';
import type { Store } from './store/store.ts';

export type ServerParts = {
  /** What the build made; without it the server answers the conversation alone. */
  distFolder: string;
  /** The demonstration's pages; null runs none. */
  demoFolder: string | null;
  store?: Store;
  clock?: Clock;
  random?: Random;
  log?: Log;
};

export type RunningServer = { port: number; origins: Origins; close(): Promise<void> };

type Closable = { stop: AbortController; quiet: Dispose; upgrades: Upgrades };

/** How long running requests may take to end when the server stops. */
const LAST_ANSWERS_MS = 2_000;

/** Everything between the store and the line. Synchronous, so that the first request finds it in place. */
function assemble(
  config: Config,
  origins: Origins,
  store: Store,
  files: ChatFiles,
  parts: ServerParts,
  server: Server,
) {
  const { clock = systemClock, random = systemRandom, log = () => {}, demoFolder } = parts;
  const hub = createLocalHub();
  const policy = {
    isAllowedSite: (origin: string) => origins.allowedSites.includes(origin),
    maxOfflineSeconds: config.limits.maxOfflineSeconds,
    retentionDays: config.retentionDays,
  };
  const chats = createChats({ store, hub, clock, random, policy, watch: createWatch(clock) });
  const stop = new AbortController();
  // Each held poll listens; that is no leak.
  setMaxListeners(0, stop.signal);
  const limits = createGatewayLimits(config.limits, clock);
  const heartbeat = createHeartbeat(clock);
  const shared = { config, origins, store, hub, chats, clock, random };
  const gateway: GatewayParts = { ...shared, limits, heartbeat, log, stopping: stop.signal };
  const agents = createAgents(config.agents, { store, clock, random });
  const upgrades = createUpgrades(gateway, agents);
  const typing = createTypingBoard(hub, clock);
  const demoSites = demoFolder === null ? null : loadDemoSites(demoFolder, origins.demo.values());
  const app = createHttpApp({ gateway, agents, files, demoSites, typing, onLogout: upgrades.closeLogin });
  server.on('request', getRequestListener(app.fetch));
  server.on('upgrade', upgrades.handle);
  const quiet = disposeAll(heartbeat.close, chats.presence.close, typing.close);
  return { stop, quiet, upgrades, ready: Promise.resolve(demoSites) };
}

export async function startServer(config: Config, parts: ServerParts): Promise<RunningServer> {
  refuseOpenConsole(config);
  const files = await loadChatFiles(parts.distFolder);
  const store = parts.store ?? openSqliteStore(config.databaseFile, (parts.clock ?? systemClock).now);
  const server = createServer();
  const port = await listen(server, config).catch(async (failure) => {
    await store.close();
    throw failure;
  });
  const origins = resolveOrigins(config, port, parts.demoFolder !== null);
  const assembled = assemble(config, origins, store, files, parts, server);
  const close = createClosing(server, assembled, store);
  await assembled.ready.catch(async (failure) => {
    await close();
    throw failure;
  });
  return { port, origins, close };
}

/** Browsers open a connection ahead of its first request, and Node does not count that one as idle. */
function sparesOf(server: Server): Dispose {
  const open = new Set<Socket>();
  server.on('connection', (socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
  });
  return () => {
    for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
  };
}

/** Says goodbye to sockets, answers held polls, lets running requests end, and closes the store last. Safe twice. */
function createClosing(server: Server, { stop, quiet, upgrades }: Closable, store: Store): () => Promise<void> {
  let closing: Promise<void> | null = null;
  const closeSpares = sparesOf(server);
  const close = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    stop.abort();
    quiet();
    await upgrades.close();
    server.closeIdleConnections();
    closeSpares();
    const cut = setTimeout(() => server.closeAllConnections(), LAST_ANSWERS_MS);
    await closed;
    clearTimeout(cut);
    await store.close();
  };
  return () => {
    closing ??= close();
    return closing;
  };
}
