// Puts the server together and starts it: config -> store -> wake-ups -> chats -> HTTP and WebSocket. Reads no
// environment and ends no process; tests start it beside themselves.

import { setMaxListeners } from 'node:events';
import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createAgents } from './agents.ts';
import { createWatch } from './chats/watch.ts';
import { createChats } from './chats.ts';
import { createClosing } from './closing.ts';
import { refuseOpenConsole } from './config.ts';
import type { Config } from './config-schema.ts';
import { createLocalHub } from './fanout/local.ts';
import { loadAvatars } from './gateway/avatars.ts';
import { type ChatFiles, loadChatFiles } from './gateway/chat-files.ts';
import { loadDemoSites } from './gateway/demo-sites.ts';
import type { GatewayParts } from './gateway/gateway-parts.ts';
import { createHeartbeat } from './gateway/heartbeat.ts';
import { createHttpApp } from './gateway/http-app.ts';
import { createTypingBoard } from './gateway/typing-board.ts';
import { createUpgrades } from './gateway/upgrades.ts';
import { createGatewayLimits } from './limits/server-limits.ts';
import { listen } from './listen.ts';
import { openFiles, policyOf } from './operators-choices.ts';
import { type Origins, resolveOrigins } from './origins.ts';
import { type Clock, disposeAll, type Log, type Random, systemClock, systemRandom } from './ports.ts';
import { openSqliteStore } from './store/sqlite.ts';
import type { Store } from './store/store.ts';

export type ServerParts = {
  /** What the build made; without it the server answers the conversation alone. */
  distFolder: string;
  /** The demonstration's pages; null runs none. */
  demoFolder: string | null;
  store?: Store;
  /** Where what people send each other lies; else beside the database. */
  filesFolder?: string;
  clock?: Clock;
  random?: Random;
  log?: Log;
};

export type RunningServer = { port: number; origins: Origins; close(): Promise<void> };

type Assembly = {
  config: Config;
  origins: Origins;
  store: Store;
  pages: ChatFiles;
  avatars: Awaited<ReturnType<typeof loadAvatars>>;
  parts: ServerParts;
  server: Server;
  /** Signs the addresses of files. */
  secret: string;
};

/** Everything between the store and the line. Synchronous, so that the first request finds it in place. */
function assemble(assembly: Assembly) {
  const { config, origins, store, pages, avatars, parts, server } = assembly;
  const { clock = systemClock, random = systemRandom, log = () => {}, demoFolder } = parts;
  const hub = createLocalHub();
  const served = openFiles(config, { store, clock, random, log, secret: assembly.secret, folder: parts.filesFolder });
  const policy = policyOf(config, origins);
  const watch = createWatch(clock);
  const chats = createChats({ store, hub, clock, random, policy, watch, ...(served ? { files: served } : {}) });
  const stop = new AbortController();
  // Each held poll listens; that is no leak.
  setMaxListeners(0, stop.signal);
  const limits = createGatewayLimits(config.limits, clock);
  const heartbeat = createHeartbeat(clock);
  const shared = { config, origins, store, hub, chats, clock, random };
  const gateway: GatewayParts = { ...shared, limits, heartbeat, log, stopping: stop.signal };
  const agents = createAgents(config.agents, { store, clock, random, avatars: avatars.paths });
  const upgrades = createUpgrades(gateway, agents);
  const typing = createTypingBoard(hub, clock);
  const demoSites = demoFolder === null ? null : loadDemoSites(demoFolder, origins.demo.values());
  const onLogout = upgrades.closeLogin;
  const shown = { files: pages, demoSites, served, avatars: avatars.assets };
  const app = createHttpApp({ gateway, agents, typing, onLogout, ...shown });
  server.on('request', getRequestListener(app.fetch));
  server.on('upgrade', upgrades.handle);
  const quiet = disposeAll(heartbeat.close, chats.presence.close, chats.agents.desk.close, typing.close);
  return { stop, quiet, upgrades, ready: Promise.resolve(demoSites) };
}

export async function startServer(config: Config, parts: ServerParts): Promise<RunningServer> {
  refuseOpenConsole(config);
  const [pages, avatars] = await Promise.all([loadChatFiles(parts.distFolder), loadAvatars(config.agents)]);
  const store = parts.store ?? openSqliteStore(config.databaseFile, (parts.clock ?? systemClock).now);
  const server = createServer();
  // HTTP/1.1 keeps a connection without being told to: two lines less in each answer.
  server.on('request', (_, response) => response.removeHeader('Connection'));
  const closeStore = async (failure: unknown) => {
    await store.close();
    throw failure;
  };
  const fresh = (parts.random ?? systemRandom).secret();
  const secret = await store.keepSecret('file addresses', fresh).catch(closeStore);
  const port = await listen(server, config).catch(closeStore);
  const origins = resolveOrigins(config, port, parts.demoFolder !== null);
  const assembled = assemble({ config, origins, store, pages, avatars, parts, server, secret });
  const close = createClosing(server, assembled, store);
  await assembled.ready.catch(async (failure) => {
    await close();
    throw failure;
  });
  return { port, origins, close };
}
