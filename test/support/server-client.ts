// A small protocol client for tests: WebSocket and HTTP, visitor and agent. Dials 127.0.0.1, because the system's
// resolver does not know *.localhost, and sends whatever Host and Origin a test wants.

import { randomBytes } from 'node:crypto';
import { type IncomingHttpHeaders, request } from 'node:http';
import { WebSocket } from 'ws';

// biome-ignore lint/suspicious/noExplicitAny: what a server sends is judged by each test's expectations.
export type Json = any;

export const newId = (): string => randomBytes(16).toString('base64url');

export type HttpReply = { status: number; headers: IncomingHttpHeaders; bytes: Buffer; text: string; json: Json };

type HttpOptions = { method?: string; headers?: Record<string, string>; body?: unknown; signal?: AbortSignal };

/** `body`: a string or bytes go as they are, anything else as JSON. */
export function http(port: number, path: string, options: HttpOptions = {}): Promise<HttpReply> {
  const { method = options.body === undefined ? 'GET' : 'POST', body, signal } = options;
  const isPlain = typeof body === 'string' || Buffer.isBuffer(body) || body === undefined;
  const text = isPlain ? (body as string | Buffer | undefined) : JSON.stringify(body);
  const headers: Record<string, string | number> = {
    host: `127.0.0.1:${port}`,
    ...(text === undefined ? {} : { 'content-type': 'application/json' }),
    ...(text === undefined || options.headers?.['transfer-encoding']
      ? {}
      : { 'content-length': Buffer.byteLength(text) }),
    ...options.headers,
  };
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host: '127.0.0.1', port, path, method, headers, agent: false, ...(signal ? { signal } : {}) },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk) => chunks.push(chunk));
        incoming.on('end', () => {
          const bytes = Buffer.concat(chunks);
          const received = bytes.toString('utf8');
          let json: unknown = null;
          try {
            json = JSON.parse(received);
          } catch {}
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, bytes, text: received, json });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(text);
  });
}

/** A POST as the frame makes it. */
export const chatPost = (port: number, path: 'call' | 'poll', body: unknown, signal?: AbortSignal) =>
  http(port, `/chat/v1/${path}`, {
    body,
    headers: { origin: `http://127.0.0.1:${port}` },
    ...(signal ? { signal } : {}),
  });

export type TestSocket = {
  /** Every message that came, in order. */
  received: Json[];
  send(message: unknown): void;
  /** Sends a request and resolves with its result. */
  ask(request: { type: string } & Record<string, unknown>): Promise<Json>;
  /** Resolves with the first message, already received or to come, that fits. */
  until(fits: (message: Json) => boolean): Promise<Json>;
  /** Resolves when the log has come up to this index. */
  untilIndex(index: number): Promise<void>;
  /** Entries of all pushes, in the order of arrival. */
  entries(sessionId?: string): Json[];
  closed: Promise<{ code: number; reason: string }>;
  close(): void;
  socket: WebSocket;
};

type SocketOptions = { path?: string; origin?: string | null; host?: string; cookie?: string };

/** Rejects with `expected status` where the upgrade is refused. */
export async function openSocket(port: number, options: SocketOptions = {}): Promise<TestSocket> {
  const { path = '/chat/v1/socket', origin = `http://127.0.0.1:${port}`, host = `127.0.0.1:${port}` } = options;
  const headers = {
    host,
    ...(origin === null ? {} : { origin }),
    ...(options.cookie ? { cookie: options.cookie } : {}),
  };
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
  const received: Json[] = [];
  const waiting = new Set<() => void>();
  socket.on('message', (data) => {
    received.push(JSON.parse(String(data)));
    for (const look of [...waiting]) look();
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on('close', (code, reason) => resolve({ code, reason: String(reason) }));
  });
  await new Promise<void>((resolve, reject) => {
    socket.on('open', resolve);
    socket.on('unexpected-response', (_, response) => {
      reject(new Error(`refused with status ${response.statusCode}`));
      socket.terminate();
    });
    socket.on('error', reject);
  });

  const entries = (sessionId?: string) =>
    received
      .filter((message) => message.type === 'entries' && (!sessionId || message.sessionId === sessionId))
      .flatMap((message) => message.entries);
  const until = (fits: (message: Json) => boolean) =>
    new Promise<Json>((resolve) => {
      const look = () => {
        const found = received.find(fits);
        if (!found) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
  const send = (message: unknown) => socket.send(typeof message === 'string' ? message : JSON.stringify(message));

  return {
    received,
    send,
    async ask(message) {
      const id = message.id ?? newId();
      send({ ...message, id });
      return (await until((answer) => answer.type === 'result' && answer.id === id)).result;
    },
    until,
    untilIndex: (index) =>
      new Promise((resolve) => {
        const look = () => {
          if (!entries().some((entry) => entry.index >= index)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    entries,
    closed,
    close: () => socket.close(),
    socket,
  };
}

export const openRequest = (port: number, changes: Record<string, unknown> = {}) => ({
  type: 'open',
  id: newId(),
  version: 1,
  deployment: 'default',
  openId: newId(),
  username: 'Ann',
  subject: 'A question',
  userData: { email: 'ann@example.test' },
  page: { url: `http://localhost:${port}/`, title: 'Shop' },
  siteOrigin: `http://localhost:${port}`,
  maxOfflineSeconds: 1_800,
  writerEpoch: 0,
  identity: null,
  ...changes,
});

export const resumeRequest = (
  port: number,
  session: unknown,
  afterIndex = 0,
  changes: Record<string, unknown> = {},
) => ({
  type: 'resume',
  id: newId(),
  version: 1,
  session,
  afterIndex,
  page: { url: `http://localhost:${port}/`, title: 'Shop' },
  writerEpoch: 0,
  identity: null,
  ...changes,
});

export const message = (text: string, id = newId()) => ({ type: 'append', id, contentType: 'text', text });

/** A visitor with an open session. */
export async function openVisitor(port: number, changes: Record<string, unknown> = {}) {
  const channel = await openSocket(port);
  const result = await channel.ask(openRequest(port, changes));
  if (!result.ok) throw new Error(`open was refused: ${JSON.stringify(result.error)}`);
  return { channel, session: result.value.session as { sessionId: string; token: string } };
}

export async function openAgent(port: number, name = 'Bob', options: SocketOptions = {}) {
  const channel = await openSocket(port, { path: '/agent/v1/socket', ...options });
  const result = await channel.ask({ type: 'hello', version: 1, name });
  return { channel, result };
}
