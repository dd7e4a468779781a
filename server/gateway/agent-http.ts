// The console's few requests besides its socket: log in, log out, who am I, and files.

import { Hono } from 'hono';
import { LoginBody, type MeAnswer } from '../../protocol/agent.ts';
import { explained, LOGIN_FAILED } from '../../protocol/errors.ts';
import type { Agents } from '../agents.ts';
import type { ServedFiles } from '../files/file-place.ts';
import { tooMany } from '../limits/server-limits.ts';
import type { SessionAgent } from '../store/stored-session.ts';
import { mayServeConsole } from './access.ts';
import { loginCookie, tokenFromCookies } from './cookies.ts';
import { agentPieces } from './file-routes.ts';
import type { GatewayParts } from './gateway-parts.ts';
import { PRIVATE } from './headers.ts';
import { type Env, headersOf, readJsonBody } from './http-basics.ts';
import { readRequest } from './reading.ts';

const shown = ({ id, name }: SessionAgent): SessionAgent => ({ id, name });

/** `onLogout`: sockets of this login are to be closed. */
export function createAgentHttp(
  parts: GatewayParts,
  agents: Agents,
  files: ServedFiles | null,
  onLogout: (token: string) => void,
): Hono<Env> {
  const { origins, limits } = parts;
  const app = new Hono<Env>();

  app.use('*', async (c, next) => {
    const verdict = mayServeConsole(origins, headersOf(c), c.req.method !== 'GET');
    if (!verdict.allowed) return c.text(`${verdict.why}\n`, verdict.status);
    await next();
    c.header('cache-control', PRIVATE);
    return undefined;
  });

  app.get('/me', async (c) => {
    const agent = await agents.whoIs(tokenFromCookies(c.req.header('cookie')));
    return c.json({ loginNeeded: agents.loginNeeded, agent: agent && shown(agent) } satisfies MeAnswer);
  });

  app.post('/login', async (c) => {
    const waitMs = limits.logins.take(c.get('address'));
    if (waitMs > 0) {
      return c.json(tooMany('attempts to log in', waitMs), 429, { 'retry-after': String(Math.ceil(waitMs / 1_000)) });
    }
    const body = await readJsonBody(c, limits.maxRequestBytes);
    if (!body.ok) return c.json({ ok: false, error: body.error }, body.status);
    const reading = readRequest(LoginBody, body.value);
    if (!reading.ok) return c.json({ ok: false, error: reading.error }, 400);
    const login = await agents.login(reading.request.name, reading.request.password);
    if (!login) return c.json({ ok: false, error: explained(LOGIN_FAILED, 'Name or password is wrong.') }, 401);
    c.header('set-cookie', loginCookie(login.token, c.get('origin')));
    return c.json({ loginNeeded: agents.loginNeeded, agent: shown(login.agent) } satisfies MeAnswer);
  });

  app.post('/files/:session/:file', agentPieces(parts, agents, files));

  app.post('/logout', async (c) => {
    const token = tokenFromCookies(c.req.header('cookie'));
    if (token) {
      await agents.logout(token);
      onLogout(token);
    }
    c.header('set-cookie', loginCookie('', c.get('origin'), 0));
    return c.json({ loginNeeded: agents.loginNeeded, agent: null } satisfies MeAnswer);
  });
  return app;
}
