// What a chat can be, and nothing it cannot be: each phase carries exactly what exists in it. Plain immutable data,
// no functions, no clock. The interface is a function of it.

import type { Failure } from '../../protocol/errors.ts';
import type { FormDefinition, TransportMarks, UiOptions } from '../../protocol/full-options.ts';
import type { HookMark } from '../../protocol/hooks.ts';
import type { OutboxItem } from '../../protocol/persisted.ts';
import type { Ticket, WindowState } from '../../protocol/rpc.ts';
import type { FormValues, RememberedOptions } from '../../protocol/saved-form.ts';
import type { OpenRequest, ServerLimits } from '../../protocol/server.ts';
import type { EndReason, Party, SessionKey, TranscriptEntry } from '../../protocol/session.ts';
import type { Role } from '../tabs/leadership.ts';
import type { StartRequested } from './events.ts';

/** `since`: when it went down, by the clock that only goes forward. */
export type TransportState = { status: 'up' } | { status: 'down'; since: number };

/** Entries in ascending order without gaps. `firstIndex` is above 1 while older ones have not been fetched. */
export type Transcript = { entries: readonly TranscriptEntry[]; firstIndex: number; lastIndex: number };

/**
 * `waiting`: behind another one, or for the transport. `sending`: the one in flight. `failed`: refused; it holds the
 * queue until the visitor tries again or discards it.
 */
export type Outgoing = OutboxItem &
  (
    | { status: 'waiting' }
    /** Of a file: how much of it the server has; until all of it is there, it can still be taken back. */
    | { status: 'sending'; sentBytes?: number }
    | { status: 'failed'; error: Failure }
  );

/** How far an agent has got with the visitor's messages: on his machine, and before his eyes. 0: no word of it. */
export type AgentSeen = { deliveredIndex: number; readIndex: number };

/** A session that exists at the server, in any phase of its life here. */
export type Conversation = {
  session: SessionKey;
  limits: ServerLimits;
  transcript: Transcript;
  /** In the order of sending; shown after the transcript. */
  outbox: readonly Outgoing[];
  /** Ids of messages that the visitor has taken back, the latest: a tab that has not heard of it may hand them over late. */
  takenBack: readonly string[];
  agent: Party | null;
  /** Last index that the visitor has looked at. */
  seenIndex: number;
  agentSeen: AgentSeen;
  /** Last index that the host page was told of. Entries are told in order, from 1. */
  toldIndex: number;
  /** Indexes up to here were known to an earlier page: the host page hears of them as restored. */
  restoredIndex: number;
  draft: string;
  /** Where the visitor reads: so many entries from the end of the conversation; null: at the end. */
  scroll: number | null;
  window: WindowState;
};

/**
 * `lost`: what does not go on here by itself, because the page was told that it is over. 'any': nobody has asked this document
 * for anything yet, so it may have been loaded anew beneath a page that was told so of whatever is found.
 */
export type Idle = { phase: 'idle'; lost?: 'any' | { sessionId: string } | null };

/** Painted from saved state; the server has not answered yet. */
export type Restoring = Conversation & {
  phase: 'restoring';
  tickets: readonly string[];
  transport: TransportState;
  /** Requests for a new chat that wait for the outcome of this restore. */
  waitingStarts: readonly StartRequested[];
};

/** What a form is put on the screen with. */
export type FilledForm = { form: FormDefinition; values: FormValues; remembered: RememberedOptions };

export type Registering = FilledForm & {
  phase: 'registering';
  tickets: readonly string[];
  window: WindowState;
  /** What became of the last attempt to send it; another one may be made. */
  refusal?: 'refused' | 'unreached';
};

/** The form was processed here; the server has not answered yet. */
export type Connecting = {
  phase: 'connecting';
  tickets: readonly string[];
  request: OpenRequest;
  /** Where the visitor comes back to, if there was a form. */
  filled?: FilledForm | undefined;
  transport: TransportState;
  window: WindowState;
};

export type Active = Conversation & {
  phase: 'active';
  transport: TransportState;
  /** The agent who is typing now. */
  typing: Party | null;
  /** When the server last said so: the word that it stopped may be lost. */
  typingAt: number;
  /** When the visitor's typing was last reported; 0 if the server believes that nobody types. */
  typingSentAt: number;
  /** The visitor has ended the chat and the server has not said so yet; `hide`: and wants it out of sight. */
  leaving: false | 'show' | 'hide';
};

/** 1 to 5, and a comment that may be empty. */
export type Rating = { score: number; comment: string };

/** Over. The transcript stays on the screen of this page until it is closed. */
export type Ended = {
  phase: 'ended';
  sessionId: string;
  reason: EndReason;
  transcript: Transcript;
  /** Messages that never reached the server's log, kept in sight. */
  unsent: readonly Outgoing[];
  /** What the visitor was writing, to be copied. */
  draft: string;
  agent: Party | null;
  seenIndex: number;
  agentSeen: AgentSeen;
  /**
   * What came of the question how the chat was. null: it is not put, or nobody was there to be rated. `refused`: it may be
   * answered again.
   */
  rating: null | 'asked' | 'sending' | 'refused' | 'sent';
  /** What the visitor has filled in so far. */
  opinion: Rating | null;
  /** What the visitor said last. */
  rated?: Rating;
  toldIndex: number;
  restoredIndex: number;
  window: WindowState;
  /** Closed by the visitor, or by the site. */
  hidden: boolean;
  /** The server has not heard of the visitor's leaving yet: the transport stays open until it has. */
  leaveOwed: boolean;
};

export type Phase = Idle | Restoring | Registering | Connecting | Active | Ended;

/** The site's choices for this page; they are not part of the chat's life. */
export type PageOptions = {
  maxOfflineSeconds: number;
  disableWebSockets: boolean;
  /** Of the chat server, if it is not the frame's own; or SITE_TRANSPORT. */
  serverOrigin?: string | undefined;
  /** What only some sites ask for; the extras know what it means. */
  extra: ExtraOptions | null;
};

/** Functions stay on the host page, each with the request that brought it. */
export type ExtraOptions = {
  requestId: string;
  method: Ticket['method'];
  place: 'page' | 'window';
  /** false: no interface. */
  ui: UiOptions | boolean;
  /** What this page can do for a registration: its function, or a form whose functions are on this page. */
  registration: HookMark | FormDefinition | null;
  transport: TransportMarks | null;
  /** By our names, of the right kinds. */
  texts: Readonly<Record<string, string | { other: string }>> | null;
  logger: HookMark | null;
  debug: boolean;
};

export type SessionState = {
  role: Role;
  /** false once the browser has refused storage: then each chat on this page is told error 305 once. */
  storageWorks: boolean;
  page: PageOptions;
  life: Phase;
};
