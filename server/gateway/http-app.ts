// All HTTP addresses. First the Host decides what this is: the chat origin, a site of the demonstration, or a name
// that is not ours.

import type { Context } from 'hono';
import { Hono } from 'hono';
import type { Agents } from '../agents.ts';
import type { ServedFiles } from '../files/file-place.ts';
import { roleOfHost } from '../origins.ts';
import { mayVisit } from './access.ts';
import { addressOf } from './address.ts';
import { createAgentHttp } from './agent-http.ts';
import { type Avatars, serveAvatar } from './avatars.ts';
import { type ChatFiles, createChatFiles } from './chat-files.ts';
import type { DemoSites } from './demo-sites.ts';
import { visitorPieces } from './file-routes.ts';
import type { GatewayParts } from './gateway-parts.ts';
import { PRIVATE } from './headers.ts';
import { type Env, headersOf, readJsonBody } from './http-basics.ts';
import { answerCall, answerPoll, type HttpAnswer } from './long-poll.ts';
import { PIECE_HEADERS } from './piece-http.ts';
import { NO_ID } from './reading.ts';
import { createFileDoor } from './serve-file.ts';
import type { TypingBoard } from './typing-board.ts';

export type HttpParts = {
  gateway: GatewayParts;
  agents: Agents;
  files: ChatFiles;
  demoSites: Promise<DemoSites> | null;
  typing: TypingBoard;
  /** What people send each other; null where the operator wants none. */
  served: ServedFiles | null;
  avatars: Avatars;
  onLogout: (token: string) => void;
};

type Answer = (address: string, body: unknown, gone: AbortSignal) => Promise<HttpAnswer>;

/** The conversation over HTTP. Cross-origin only between the chat origins that the operator lists. */
function createConversation({ gateway, typing, served }: HttpParts): Hono<Env> {
  const app = new Hono<Env>();
  app.use('*', async (c, next) => {
    const verdict = mayVisit(gateway.origins, headersOf(c));
    if (!verdict.allowed) return c.text(`${verdict.why}\n`, verdict.status);
    await next();
    c.header('access-control-allow-origin', verdict.origin);
    c.header('vary', 'origin');
    c.header('cache-control', PRIVATE);
    return undefined;
  });
  app.options('*', (c) => {
    c.header('access-control-allow-methods', 'POST');
    c.header('access-control-allow-headers', PIECE_HEADERS);
    c.header('access-control-max-age', '600');
    return c.body(null, 204);
  });

  const route = (answer: Answer, wrap: (error: unknown) => unknown) => async (c: Context<Env>) => {
    const body = await readJsonBody(c, gateway.limits.maxRequestBytes);
    if (!body.ok) return c.json(wrap({ ok: false, error: body.error }) as object, body.status);
    const answered = await answer(c.get('address'), body.value, c.req.raw.signal);
    return c.json(answered.body as object, answered.malformed ? 400 : 200);
  };
  const call: Answer = (address, body) => answerCall({ ...gateway, typing }, address, body);
  const poll: Answer = (address, body, gone) => answerPoll({ ...gateway, typing }, address, body, gone);
  app.post(
    '/call',
    route(call, (result) => ({ type: 'result', id: NO_ID, result })),
  );
  app.post(
    '/poll',
    route(poll, (result) => result),
  );
  app.post('/files/:file', visitorPieces(gateway, served));
  return app;
}

export function createHttpApp(parts: HttpParts): Hono<Env> {
  const { gateway, files, demoSites } = parts;
  const { config, origins, store, log } = gateway;
  const app = new Hono<Env>();

  app.use('*', async (c, next) => {
    const host = c.req.header('host');
    const role = roleOfHost(origins, host);
    if (role.role === 'demo' && demoSites) return (await demoSites).serve(c.req.raw, role.site);
    if (role.role !== 'chat') {
      const known = [...origins.chat.map((origin) => new URL(origin).host), ...origins.demo.keys()].join(', ');
      return c.text(`Host: expected one of ${known}, received ${host ?? 'none'}\n`, 421);
    }
    c.set('origin', role.origin);
    const forwarded = c.req.header('x-forwarded-for');
    c.set('address', addressOf(c.env.incoming.socket.remoteAddress, forwarded, config.trustedProxies));
    return next();
  });

  app.get('/health', async (c) => {
    c.header('cache-control', PRIVATE);
    return store.check().then(
      () => c.json({ ok: true }),
      () => c.json({ ok: false, error: 'the store does not answer' }, 503),
    );
  });
  app.route('/chat/v1', createConversation(parts));
  app.route('/agent/v1', createAgentHttp(gateway, parts.agents, parts.served, parts.onLogout));
  if (parts.served) app.get('/files/*', createFileDoor(parts.served, gateway));
  app.get('/avatars/:name', (c) => serveAvatar(c.req.raw, parts.avatars.get(c.req.param('name'))) ?? c.notFound());
  app.route('/', createChatFiles(files, origins));
  app.notFound((c) => c.text(`Not found: there is nothing at ${c.req.path}\n`, 404));
  app.onError((failure, c) => {
    log(`a request to ${c.req.path} failed: ${failure.message}`);
    return c.text('The server could not answer.\n', 500);
  });
  return app;
}
