// All that one WebKitGTK browser asks of the network, through a proxy of the test's own: its driver neither shows nor changes
// requests. Knows no page.

import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type AddInitScript, createInjector } from './webkit-injector.ts';
import {
  type Answer,
  type Asked,
  answerOf,
  createRules,
  type Headers,
  type Pattern,
  type Route,
  type SocketRoute,
} from './webkit-routes.ts';
import { socketRoute } from './webkit-sockets.ts';

type Listener = (event: never) => void;

export type Network = {
  /** What the browser is told as its proxy. */
  address: string;
  on(event: string, listener: Listener): void;
  route(pattern: Pattern, act: (route: Route) => unknown): void;
  routeWebSocket(pattern: Pattern, act: (socket: SocketRoute) => unknown): void;
  /** In every document from now on, before its own scripts. */
  addInitScript: AddInitScript;
  watchErrors(listener: (error: Error) => void): void;
  /** Every cookie that any answer has set. */
  cookies(): string[];
  close(): void;
};

async function bodyOf(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

type Question = { method: string; headers: Headers; body: Buffer; signal: AbortSignal };

/** Every site is on this machine: the system's resolver does not know their names. */
async function ask(url: URL, { body, ...question }: Question): Promise<Answer> {
  const outgoing = request({
    ...{ host: '127.0.0.1', port: url.port, path: url.pathname + url.search, agent: false },
    ...question,
  });
  outgoing.end(body);
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
  const { rawHeaders, statusCode = 0, statusMessage } = incoming;
  const headerBytes =
    `HTTP/1.1 ${statusCode} ${statusMessage}\r\n\r\n`.length + rawHeaders.join('').length + rawHeaders.length * 2;
  const { 'set-cookie': cookies, ...rest } = incoming.headers;
  const headers = { ...(rest as Headers), ...(cookies && { 'set-cookie': cookies.join('\n') }) };
  return { status: statusCode, headers, body: await bodyOf(incoming), headerBytes };
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  const { 'transfer-encoding': _, connection: __, ...rest } = headers;
  response.writeHead(status, { ...rest, 'content-length': body.length });
  response.end(body);
}

/** One request: what a journey made of it, and how it is answered. */
function createServe(
  routes: { find(url: string): ((route: Route) => unknown) | null },
  injector: ReturnType<typeof createInjector>,
  tell: (event: string, value: unknown) => void,
  cookies: string[],
) {
  return async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(incoming.url ?? '');
    const body = await bodyOf(incoming);
    if (injector.hears(url, body)) return void response.writeHead(204).end();
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const headers = injector.asked({ ...(incoming.headers as Headers), connection: 'close' });
    const question = { method: incoming.method ?? 'GET', headers, body, signal: gone.signal };
    let got: Answer | null = null;
    const asked: Asked = {
      url: () => url.href,
      method: () => question.method,
      sizes: async () => ({ responseBodySize: got?.body.length ?? 0, responseHeadersSize: got?.headerBytes ?? 0 }),
    };
    const finish = (answer: Answer): void => {
      got = answer;
      if (answer.headers['set-cookie']) cookies.push(answer.headers['set-cookie']);
      send(response, answer);
      tell('requestfinished', asked);
    };
    const route: Route = {
      request: () => asked,
      continue: async () => finish(injector.answered(await ask(url, question))),
      abort: async () => void incoming.socket.destroy(),
      async fetch(other) {
        // To be read, so not packed.
        const { 'accept-encoding': _, ...readable } = headers;
        const answer = await ask(new URL(other?.url ?? url), { ...question, headers: readable });
        return { answer, text: async () => answer.body.toString(), status: () => answer.status };
      },
      fulfill: async (changes) => finish(injector.answered(answerOf(changes))),
    };
    tell('request', asked);
    const act = routes.find(url.href);
    await (act ? act(route) : route.continue());
  };
}

export async function createNetwork(): Promise<Network> {
  const routes = createRules<Route>();
  const socketRoutes = createRules<SocketRoute>();
  const injector = createInjector();
  const listeners = new Map<string, Listener[]>();
  const cookies: string[] = [];
  const open = new Set<Duplex>();
  const opened = (connection: Duplex): void => {
    open.add(connection);
    connection.on('close', () => open.delete(connection));
  };
  const tell = (event: string, value: unknown): void => {
    for (const listener of listeners.get(event) ?? []) listener(value as never);
  };

  const serve = createServe(routes, injector, tell, cookies);
  const server = createServer((incoming, response) => {
    serve(incoming, response).catch(() => incoming.socket.destroy());
  });
  server.on('connection', opened);
  server.on('upgrade', (incoming, socket, head) => {
    const route = socketRoute(incoming, socket, head, opened);
    tell('websocket', { url: route.url });
    const act = socketRoutes.find(route.url());
    if (act) void act(route);
    else route.connectToServer();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    on: (event, listener) => void listeners.set(event, [...(listeners.get(event) ?? []), listener]),
    route: routes.add,
    routeWebSocket: socketRoutes.add,
    addInitScript: injector.add,
    watchErrors: injector.watchErrors,
    cookies: () => cookies,
    close() {
      server.close();
      for (const connection of open) connection.destroy();
    },
  };
}
