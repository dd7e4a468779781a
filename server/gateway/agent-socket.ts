// An agent's WebSocket: first `hello`, then requests one after the other. Who the agent is was decided by the login;
// where none is needed, by the name in the hello.

import type { WebSocket } from 'ws';
import { AgentRequest } from '../../protocol/agent.ts';
import { COMMAND_FAILED, explained, LOGIN_FAILED, PARAMETER_WRONG, VERSIONS_DIFFER } from '../../protocol/errors.ts';
import { AGENT_VERSION, versionsFit } from '../../protocol/version.ts';
import { type Agents, agentNamed } from '../agents.ts';
import { type Outcome, unknownSession } from '../chats/parts.ts';
import { tooMany } from '../limits/server-limits.ts';
import type { SessionAgent } from '../store/stored-session.ts';
import { createAgentFeed } from './agent-feed.ts';
import { serveConnection } from './connection.ts';
import type { GatewayParts } from './gateway-parts.ts';
import { readRequest } from './reading.ts';

type Hello = Extract<AgentRequest, { type: 'hello' }>;
type Session = Exclude<AgentRequest, Hello>;

/** `login`: whom the cookie of the upgrade belongs to. */
export function serveAgentSocket(
  parts: GatewayParts,
  agents: Agents,
  socket: WebSocket,
  login: { token: string | null; address: string },
): void {
  const { chats, limits, clock } = parts;
  const connectionKey = parts.random.id();
  let agent: SessionAgent | null = null;
  parts.heartbeat.watch(socket, () => {});

  serveConnection(socket, limits.maxRequestBytes, (connection) => {
    const feed = createAgentFeed(chats, parts.hub, connection);
    const answer = (id: string, result: Outcome<unknown>) => connection.send({ type: 'result', id, result });

    const recognise = async (request: Hello): Promise<Outcome<SessionAgent>> => {
      if (!versionsFit(AGENT_VERSION, request.version)) {
        const why = `version: expected ${AGENT_VERSION}, or one more or less, received ${request.version}`;
        return { ok: false, error: explained(VERSIONS_DIFFER, why) };
      }
      if (!agents.loginNeeded) return { ok: true, value: agentNamed(request.name?.trim() || 'Agent') };
      const known = await agents.whoIs(login.token);
      if (known) return { ok: true, value: known };
      return { ok: false, error: explained(LOGIN_FAILED, 'Log in first: there is no login, or it has expired.') };
    };

    const greet = async (request: Hello) => {
      const waitMs = limits.hellos.take(login.address);
      if (waitMs > 0) return answer(request.id, tooMany('connections from this address', waitMs));
      const recognised = await recognise(request);
      if (!recognised.ok) return answer(request.id, recognised);
      agent = recognised.value;
      const sessions = await chats.agents.list();
      const answered = answer(request.id, { ok: true, value: { agent, sessions, serverTime: clock.now() } });
      feed.begin(sessions);
      return answered;
    };

    const follow = async ({ sessionId, afterIndex, id }: Extract<Session, { type: 'follow' }>) => {
      if (!(await chats.agents.summary(sessionId))) return answer(id, unknownSession());
      const answered = answer(id, { ok: true, value: {} });
      feed.follow(sessionId, afterIndex);
      return answered;
    };

    const serve = async (self: SessionAgent, request: Session): Promise<unknown> => {
      const { id } = request;
      const isMessage = request.type === 'append';
      const waitMs = isMessage
        ? limits.messages.take(`${request.sessionId} ${self.id}`)
        : limits.requests.take(connectionKey);
      if (waitMs > 0) return answer(id, tooMany(isMessage ? 'messages' : 'requests', waitMs));
      switch (request.type) {
        case 'accept':
          return answer(id, await chats.agents.accept(self, request.sessionId));
        case 'follow':
          return follow(request);
        case 'unfollow':
          feed.unfollow(request.sessionId);
          return answer(id, { ok: true, value: {} });
        case 'append':
          return answer(id, await chats.agents.append(self, request));
        case 'typing':
          return answer(id, await chats.agents.typing(self, request.sessionId, request.isTyping));
        case 'end':
          return answer(id, await chats.agents.end(self, request.sessionId));
        case 'ping':
          return answer(id, { ok: true, value: {} });
      }
    };

    return {
      async onMessage(message) {
        const reading = readRequest(AgentRequest, message);
        if (!reading.ok) return answer(reading.id, { ok: false, error: reading.error });
        const { request } = reading;
        if (request.type === 'hello') {
          if (!agent) return greet(request);
          const why = 'type: expected a request, received a second hello';
          return answer(request.id, { ok: false, error: explained(COMMAND_FAILED, why) });
        }
        if (agent) return void (await serve(agent, request));
        const why = `type: expected hello first, received ${request.type}`;
        return answer(request.id, { ok: false, error: explained(COMMAND_FAILED, why) });
      },
      async onTooLarge(message, sizeBytes) {
        const reading = readRequest(AgentRequest, message);
        const why = `request: expected at most ${limits.maxRequestBytes} bytes, received ${sizeBytes}`;
        const id = reading.ok ? reading.request.id : reading.id;
        await answer(id, { ok: false, error: explained(PARAMETER_WRONG, why) });
      },
      onClosed: feed.close,
    };
  });
}
