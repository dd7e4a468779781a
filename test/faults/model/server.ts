// The real chat server between its store and the line, one process after another over one store. A process that is killed
// stops in the middle of whatever it was doing: what it was writing is written or not, and nobody hears of it.

import { CLOSE_SHUTTING_DOWN } from '../../../protocol/server.ts';
import { createAgents } from '../../../server/agents.ts';
import { createWatch } from '../../../server/chats/watch.ts';
import { createChats } from '../../../server/chats.ts';
import { defaultConfig } from '../../../server/config.ts';
import { createLocalHub } from '../../../server/fanout/local.ts';
import { serveAgentSocket } from '../../../server/gateway/agent-socket.ts';
import type { GatewayParts } from '../../../server/gateway/gateway-parts.ts';
import { createHeartbeat } from '../../../server/gateway/heartbeat.ts';
import { answerCall, answerPoll } from '../../../server/gateway/long-poll.ts';
import { createTypingBoard } from '../../../server/gateway/typing-board.ts';
import { serveVisitorSocket } from '../../../server/gateway/websocket.ts';
import { createGatewayLimits } from '../../../server/limits/server-limits.ts';
import { resolveOrigins } from '../../../server/origins.ts';
import { type Clock, disposeAll } from '../../../server/ports.ts';
import type { Store } from '../../../server/store/store.ts';
import { createIds } from './dice.ts';
import { createPieces, type Disk, FILE_LIMITS } from './files.ts';
import type { ServerSocket } from './server-socket.ts';
import { ofProcess, type SlowStore } from './store.ts';
import type { Timeline } from './timeline.ts';

const ADDRESS = '192.0.2.1';
const PORT = 8080;
export const SITE = `http://shop.localhost:${PORT}`;
export const SERVER_ORIGIN = `http://127.0.0.1:${PORT}`;
const CONFIG = { ...defaultConfig(), port: PORT };
const ORIGINS = resolveOrigins(CONFIG, PORT, true);

export type Accepted = { sessionId: string; id: string; index: number; epoch: number };
export type ServerWorld = {
  timeline: Timeline;
  store: Store;
  disk: Disk;
  startAt: number;
  slow: SlowStore;
  accepted: Accepted[];
};

export type Process = ReturnType<typeof startProcess>;

/** `number`: of the process, so that its ids are its own. */
export function startProcess({ timeline, store: shared, disk, startAt, slow, accepted }: ServerWorld, number: number) {
  let isAlive = true;
  const clock: Clock = {
    now: () => startAt + timeline.now(),
    uptime: timeline.now,
    after: (delayMs, run) => timeline.after(delayMs, () => isAlive && run()),
  };
  const store = ofProcess(shared, { timeline, slow, isAlive: () => isAlive });
  const random = { id: createIds(`s${number}`), secret: createIds(`secret${number}`) };
  const hub = createLocalHub();
  const policy = { isAllowedSite: () => true, maxOfflineSeconds: 86_400, retentionDays: 30, files: FILE_LIMITS };
  const chats = createChats({ store, hub, clock, random, policy, watch: createWatch(clock) });
  const stop = new AbortController();
  const parts: GatewayParts = {
    ...{ config: CONFIG, origins: ORIGINS, store, hub, clock, random, log: () => {}, stopping: stop.signal },
    ...{ chats: { ...chats, visitors: noting(chats.visitors, accepted) } },
    ...{ limits: createGatewayLimits(CONFIG.limits, clock), heartbeat: createHeartbeat(clock) },
  };
  const typing = createTypingBoard(hub, clock);
  const agents = createAgents([], { store, clock, random });
  const quiet = disposeAll(parts.heartbeat.close, chats.presence.close, typing.close);
  const sockets = new Set<ServerSocket>();

  return {
    isAlive: () => isAlive,
    sockets,
    takePiece: createPieces({ store, disk, clock, random, isAlive: () => isAlive }, chats.visitors.authenticate),
    serveVisitor: ({ socket }: ServerSocket) => serveVisitorSocket(parts, socket, ADDRESS),
    serveAgent: ({ socket }: ServerSocket) =>
      serveAgentSocket(parts, agents, socket, { token: null, address: '192.0.2.2' }),
    async answer(path: string, body: unknown, gone: AbortSignal) {
      const { malformed, body: answer } = path.endsWith('/poll')
        ? await answerPoll({ ...parts, typing }, ADDRESS, body, gone)
        : await answerCall(parts, ADDRESS, body);
      return { status: malformed ? 400 : 200, body: answer };
    },
    /** Says goodbye first, as on a deploy. */
    stop() {
      stop.abort();
      quiet();
      for (const { socket } of sockets) socket.close(CLOSE_SHUTTING_DOWN, 'the server is shutting down');
    },
    kill() {
      isAlive = false;
    },
  };
}

/** Writes down which writer each new message came from. */
function noting(visitors: GatewayParts['chats']['visitors'], accepted: Accepted[]): typeof visitors {
  return {
    ...visitors,
    async handle(scope, request) {
      const outcome = await visitors.handle(scope, request);
      if (request.type === 'append' && outcome.ok) {
        const { index } = outcome.value as { index: number };
        accepted.push({ sessionId: scope.sessionId, id: request.id, index, epoch: scope.writerEpoch });
      }
      return outcome;
    },
  };
}
