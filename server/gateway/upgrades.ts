// The door for WebSockets: who may open one, how many from one address, and all of them closed at the end.

import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { CLOSE_SHUTTING_DOWN } from '../../protocol/server.ts';
import type { Agents } from '../agents.ts';
import { type Headers, mayServeConsole, mayVisit, type Verdict } from './access.ts';
import { addressOf } from './address.ts';
import { serveAgentSocket } from './agent-socket.ts';
import { tokenFromCookies } from './cookies.ts';
import type { GatewayParts } from './gateway-parts.ts';
import { serveVisitorSocket } from './websocket.ts';

export interface Upgrades {
  handle(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  closeLogin(token: string): void;
  /** Says that the server is going; resolves when every socket is closed. */
  close(): Promise<void>;
}

/** The line's own limit, in requests of the largest kind: below it, what is too large is refused in words. */
const MAX_FRAME_REQUESTS = 2;
/** Who has not answered a goodbye after this is cut off. */
const GOODBYE_MS = 1_000;
const CLOSE_LOGGED_OUT = 4401;

const STATUS_TEXTS: Readonly<Record<number, string>> = {
  403: 'Forbidden',
  404: 'Not Found',
  421: 'Misdirected Request',
  429: 'Too Many Requests',
  503: 'Service Unavailable',
};

function refuse(socket: Duplex, status: number, why: string): void {
  const body = `${why}\n`;
  const head = `HTTP/1.1 ${status} ${STATUS_TEXTS[status]}\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8`;
  socket.end(`${head}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

const headersOf = (request: IncomingMessage): Headers => ({
  get: (name) => {
    const value = request.headers[name];
    return Array.isArray(value) ? value.join(', ') : value;
  },
});

type Route = { verdict: Verdict; serve: (socket: WebSocket, address: string) => void };

export function createUpgrades(parts: GatewayParts, agents: Agents): Upgrades {
  const { config, origins, limits, stopping } = parts;
  const maxPayload = MAX_FRAME_REQUESTS * config.limits.maxRequestBytes;
  const server = new WebSocketServer({ noServer: true, maxPayload, perMessageDeflate: false });
  const byLogin = new Map<WebSocket, string>();

  const route = (path: string, headers: Headers): Route | null => {
    if (path === '/chat/v1/socket') {
      return {
        verdict: mayVisit(origins, headers),
        serve: (socket, address) => serveVisitorSocket(parts, socket, address),
      };
    }
    if (path !== '/agent/v1/socket') return null;
    const token = tokenFromCookies(headers.get('cookie'));
    return {
      verdict: mayServeConsole(origins, headers, true),
      serve: (socket, address) => {
        if (token) byLogin.set(socket, token);
        socket.on('close', () => byLogin.delete(socket));
        serveAgentSocket(parts, agents, socket, { token, address });
      },
    };
  };

  return {
    handle(request, socket, head) {
      socket.on('error', () => socket.destroy());
      const headers = headersOf(request);
      const found = route((request.url ?? '').split('?')[0] ?? '', headers);
      if (!found) return refuse(socket, 404, 'Not found: sockets are at /chat/v1/socket and /agent/v1/socket');
      if (!found.verdict.allowed) return refuse(socket, found.verdict.status, found.verdict.why);
      if (stopping.aborted) return refuse(socket, 503, 'The server is shutting down');
      const forwarded = headers.get('x-forwarded-for');
      const address = addressOf(request.socket.remoteAddress, forwarded, config.trustedProxies);
      const leave = limits.connections.enter(address);
      if (!leave) {
        return refuse(socket, 429, `Too many connections: expected at most ${config.limits.connectionsPerAddress}`);
      }
      socket.on('close', leave);
      server.handleUpgrade(request, socket, head, (webSocket) => found.serve(webSocket, address));
    },
    closeLogin(token) {
      for (const [socket, login] of byLogin) if (login === token) socket.close(CLOSE_LOGGED_OUT, 'logged out');
    },
    async close() {
      const closed = [...server.clients].map(
        (socket) =>
          new Promise<void>((resolve) => {
            const cut = setTimeout(() => socket.terminate(), GOODBYE_MS);
            socket.on('close', () => {
              clearTimeout(cut);
              resolve();
            });
            socket.close(CLOSE_SHUTTING_DOWN, 'the server is shutting down');
          }),
      );
      await Promise.all(closed);
      server.close();
    },
  };
}
