// The agents' side: the lists, accepting, answering, ending. Knows sessions and agents; nothing of logins or sockets.

import type { SessionSummary } from '../../protocol/agent.ts';
import { COMMAND_STOPPED, explained, PARAMETER_WRONG } from '../../protocol/errors.ts';
import type { OfferedPart } from '../../protocol/message-parts.ts';
import type { Appended } from '../../protocol/server.ts';
import type { SessionAgent } from '../store/stored-session.ts';
import { type AgentWork, createAgentWork } from './agent-work.ts';
import type { Desk } from './desk.ts';
import { endByAgent } from './lifecycle-rules.ts';
import { refusalOfParts } from './offered-parts.ts';
import { applyRule, type ChatParts, indexOf, type Outcome, unknownSession } from './parts.ts';
import { accept, agentParty, appendByAgent, type Rule } from './rules.ts';
import { toSummary } from './summary.ts';

/** How many ended chats an agent's list begins with. */
export const ENDED_IN_LIST = 50;

export type AgentMessage = {
  id: string;
  sessionId: string;
  text: string;
  fileId?: string | undefined;
  parts?: OfferedPart[] | undefined;
};

export interface AgentChats extends AgentWork {
  /** All waiting and active sessions, and the newest ended ones. */
  list(): Promise<SessionSummary[]>;
  summary(sessionId: string): Promise<SessionSummary | null>;
  accept(agent: SessionAgent, sessionId: string): Promise<Outcome<unknown>>;
  append(agent: SessionAgent, message: AgentMessage): Promise<Outcome<Appended>>;
  typing(agent: SessionAgent, sessionId: string, isTyping: boolean): Promise<Outcome<unknown>>;
  end(agent: SessionAgent, sessionId: string): Promise<Outcome<unknown>>;
}

const FILE_OR_PARTS = explained(PARAMETER_WRONG, 'parts: expected a file or parts, received both');

export function createAgentChats(parts: ChatParts, desk: Desk): AgentChats {
  const { store, clock, hub } = parts;

  const apply = async (sessionId: string, rule: Rule): Promise<Outcome<unknown>> => {
    const done = await applyRule(parts, sessionId, rule);
    return done.ok ? { ok: true, value: {} } : done;
  };

  return {
    ...createAgentWork(parts, desk),
    list: async () => [...(await store.listOpen()), ...(await store.listEnded(ENDED_IN_LIST))].map(toSummary),
    summary: async (sessionId) => {
      const session = await store.find(sessionId);
      return session && toSummary(session);
    },
    accept: (agent, sessionId) => apply(sessionId, accept(agent, clock.now())),
    append: async (agent, { id, sessionId, text, fileId, parts: offered }) => {
      const refusal = offered && (fileId === undefined ? refusalOfParts(offered) : FILE_OR_PARTS);
      if (refusal) return { ok: false, error: refusal };
      const message = {
        id,
        contentType: 'text',
        text,
        at: clock.now(),
        ...(offered ? { parts: offered } : {}),
      } as const;
      const rule = appendByAgent(message, agent, fileId !== undefined);
      const done = await applyRule(parts, sessionId, rule, { id, fileId });
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
