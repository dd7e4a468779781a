// An agent's WebSocket: first `hello`, then requests one after the other. Who the agent is was decided by the login;
// where none is needed, by the name in the hello.

import type { WebSocket } from 'ws';
import { AgentRequest, type Welcome } from '../../protocol/agent.ts';
import { COMMAND_FAILED, explained, LOGIN_FAILED, VERSIONS_DIFFER } from '../../protocol/errors.ts';
import { AGENT_VERSION, versionsFit } from '../../protocol/version.ts';
import { type Agents, agentNamed } from '../agents.ts';
import type { Outcome } from '../chats/parts.ts';
import { tooMany } from '../limits/server-limits.ts';
import type { Dispose } from '../ports.ts';
import type { SessionAgent } from '../store/stored-session.ts';
import { createAgentFeed } from './agent-feed.ts';
import { type AgentCommand, type AgentHello, answerAgent } from './agent-requests.ts';
import { type Connection, type ConnectionHandler, serveConnection } from './connection.ts';
import type { GatewayParts } from './gateway-parts.ts';
import { limitHello } from './hello-limit.ts';
import { readRequest, tooLarge } from './reading.ts';
import { createStrays } from './strays.ts';

/** `token`: of the login cookie that came with the upgrade. */
export type AgentCaller = { token: string | null; address: string };

async function recognise(agents: Agents, request: AgentHello, token: string | null): Promise<Outcome<SessionAgent>> {
  if (!versionsFit(AGENT_VERSION, request.version)) {
    const why = `version: expected ${AGENT_VERSION}, or one more or less, received ${request.version}`;
    return { ok: false, error: explained(VERSIONS_DIFFER, why) };
  }
  if (!agents.loginNeeded) return { ok: true, value: agentNamed(request.name?.trim() || 'Agent') };
  const known = await agents.whoIs(token);
  if (known) return { ok: true, value: known };
  return { ok: false, error: explained(LOGIN_FAILED, 'Log in first: there is no login, or it has expired.') };
}

export function serveAgentSocket(parts: GatewayParts, agents: Agents, socket: WebSocket, caller: AgentCaller): void {
  parts.heartbeat.watch(socket, () => {});
  const cancelHello = limitHello(socket, parts.clock, 'hello');
  serveConnection(socket, { maxRequestBytes: parts.limits.maxRequestBytes, clock: parts.clock }, (connection) =>
    createHandler(parts, agents, connection, caller, cancelHello),
  );
}

function createHandler(
  parts: GatewayParts,
  agents: Agents,
  connection: Connection,
  caller: AgentCaller,
  onGreeted: Dispose,
): ConnectionHandler {
  const { chats, limits, clock } = parts;
  const connectionKey = parts.random.id();
  const feed = createAgentFeed(chats, parts.hub, connection);
  let agent: SessionAgent | null = null;
  let leaveDesk: Dispose | null = null;
  let isClosed = false;
  const answer = (id: string, result: Outcome<unknown>) => connection.send({ type: 'result', id, result });
  const answerStray = createStrays(limits.requests, connection, connectionKey);

  const greet = async (request: AgentHello) => {
    const waitMs = limits.hellos.take(caller.address);
    if (waitMs > 0) return answer(request.id, tooMany('connections from this address', waitMs));
    const recognised = await recognise(agents, request, caller.token);
    if (!recognised.ok) return answer(request.id, recognised);
    agent = recognised.value;
    onGreeted();
    leaveDesk ??= isClosed ? null : chats.agents.desk.attach(agent);
    const { id, name } = agent;
    const [sessions, more] = await Promise.all([chats.agents.list(), chats.agents.welcome(agent)]);
    const welcome: Welcome = { agent: { id, name }, sessions, serverTime: clock.now(), ...more };
    const answered = answer(request.id, { ok: true, value: welcome });
    feed.begin(sessions, more.agents);
    return answered;
  };

  const serve = async (self: SessionAgent, request: AgentCommand) => {
    const outcome = await answerAgent({ chats: chats.agents, limits }, self, request, connectionKey);
    // Queued before the first push, so it is received before it.
    const answered = answer(request.id, outcome);
    if (outcome.ok && request.type === 'follow') feed.follow(request.sessionId, request.afterIndex);
    if (outcome.ok && request.type === 'unfollow') feed.unfollow(request.sessionId);
    return answered;
  };

  return {
    async onMessage(message) {
      const reading = readRequest(AgentRequest, message);
      if (!reading.ok) return answerStray(reading);
      const { request } = reading;
      if (request.type === 'hello' && !agent) return greet(request);
      if (request.type !== 'hello' && agent) return serve(agent, request);
      const why = agent
        ? 'expected a request, received a second hello'
        : `expected hello first, received ${request.type}`;
      return answerStray({ id: request.id, error: explained(COMMAND_FAILED, `type: ${why}`) });
    },
    onTooLarge: (message, sizeBytes) => answerStray(tooLarge(message, limits.maxRequestBytes, sizeBytes)),
    onClosed() {
      isClosed = true;
      leaveDesk?.();
      feed.close();
    },
  };
}
