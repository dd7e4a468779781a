// What a store keeps of a session, what a rule decides about it, and the arithmetic that every store shares: how a
// decision becomes the next state and places in the log.

import type { Failure } from '../../protocol/errors.ts';
import type { EndReason, MessageEntry, Page, TranscriptEntry, UserData } from '../../protocol/session.ts';
import type { StoredFile } from './stored-file.ts';

export type SessionStatus = 'waiting' | 'active' | 'ended';
/** `avatar`: a path on this server. */
export type SessionAgent = { id: string; name: string; avatar?: string };
export type Rating = { score: number; comment: string };
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
  /** How far the visitor has read; how far an agent's console has the chat, and the agent has read it. They only rise. */
  visitorReadIndex: number;
  agentDeliveredIndex: number;
  agentReadIndex: number;
  rating: Rating | null;
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

/** What a decision is made from. `repeated`: the message of that id, if the log has it already. `file`: the one asked for. */
export type Facts = { session: StoredSession; repeated: MessageEntry | null; file: StoredFile | null };
/** `takesFile`: the file belongs to the message from now on. */
export type Decision = { refuse: Failure } | { patch: SessionPatch; entries: EntryDraft[]; takesFile?: boolean };

/** Whose read marks a change has moved. */
export type Marked = 'visitor' | 'agent' | null;

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
      marked: Marked;
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
  visitorReadIndex: 0,
  agentDeliveredIndex: 0,
  agentReadIndex: 0,
  rating: null,
  revision: 1,
});

const AGENT_MARKS = ['agentDeliveredIndex', 'agentReadIndex'] as const;
/** Changes of these are no part of a summary and come often. */
const QUIET: ReadonlySet<string> = new Set([
  ...['lastSeenAt', 'writerEpoch', 'tokenHash', 'visitorReadIndex'],
  ...AGENT_MARKS,
]);

const markedBy = (patch: SessionPatch): Marked => {
  if ('visitorReadIndex' in patch) return 'visitor';
  return AGENT_MARKS.some((key) => key in patch) ? 'agent' : null;
};

/** What a decision makes of a session: its next state, and its new entries with their places in the log. */
export function applyDecision(
  session: StoredSession,
  { patch, entries }: { patch: SessionPatch; entries: EntryDraft[] },
): { session: StoredSession; entries: TranscriptEntry[]; raised: boolean; marked: Marked } {
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
    marked: markedBy(patch),
  };
}
