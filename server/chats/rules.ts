// The rules of a chat, each a pure decision about what the store has just read. No clock, no dice, no I/O.

import { COMMAND_STOPPED, explained, type Failure, PARAMETER_WRONG } from '../../protocol/errors.ts';
import {
  type EndReason,
  FIRST_AGENT_PARTY_ID,
  MAX_USER_DATA_KEYS,
  type Party,
  type UserData,
  VISITOR_PARTY_ID,
} from '../../protocol/session.ts';
import type { Decision, EntryDraft, Facts, SessionAgent, SessionPatch, StoredSession } from '../store/store.ts';

export type Rule = (facts: Facts) => Decision;

const NO_CHANGE: Decision = { patch: {}, entries: [] };
const stopped = (why: string): Decision => ({ refuse: explained(COMMAND_STOPPED, why) });
const change = (patch: SessionPatch, ...entries: EntryDraft[]): Decision => ({ patch, entries });

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
const alive = (session: StoredSession, at: number, writerEpoch: number): SessionPatch => ({
  lastSeenAt: Math.max(session.lastSeenAt, at),
  ...(session.here ? {} : { here: true }),
  ...(writerEpoch > session.writerEpoch ? { writerEpoch } : {}),
});

const ENDED: Failure = explained(COMMAND_STOPPED, 'The command was stopped: this session has ended.');
const OLDER_WRITER: Failure = explained(COMMAND_STOPPED, 'The command was stopped: a newer tab owns this session.');
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
    if (isOlderWriter(session, writerEpoch)) return { refuse: OLDER_WRITER };
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

/** The end is always the log's last entry, and there is one. */
export const end =
  (reason: EndReason, at: number): Rule =>
  ({ session }) =>
    session.status === 'ended' ? NO_CHANGE : ended(session, reason, at);

function ended(session: StoredSession, reason: EndReason, at: number): Decision {
  const agent = reason === 'agent' ? currentAgent(session) : null;
  const farewell: EntryDraft[] = agent ? [{ kind: 'agentDisconnected', party: agentParty(session, agent), at }] : [];
  const patch: SessionPatch = { status: 'ended', endedAt: at, endReason: reason };
  return change(patch, ...farewell, { kind: 'sessionEnded', reason, at });
}

/** An agent may end a chat of their own, and send away somebody whom nobody has accepted. */
export const endByAgent =
  (agent: SessionAgent, at: number): Rule =>
  (facts) =>
    facts.session.agentId === null || facts.session.agentId === agent.id
      ? end('agent', at)(facts)
      : stopped('The command was stopped: this chat is not yours.');

export const leave =
  (writerEpoch: number, at: number): Rule =>
  (facts) =>
    facts.session.status !== 'ended' && isOlderWriter(facts.session, writerEpoch)
      ? { refuse: OLDER_WRITER }
      : end('leaveRequest', at)(facts);

/** Whether the visitor has been away for longer than this session allows. `since`: when this server began to look. */
export const isAbsentTooLong = (session: StoredSession, at: number, since: number): boolean =>
  session.status !== 'ended' &&
  !session.here &&
  at - Math.max(session.lastSeenAt, since) > session.maxOfflineSeconds * 1_000;

export const endIfAbsent =
  (at: number, since: number): Rule =>
  ({ session }) =>
    isAbsentTooLong(session, at, since) ? ended(session, 'error', at) : NO_CHANGE;

/** A resumed session is seen again, unless it was away for too long: then this is where it ends. */
export const resume =
  (at: number, since: number, page: StoredSession['page'], writerEpoch: number): Rule =>
  ({ session }) => {
    if (session.status === 'ended') return NO_CHANGE;
    if (isAbsentTooLong(session, at, since)) return ended(session, 'error', at);
    const moved = page.url !== session.page.url || page.title !== session.page.title;
    return change({ ...alive(session, at, writerEpoch), ...(moved ? { page } : {}) });
  };

export const signOfLife =
  (at: number, writerEpoch: number): Rule =>
  ({ session }) =>
    session.status === 'ended' ? NO_CHANGE : change(alive(session, at, writerEpoch));

/** Away since `at`, unless there was a sign of life after that. */
export const goAway =
  (at: number): Rule =>
  ({ session }) =>
    session.status === 'ended' || !session.here || session.lastSeenAt > at ? NO_CHANGE : change({ here: false });

const edited = ({ session }: Facts, writerEpoch: number, userData: UserData): Decision => {
  if (session.status === 'ended') return { refuse: ENDED };
  if (isOlderWriter(session, writerEpoch)) return { refuse: OLDER_WRITER };
  const keys = Object.keys(userData).length;
  if (keys <= MAX_USER_DATA_KEYS) return change({ userData });
  const why = `userData: expected at most ${MAX_USER_DATA_KEYS} keys in all, received ${keys}`;
  return { refuse: explained(PARAMETER_WRONG, why) };
};

export const setUserData =
  (data: UserData, writerEpoch: number): Rule =>
  (facts) =>
    edited(facts, writerEpoch, { ...facts.session.userData, ...data });

export const deleteUserData =
  (keys: readonly string[], writerEpoch: number): Rule =>
  (facts) => {
    const kept = Object.entries(facts.session.userData).filter(([key]) => !keys.includes(key));
    return edited(facts, writerEpoch, Object.fromEntries(kept));
  };
