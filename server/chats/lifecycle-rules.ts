// The rules of a session's life besides talking: seen, away, absent too long, ended. Pure like all rules.

import { NEWER_WRITER } from '../../protocol/errors.ts';
import type { ResumeRequest } from '../../protocol/server.ts';
import type { EndReason } from '../../protocol/session.ts';
import type { Decision, EntryDraft, SessionAgent, SessionPatch, StoredSession } from '../store/stored-session.ts';
import { agentParty, alive, change, currentAgent, isOlderWriter, NO_CHANGE, type Rule, stopped } from './rules.ts';

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
      ? { refuse: NEWER_WRITER }
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

export type Returning = Pick<ResumeRequest, 'page' | 'writerEpoch' | 'claim'>;

/**
 * A resumed session is seen again, unless it was away for too long: then this is where it ends. Who claims it is the newest
 * writer, whatever went before; the epochs are counted here, where no two can be given alike.
 */
export const resume =
  (at: number, since: number, { page, writerEpoch, claim }: Returning): Rule =>
  ({ session }) => {
    if (session.status === 'ended') return NO_CHANGE;
    if (!claim && isOlderWriter(session, writerEpoch)) return { refuse: NEWER_WRITER };
    if (isAbsentTooLong(session, at, since)) return ended(session, 'error', at);
    const moved = page.url !== session.page.url || page.title !== session.page.title;
    const epoch = claim ? session.writerEpoch + 1 : writerEpoch;
    return change({ ...alive(session, at, epoch), ...(moved ? { page } : {}) });
  };

/** Each sign costs a durable write; one that tells nothing new within this time costs none. */
const SIGN_PAUSE_MS = 1_000;

export const signOfLife =
  (at: number, writerEpoch: number): Rule =>
  ({ session }) => {
    const { here, lastSeenAt, status } = session;
    const tellsNothing = here && at - lastSeenAt < SIGN_PAUSE_MS && writerEpoch <= session.writerEpoch;
    return status === 'ended' || tellsNothing ? NO_CHANGE : change(alive(session, at, writerEpoch));
  };

/** Away since `at`, unless there was a sign of life after that. */
export const goAway =
  (at: number): Rule =>
  ({ session }) =>
    session.status === 'ended' || !session.here || session.lastSeenAt > at ? NO_CHANGE : change({ here: false });
