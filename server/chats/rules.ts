// The rules of a chat, each a pure decision about what the store has just read. No clock, no dice, no I/O.

import { COMMAND_STOPPED, explained, type Failure, NEWER_WRITER, PARAMETER_WRONG } from '../../protocol/errors.ts';
import { FIRST_AGENT_PARTY_ID, type Party, VISITOR_PARTY_ID } from '../../protocol/session.ts';
import { OWNED_BY_VISITOR } from '../store/stored-file.ts';
import type {
  Decision,
  EntryDraft,
  Facts,
  SessionAgent,
  SessionPatch,
  StoredSession,
} from '../store/stored-session.ts';
import { asFileMessage } from './file-rules.ts';

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
  const { name, avatar } = agent;
  return { id: FIRST_AGENT_PARTY_ID + place, name, kind: 'agent', ...(avatar ? { avatar } : {}) };
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

export type MessageDraft = Omit<Extract<EntryDraft, { kind: 'message' }>, 'kind' | 'party'>;

type Sender = { party: Party; owner: string; from: 'visitor' | 'agent'; alive: SessionPatch };

/** Adds the message as its text, or as the file that it names. */
function appended(facts: Facts, draft: MessageDraft, isFile: boolean, sender: Sender): Decision {
  const said = isFile ? asFileMessage(draft, sender.owner, facts) : { message: draft };
  if ('refuse' in said) return said;
  const { message } = said;
  const { party, from } = sender;
  const lastMessage = { text: message.text, from, at: message.at };
  const decision = change({ ...sender.alive, lastMessage }, { kind: 'message', party, ...message });
  return isFile ? { ...decision, takesFile: true } : decision;
}

/** A repeated message changes nothing, whatever has happened since: it stands in the log. */
export const appendByVisitor =
  (message: MessageDraft, writerEpoch: number, isFile = false): Rule =>
  (facts) => {
    const { session, repeated } = facts;
    const party = visitorParty(session);
    if (repeated) return repeated.party.kind === 'visitor' ? NO_CHANGE : { refuse: ID_TAKEN };
    if (session.status === 'ended') return { refuse: ENDED };
    if (isOlderWriter(session, writerEpoch)) return { refuse: NEWER_WRITER };
    const sender = { party, owner: OWNED_BY_VISITOR, alive: alive(session, message.at, writerEpoch) };
    return appended(facts, message, isFile, { ...sender, from: 'visitor' });
  };

export const appendByAgent =
  (message: MessageDraft, agent: SessionAgent, isFile = false): Rule =>
  (facts) => {
    const { session, repeated } = facts;
    const party = agentParty(session, agent);
    if (repeated) return repeated.party.id === party.id ? NO_CHANGE : { refuse: ID_TAKEN };
    if (session.status === 'ended') return { refuse: ENDED };
    if (session.agentId !== agent.id) return stopped('The command was stopped: this chat is not yours.');
    return appended(facts, message, isFile, { party, owner: agent.id, from: 'agent', alive: {} });
  };

/** Who answers from now on, known by the newest name and picture. */
function joining(session: StoredSession, agent: SessionAgent): SessionPatch {
  const known = session.agents.some(({ id }) => id === agent.id);
  const agents = known ? session.agents.map((one) => (one.id === agent.id ? agent : one)) : [...session.agents, agent];
  return { agents, agentId: agent.id };
}

/** The first agent wins; accepting one's own chat again changes nothing. */
export const accept =
  (agent: SessionAgent, at: number): Rule =>
  ({ session }) => {
    if (session.status === 'ended') return { refuse: ENDED };
    if (session.agentId === agent.id) return NO_CHANGE;
    if (session.agentId !== null) return stopped('The command was stopped: another agent answers this chat.');
    const party = agentParty(session, agent);
    return change({ status: 'active', ...joining(session, agent) }, { kind: 'agentConnected', party, at });
  };

/** Gives one's own chat to another agent: the visitor sees one go and the other come. */
export const transfer =
  (agent: SessionAgent, to: SessionAgent, at: number): Rule =>
  ({ session }) => {
    if (session.status === 'ended') return { refuse: ENDED };
    if (session.agentId !== agent.id) return stopped('The command was stopped: this chat is not yours.');
    if (to.id === agent.id) return NO_CHANGE;
    return change(
      joining(session, to),
      { kind: 'agentDisconnected', party: agentParty(session, agent), at },
      { kind: 'agentConnected', party: agentParty(session, to), at },
    );
  };
