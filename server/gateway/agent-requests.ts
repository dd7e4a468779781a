// What an agent may ask once it is known who it is. Limits included; nothing of sockets.

import type { AgentRequest } from '../../protocol/agent.ts';
import type { AgentChats } from '../chats/agent-chats.ts';
import { type Outcome, unknownSession } from '../chats/parts.ts';
import { type GatewayLimits, tooMany } from '../limits/server-limits.ts';
import type { SessionAgent } from '../store/stored-session.ts';

export type AgentHello = Extract<AgentRequest, { type: 'hello' }>;
export type AgentCommand = Exclude<AgentRequest, AgentHello>;

const NOTHING: Outcome<unknown> = { ok: true, value: {} };

function refusalByLimits(
  limits: GatewayLimits,
  request: AgentCommand,
  agent: SessionAgent,
  connectionKey: string,
): Outcome<never> | null {
  const isMessage = request.type === 'append';
  const waitMs = isMessage
    ? limits.messages.take(`${request.sessionId} ${agent.id}`)
    : limits.requests.take(connectionKey);
  return waitMs > 0 ? tooMany(isMessage ? 'messages' : 'requests', waitMs) : null;
}

async function handle(chats: AgentChats, agent: SessionAgent, request: AgentCommand): Promise<Outcome<unknown>> {
  switch (request.type) {
    case 'accept':
      return chats.accept(agent, request.sessionId);
    case 'append':
      return chats.append(agent, request);
    case 'typing':
      return chats.typing(agent, request.sessionId, request.isTyping);
    case 'end':
      return chats.end(agent, request.sessionId);
    case 'follow':
      return (await chats.summary(request.sessionId)) ? NOTHING : unknownSession();
    case 'unfollow':
    case 'ping':
      return NOTHING;
    case 'seen':
      return chats.seen(agent, request);
    case 'transfer':
      return chats.transfer(agent, request);
    case 'note':
      return chats.note(agent, request);
    case 'availability':
      chats.desk.setAvailable(agent.id, request.isAvailable);
      return NOTHING;
    case 'search':
      return chats.search(request);
    case 'getFile':
      return chats.getFile(agent, request);
  }
}

export const answerAgent = async (
  { chats, limits }: { chats: AgentChats; limits: GatewayLimits },
  agent: SessionAgent,
  request: AgentCommand,
  connectionKey: string,
): Promise<Outcome<unknown>> => refusalByLimits(limits, request, agent, connectionKey) ?? handle(chats, agent, request);
