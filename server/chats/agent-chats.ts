// The agents' side: the lists, accepting, answering, ending. Knows sessions and agents; nothing of logins or sockets.

import type { SessionSummary } from '../../protocol/agent.ts';
import { COMMAND_STOPPED, explained } from '../../protocol/errors.ts';
import type { Appended } from '../../protocol/server.ts';
import type { SessionAgent, StoredSession } from '../store/stored-session.ts';
import { endByAgent } from './lifecycle-rules.ts';
import { applyRule, type ChatParts, indexOf, type Outcome, unknownSession } from './parts.ts';
import { accept, agentParty, appendByAgent, currentAgent, type Rule } from './rules.ts';

/** How many ended chats an agent's list begins with. */
export const ENDED_IN_LIST = 50;

export type AgentMessage = { id: string; sessionId: string; text: string };

export interface AgentChats {
  /** All waiting and active sessions, and the newest ended ones. */
  list(): Promise<SessionSummary[]>;
  summary(sessionId: string): Promise<SessionSummary | null>;
  accept(agent: SessionAgent, sessionId: string): Promise<Outcome<unknown>>;
  append(agent: SessionAgent, message: AgentMessage): Promise<Outcome<Appended>>;
  typing(agent: SessionAgent, sessionId: string, isTyping: boolean): Promise<Outcome<unknown>>;
  end(agent: SessionAgent, sessionId: string): Promise<Outcome<unknown>>;
}

export const toSummary = (session: StoredSession): SessionSummary => ({
  sessionId: session.sessionId,
  status: session.status,
  openedAt: session.openedAt,
  endedAt: session.endedAt,
  endReason: session.endReason,
  revision: session.revision,
  username: session.username,
  subject: session.subject,
  userData: session.userData,
  page: session.page,
  siteOrigin: session.siteOrigin,
  agent: currentAgent(session),
  presence: session.here ? 'here' : 'away',
  lastSeenAt: session.lastSeenAt,
  lastIndex: session.lastIndex,
  lastMessage: session.lastMessage,
});

export function createAgentChats(parts: ChatParts): AgentChats {
  const { store, clock, hub } = parts;

  const apply = async (sessionId: string, rule: Rule): Promise<Outcome<unknown>> => {
    const done = await applyRule(parts, sessionId, rule);
    return done.ok ? { ok: true, value: {} } : done;
  };

  return {
    list: async () => [...(await store.listOpen()), ...(await store.listEnded(ENDED_IN_LIST))].map(toSummary),
    summary: async (sessionId) => {
      const session = await store.find(sessionId);
      return session && toSummary(session);
    },
    accept: (agent, sessionId) => apply(sessionId, accept(agent, clock.now())),
    append: async (agent, { id, sessionId, text }) => {
      const rule = appendByAgent({ id, contentType: 'text', text, at: clock.now() }, agent);
      const done = await applyRule(parts, sessionId, rule, id);
      return done.ok ? { ok: true, value: { index: indexOf(done.value) } } : done;
    },
    typing: async (agent, sessionId, isTyping) => {
      const session = await store.find(sessionId);
      if (!session) return unknownSession();
      if (session.agentId !== agent.id || session.status === 'ended') {
        return { ok: false, error: explained(COMMAND_STOPPED, 'The command was stopped: this chat is not yours.') };
      }
      hub.publish({ kind: 'agentTyping', sessionId, party: agentParty(session, agent), isTyping });
      return { ok: true, value: {} };
    },
    end: (agent, sessionId) => apply(sessionId, endByAgent(agent, clock.now())),
  };
}
