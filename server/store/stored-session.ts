// What a store keeps of a session, what a rule decides about it, and the arithmetic that every store shares: how a
// decision becomes the next state and places in the log.

import type { Failure } from '../../protocol/errors.ts';
import type { EndReason, MessageEntry, Page, TranscriptEntry, UserData } from '../../protocol/session.ts';

export type SessionStatus = 'waiting' | 'active' | 'ended';
export type SessionAgent = { id: string; name: string };
export type LastMessage = { text: string; from: 'visitor' | 'agent' | 'system'; at: number };

export type StoredSession = {
  sessionId: string;
  openIdHash: string;
  tokenHash: string;
  deployment: string;
  siteOrigin: string;
  username: string;
  subject: string;
  userData: UserData;
  page: Page;
  maxOfflineSeconds: number;
  status: SessionStatus;
  openedAt: number;
  endedAt: number | null;
  endReason: EndReason | null;
  /** Everyone who ever answered, in the order of joining: it gives the party ids. */
  agents: SessionAgent[];
  /** Who answers now. */
  agentId: string | null;
  /** Whether a channel of the visitor is believed to be open somewhere. */
  here: boolean;
  lastSeenAt: number;
  /** Newest epoch of a writer seen. */
  writerEpoch: number;
  lastIndex: number;
  lastMessage: LastMessage | null;
  /** Raised by each change that an agent can see. */
  revision: number;
};

export type SessionDraft = Pick<
  StoredSession,
  | 'sessionId'
  | 'openIdHash'
  | 'tokenHash'
  | 'deployment'
  | 'siteOrigin'
  | 'username'
  | 'subject'
  | 'userData'
  | 'page'
  | 'maxOfflineSeconds'
  | 'openedAt'
  | 'writerEpoch'
>;

export type SessionPatch = Partial<
  Omit<StoredSession, 'sessionId' | 'openIdHash' | 'openedAt' | 'lastIndex' | 'revision'>
>;

type WithoutIndex<T> = T extends unknown ? Omit<T, 'index'> : never;
/** An entry whose place in the log is not known yet. */
export type EntryDraft = WithoutIndex<TranscriptEntry>;

/** What a decision is made from. `repeated`: the message of that id, if the log has it already. */
export type Facts = { session: StoredSession; repeated: MessageEntry | null };
export type Decision = { refuse: Failure } | { patch: SessionPatch; entries: EntryDraft[] };

export type Change =
  | { outcome: 'unknown' }
  | { outcome: 'refused'; error: Failure }
  /** `raised`: the revision is a new one. `entries`: those that were added. */
  | {
      outcome: 'done';
      session: StoredSession;
      entries: TranscriptEntry[];
      repeated: MessageEntry | null;
      raised: boolean;
    };

export const newSession = (draft: SessionDraft): StoredSession => ({
  ...draft,
  status: 'waiting',
  endedAt: null,
  endReason: null,
  agents: [],
  agentId: null,
  here: true,
  lastSeenAt: draft.openedAt,
  lastIndex: 0,
  lastMessage: null,
  revision: 1,
});

/** Changes of these are of no interest to an agent and come often. */
const QUIET: ReadonlySet<string> = new Set(['lastSeenAt', 'writerEpoch', 'tokenHash']);

/** What a decision makes of a session: its next state, and its new entries with their places in the log. */
export function applyDecision(
  session: StoredSession,
  { patch, entries }: { patch: SessionPatch; entries: EntryDraft[] },
): { session: StoredSession; entries: TranscriptEntry[]; raised: boolean } {
  const raised = entries.length > 0 || Object.keys(patch).some((key) => !QUIET.has(key));
  return {
    session: {
      ...session,
      ...patch,
      lastIndex: session.lastIndex + entries.length,
      revision: session.revision + (raised ? 1 : 0),
    },
    entries: entries.map((entry, position) => ({ ...entry, index: session.lastIndex + 1 + position })),
    raised,
  };
}
