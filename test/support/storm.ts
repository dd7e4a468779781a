// A thousand visitors and a server that goes and comes back, in one process and in no time: the frame's real transports and
// the real gateways, joined by lines that only take a moment. Knows who tries to come back, and when.

import { setMaxListeners } from 'node:events';
import type { Network } from '../../frame/ports.ts';
import { createBuiltInTransport } from '../../frame/transport/built-in.ts';
import type { Cursor, Transport } from '../../frame/transport/transport.ts';
import type { SessionKey } from '../../protocol/session.ts';
import { createWatch } from '../../server/chats/watch.ts';
import { createChats } from '../../server/chats.ts';
import { defaultConfig } from '../../server/config.ts';
import { createLocalHub } from '../../server/fanout/local.ts';
import type { GatewayParts } from '../../server/gateway/gateway-parts.ts';
import { createHeartbeat } from '../../server/gateway/heartbeat.ts';
import { answerCall, answerPoll } from '../../server/gateway/long-poll.ts';
import { createTypingBoard } from '../../server/gateway/typing-board.ts';
import { serveVisitorSocket } from '../../server/gateway/websocket.ts';
import { createGatewayLimits } from '../../server/limits/server-limits.ts';
import { disposeAll, systemRandom } from '../../server/ports.ts';
import { openHello } from '../contract/channel-contract.ts';
import { createMemoryStore } from './memory-store.ts';
import { seededRandom } from './site-random.ts';
import { createSocketPair } from './storm-socket.ts';
import { createTimeline } from './timeline.ts';

export type StormOptions = { clients: number; sockets: boolean; isOneAddress: boolean; seed: number };

const LATENCY_MS = 20;
const SITE = 'http://shop.localhost';

export function createStorm({ clients, sockets, isOneAddress, seed }: StormOptions) {
  const clock = createTimeline();
  const fraction = seededRandom(seed);
  const store = createMemoryStore();
  const lines = new Set<(code: number) => void>();
  const arrivals: { at: number; client: number }[] = [];
  const back = new Map<number, number>();
  const transports: Transport[] = [];
  let server = startServer();

  function startServer() {
    const config = defaultConfig();
    const hub = createLocalHub();
    const policy = { isAllowedSite: () => true, maxOfflineSeconds: 86_400, retentionDays: 30 };
    const chats = createChats({ store, hub, clock, random: systemRandom, policy, watch: createWatch(clock) });
    const stop = new AbortController();
    setMaxListeners(0, stop.signal);
    const heartbeat = createHeartbeat(clock);
    const parts: GatewayParts = {
      ...{ config, store, hub, chats, clock, random: systemRandom, heartbeat, log: () => {} },
      ...{ origins: {} as never, limits: createGatewayLimits(config.limits, clock), stopping: stop.signal },
    };
    const typing = createTypingBoard(hub, clock);
    return { parts, typing, stop, quiet: disposeAll(heartbeat.close, chats.presence.close, typing.close), isUp: true };
  }

  const addressOf = (client: number): string => (isOneAddress ? '192.0.2.1' : `192.0.2.${client}`);
  /** What comes from those who are back is ordinary traffic. */
  const arrived = (client: number): void => {
    if (!back.has(client)) arrivals.push({ at: clock.now(), client });
  };

  const isBack = (client: number): void => {
    if (!back.has(client)) back.set(client, clock.now());
  };

  const networkOf = (client: number): Network => ({
    openSocket() {
      const { here, there, cut } = createSocketPair(clock, LATENCY_MS);
      clock.after(LATENCY_MS, () => {
        if (!sockets || !server.isUp) return cut(1006);
        arrived(client);
        lines.add(cut);
        there.on('close', () => lines.delete(cut));
        here.opened();
        serveVisitorSocket(server.parts, there as never, addressOf(client));
      });
      return here.socket;
    },
    post: (url, body, signal) =>
      new Promise((resolve, reject) => {
        const gone = new AbortController();
        const cut = (): void => {
          lines.delete(cut);
          gone.abort();
          reject(new TypeError('Failed to fetch'));
        };
        signal.addEventListener('abort', cut);
        lines.add(cut);
        clock.after(LATENCY_MS, async () => {
          if (!server.isUp) return cut();
          arrived(client);
          // The server has it, and answers when there is something.
          if (url.endsWith('/poll')) isBack(client);
          const { parts, typing } = server;
          const answer = url.endsWith('/call')
            ? await answerCall(parts, addressOf(client), body)
            : await answerPoll({ ...parts, typing }, addressOf(client), body, gone.signal);
          clock.after(LATENCY_MS, () => {
            lines.delete(cut);
            resolve({ status: 200, body: structuredClone(answer.body) });
          });
        });
      }),
  });

  function startClient(client: number): void {
    let session: SessionKey | null = null;
    const cursor: Cursor = () => ({
      session: session ?? { sessionId: '', token: '' },
      ...{ afterIndex: 0, writerEpoch: 0, page: { url: SITE, title: 'Shop' } },
    });
    const parts = { network: networkOf(client), clock, random: { fraction, id: systemRandom.id }, log: () => {} };
    const transport = createBuiltInTransport(
      { ...parts, serverOrigin: 'http://chat.localhost', isSocketAllowed: () => sockets },
      {
        onOpened: (opened) => {
          session = opened.session;
        },
        onResumed: () => isBack(client),
        ...{ onPush() {}, onDown: () => back.delete(client), onError() {} },
        onRefused(error) {
          throw new Error(`refused: ${error.description}`);
        },
      },
    );
    transports.push(transport);
    transport.start(openHello() as never, cursor);
  }

  return {
    clock,
    /** They come over so long, and all are there. */
    async gather(overMs: number) {
      for (let client = 0; client < clients; client += 1) {
        clock.after(fraction() * overMs, () => startClient(client));
      }
      await clock.advance(overMs + 10_000);
    },
    /** `kindly`: says goodbye, as a server that is told to stop. */
    async restart({ kindly, downMs }: { kindly: boolean; downMs: number }) {
      server.isUp = false;
      if (kindly) server.stop.abort();
      await clock.advance(0);
      server.quiet();
      for (const cut of [...lines]) cut(kindly ? 1012 : 1006);
      await clock.advance(downMs);
      back.clear();
      arrivals.length = 0;
      server = startServer();
    },
    /** Since the server is back: when each was there again, and each attempt until then. */
    returns: () => [...back.values()],
    arrivals: () => arrivals,
    close() {
      for (const transport of transports) transport.close();
      server.quiet();
    },
  };
}

/** The most clients of which something arrived within one such stretch of time. */
export function fullestBucket(arrivals: readonly { at: number; client: number }[], bucketMs: number): number {
  const buckets = new Map<number, Set<number>>();
  for (const { at, client } of arrivals) {
    const bucket = Math.floor(at / bucketMs);
    buckets.set(bucket, (buckets.get(bucket) ?? new Set()).add(client));
  }
  return Math.max(...[...buckets.values()].map(({ size }) => size));
}
