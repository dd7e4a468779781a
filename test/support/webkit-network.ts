// All that one WebKitGTK browser asks of the network, through a proxy of the test's own: its driver neither shows nor changes
// requests. Speaks Playwright's words for routes, as far as the journeys use them. Knows no page.

import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { createInjector } from './webkit-injector.ts';

type Headers = Record<string, string>;
export type Answer = { status: number; headers: Headers; body: Buffer; headerBytes: number };
type Changes = { response?: Fetched; body?: string; contentType?: string; status?: number; headers?: Headers };
type Fetched = { answer: Answer; text(): Promise<string>; status(): number };
type Asked = { url(): string; method(): string; sizes(): Promise<Sizes> };
type Sizes = { responseBodySize: number; responseHeadersSize: number };
export type Route = {
  request(): Asked;
  continue(): Promise<void>;
  abort(): Promise<void>;
  fetch(other?: { url?: string }): Promise<Fetched>;
  fulfill(changes: Changes): Promise<void>;
};
export type SocketRoute = { url(): string; close(): Promise<void>; connectToServer(): SocketRoute };
type Pattern = string | RegExp;
type Listener = (event: never) => void;

export type Network = {
  /** What the browser is told as its proxy. */
  address: string;
  on(event: string, listener: Listener): void;
  route(pattern: Pattern, act: (route: Route) => unknown): void;
  routeWebSocket(pattern: Pattern, act: (socket: SocketRoute) => unknown): void;
  /** In every document from now on, before its own scripts. */
  addInitScript(text: string): void;
  watchErrors(listener: (error: Error) => void): void;
  /** Every cookie that any answer has set. */
  cookies(): string[];
  close(): void;
};

/** `**` is anything, `*` anything but a slash. */
function fits(pattern: Pattern, url: string): boolean {
  if (pattern instanceof RegExp) return pattern.test(url);
  const words = pattern
    .replace(/[.?+^$|()[\]{}\\]/g, '\\$&')
    .replace(/\*\*\/?|\*/g, (stars) => (stars === '*' ? '[^/]*' : '.*'));
  return new RegExp(`^${words}$`).test(url);
}

async function bodyOf(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Every site is on this machine: the system's resolver does not know their names. */
function ask(url: URL, method: string, headers: Headers, body: Buffer, given: AbortSignal): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const path = url.pathname + url.search;
    const options = { host: '127.0.0.1', port: url.port, path, method, headers, agent: false, signal: given };
    const outgoing = request(options, async (incoming) => {
      const lines = incoming.rawHeaders.length / 2;
      const letters = incoming.rawHeaders.join('').length + lines * 4;
      const headerBytes = `HTTP/1.1 ${incoming.statusCode} ${incoming.statusMessage}\r\n\r\n`.length + letters;
      const { 'set-cookie': cookies, ...rest } = incoming.headers;
      const kept = { ...(rest as Headers), ...(cookies && { 'set-cookie': cookies.join('\n') }) };
      bodyOf(incoming).then(
        (received) => resolve({ status: incoming.statusCode ?? 0, headers: kept, body: received, headerBytes }),
        reject,
      );
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

export async function createNetwork(): Promise<Network> {
  const routes: { pattern: Pattern; act: (route: Route) => unknown }[] = [];
  const socketRoutes: { pattern: Pattern; act: (socket: SocketRoute) => unknown }[] = [];
  const listeners = new Map<string, Listener[]>();
  const cookies: string[] = [];
  const open = new Set<Duplex>();
  const tell = (event: string, value: unknown) => {
    for (const listener of listeners.get(event) ?? []) listener(value as never);
  };
  const injector = createInjector();

  const reply = (response: ServerResponse, { status, headers, body }: Answer) => {
    if (headers['set-cookie']) cookies.push(headers['set-cookie']);
    const { 'transfer-encoding': _, connection: __, ...rest } = headers;
    response.writeHead(status, { ...rest, 'content-length': body.length });
    response.end(body);
  };

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(incoming.url ?? '');
    const body = await bodyOf(incoming);
    if (injector.hears(url, body)) return void response.writeHead(204).end();
    const method = incoming.method ?? 'GET';
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const headers = injector.asked({ ...(incoming.headers as Headers), connection: 'close' });
    let got: Answer | null = null;
    const fetchFrom = async (address: URL, asHeaders = headers): Promise<Answer> => {
      got = await ask(address, method, asHeaders, body, gone.signal);
      return injector.answered(got);
    };
    const asked: Asked = {
      url: () => url.href,
      method: () => method,
      sizes: async () => ({ responseBodySize: got?.body.length ?? 0, responseHeadersSize: got?.headerBytes ?? 0 }),
    };
    const finish = (answer: Answer) => {
      reply(response, answer);
      tell('requestfinished', asked);
    };
    tell('request', asked);
    const route: Route = {
      request: () => asked,
      continue: async () => finish(await fetchFrom(url)),
      abort: async () => void incoming.socket.destroy(),
      async fetch(other) {
        // To be read, so not packed.
        const { 'accept-encoding': _, ...readable } = headers;
        const answer = await fetchFrom(new URL(other?.url ?? url), readable);
        return { answer, text: async () => answer.body.toString(), status: () => answer.status };
      },
      async fulfill({ response: from, body: text, contentType, status, headers: given }) {
        const old = from?.answer ?? { status: 200, headers: {}, body: Buffer.alloc(0), headerBytes: 0 };
        const type = contentType && { 'content-type': contentType };
        finish({
          ...{ status: status ?? old.status, headerBytes: old.headerBytes },
          headers: { ...old.headers, ...type, ...given },
          body: text === undefined ? old.body : Buffer.from(text),
        });
      },
    };
    const found = routes.find(({ pattern }) => fits(pattern, url.href));
    await (found ? found.act(route) : route.continue());
  }

  const server = createServer((incoming, response) => {
    serve(incoming, response).catch(() => incoming.socket.destroy());
  });
  server.on('connection', (socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
  });
  server.on('upgrade', (incoming, socket, head) => {
    const url = new URL((incoming.url ?? '').replace(/^http/, 'ws'));
    tell('websocket', { url: () => url.href });
    const route: SocketRoute = {
      url: () => url.href,
      close: async () => void socket.destroy(),
      connectToServer() {
        const out = connect(Number(url.port), '127.0.0.1');
        open.add(out);
        const lines = incoming.rawHeaders.map((part, at) => (at % 2 ? `${part}\r\n` : `${part}: `)).join('');
        out.write(`GET ${url.pathname}${url.search} HTTP/1.1\r\n${lines}\r\n`);
        out.write(head);
        out.pipe(socket).pipe(out);
        const end = () => {
          out.destroy();
          socket.destroy();
          open.delete(out);
        };
        for (const side of [out, socket]) side.on('error', end).on('close', end);
        return { ...route, close: async () => end() };
      },
    };
    socket.on('error', () => {});
    const found = socketRoutes.find(({ pattern }) => fits(pattern, url.href));
    if (found) void found.act(route);
    else route.connectToServer();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    on: (event, listener) => void listeners.set(event, [...(listeners.get(event) ?? []), listener]),
    route: (pattern, act) => void routes.unshift({ pattern, act }),
    routeWebSocket: (pattern, act) => void socketRoutes.unshift({ pattern, act }),
    addInitScript: injector.add,
    watchErrors: injector.watchErrors,
    cookies: () => cookies,
    close() {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}
