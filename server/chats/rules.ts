// The rules of a chat, each a pure decision about what the store has just read. No clock, no dice, no I/O.

import { COMMAND_STOPPED, explained, type Failure, NEWER_WRITER, PARAMETER_WRONG } from '../../protocol/errors.ts';
import { FIRST_AGENT_PARTY_ID, type Party, VISITOR_PARTY_ID } from '../../protocol/session.ts';
import type {
  Decision,
  EntryDraft,
  Facts,
  SessionAgent,
  SessionPatch,
  StoredSession,
} from '../store/stored-session.ts';

export type Rule = (facts: Facts) => Decision;

export const NO_CHANGE: Decision = { patch: {}, entries: [] };
export const stopped = (why: string): Decision => ({ refuse: explained(COMMAND_STOPPED, why) });
export const change = (patch: SessionPatch, ...entries: EntryDraft[]): Decision => ({ patch, entries });

export const visitorParty = (session: StoredSession): Party => ({
  id: VISITOR_PARTY_ID,
  name: session.username,
  kind: 'visitor',
});

export function agentParty(session: StoredSession, agent: SessionAgent): Party {
  const position = session.agents.findIndex(({ id }) => id === agent.id);
  const place = position === -1 ? session.agents.length : position;
  return { id: FIRST_AGENT_PARTY_ID + place, name: agent.name, kind: 'agent' };
}

export const currentAgent = (session: StoredSession): SessionAgent | null =>
  session.agents.find(({ id }) => id === session.agentId) ?? null;

/** 0 means that the client does not fence. */
export const isOlderWriter = (session: StoredSession, writerEpoch: number): boolean =>
  writerEpoch !== 0 && writerEpoch < session.writerEpoch;

/** A sign of life. The epoch only ever rises. */
export const alive = (session: StoredSession, at: number, writerEpoch: number): SessionPatch => ({
  lastSeenAt: Math.max(session.lastSeenAt, at),
  ...(session.here ? {} : { here: true }),
  ...(writerEpoch > session.writerEpoch ? { writerEpoch } : {}),
});

export const ENDED: Failure = explained(COMMAND_STOPPED, 'The command was stopped: this session has ended.');
const ID_TAKEN: Failure = explained(
  PARAMETER_WRONG,
  'id: expected an id of your own making, received that of another message of this session',
);

export type MessageDraft = Pick<Extract<EntryDraft, { kind: 'message' }>, 'id' | 'contentType' | 'text' | 'at'>;

/** A repeated message changes nothing, whatever has happened since: it stands in the log. */
export const appendByVisitor =
  (message: MessageDraft, writerEpoch: number): Rule =>
  ({ session, repeated }) => {
    const { text, at } = message;
    const party = visitorParty(session);
    if (repeated) return repeated.party.kind === 'visitor' ? NO_CHANGE : { refuse: ID_TAKEN };
    if (session.status === 'ended') return { refuse: ENDED };
    if (isOlderWriter(session, writerEpoch)) return { refuse: NEWER_WRITER };
    return change(
      { ...alive(session, at, writerEpoch), lastMessage: { text, from: 'visitor', at } },
      { kind: 'message', party, ...message },
    );
  };

export const appendByAgent =
  (message: MessageDraft, agent: SessionAgent): Rule =>
  ({ session, repeated }) => {
    const { text, at } = message;
    const party = agentParty(session, agent);
    if (repeated) return repeated.party.id === party.id ? NO_CHANGE : { refuse: ID_TAKEN };
    if (session.status === 'ended') return { refuse: ENDED };
    if (session.agentId !== agent.id) return stopped('The command was stopped: this chat is not yours.');
    return change({ lastMessage: { text, from: 'agent', at } }, { kind: 'message', party, ...message });
  };

/** The first agent wins; accepting one's own chat again changes nothing. */
export const accept =
  (agent: SessionAgent, at: number): Rule =>
  ({ session }) => {
    if (session.status === 'ended') return { refuse: ENDED };
    if (session.agentId === agent.id) return NO_CHANGE;
    if (session.agentId !== null) return stopped('The command was stopped: another agent answers this chat.');
    const known = session.agents.some(({ id }) => id === agent.id);
    const agents = known ? session.agents : [...session.agents, agent];
    const party = agentParty(session, agent);
    return change({ status: 'active', agents, agentId: agent.id }, { kind: 'agentConnected', party, at });
  };
