// What can happen to a chat: facts in the past tense. Each carries the time at which it happened, by the clock on the wall
// and by one that only goes forward, and every id that it needs, because `transition` has neither clock nor dice.

import type { Failure } from '../../protocol/errors.ts';
import type { FormDefinition } from '../../protocol/full-options.ts';
import type { OutboxItem, SavedItem } from '../../protocol/persisted.ts';
import type { FormValues, LoadedState, RememberedOptions } from '../../protocol/saved-form.ts';
import type { Opened, OpenRequest, Resumed } from '../../protocol/server.ts';
import type { ContentType, EndReason, Party, TranscriptEntry } from '../../protocol/session.ts';
import type { ChosenFile } from '../ports.ts';
import type { Role } from '../tabs/leadership.ts';
import type { Outgoing, PageOptions, Rating } from './state.ts';

/** What an open says beside the visitor's own words. `openId` is fresh with each event. */
export type OpenContext = Pick<OpenRequest, 'openId' | 'deployment' | 'siteOrigin' | 'page'>;

/** The site asks for a new chat. `form: null`: without a form. */
export type StartRequested = {
  type: 'startRequested';
  requestId: string;
  form: FormDefinition | null;
  remembered: RememberedOptions;
  page: PageOptions;
  open: OpenContext;
  /** Read from storage at this moment. */
  saved: LoadedState | null;
  /** A page of another tab has a chat, or its form. */
  elsewhere: boolean;
};

/**
 * The site asks for the chat of an earlier page. Without a ticket it is the frame that was reloaded beneath a page
 * which still holds a session and was told of it up to `toldIndex`.
 */
export type RestoreRequested = {
  type: 'restoreRequested';
  requestId: string | null;
  held: { sessionId: string; toldIndex: number } | null;
  page: PageOptions;
  /** Read from storage at this moment. */
  saved: LoadedState | null;
  /** A page of another tab has the form that is saved. */
  elsewhere: boolean;
};

type Fact =
  | StartRequested
  | RestoreRequested
  | { type: 'registrationEdited'; values: FormValues }
  | { type: 'registrationSubmitted'; values: FormValues; open: OpenContext; saved: LoadedState | null }
  | { type: 'registrationCancelled' }
  /** Back to the form, if there was one. */
  | { type: 'openingCancelled' }
  | { type: 'draftEdited'; text: string }
  | { type: 'messageSubmitted'; id: string; text: string; contentType: ContentType }
  | { type: 'retryRequested'; messageId: string }
  | { type: 'discardRequested'; messageId: string }
  | { type: 'filesChosen'; sessionId: string; files: readonly ChosenFile[] }
  /** Each has an id, and its bytes are being kept. */
  | { type: 'filesTaken'; items: readonly OutboxItem[] }
  | { type: 'fileProgressed'; id: string; sentBytes: number }
  | { type: 'ratingEdited'; score: number; comment: string }
  | { type: 'rated'; score: number; comment: string }
  | { type: 'ratingAnswered'; rating: Rating; error: Failure | null }
  | { type: 'newChatRequested' }
  | { type: 'conversationSeen' }
  | { type: 'scrolled'; fromEnd: number | null }
  | { type: 'minimizeRequested' }
  | { type: 'maximizeRequested' }
  /** The visitor confirmed the end, or the site called `leave`. */
  | { type: 'endConfirmed' }
  /** Cancels a registration, leaves a live chat without asking, hides an ended one. */
  | { type: 'closeRequested' }
  | { type: 'transportOpened'; opened: Opened }
  | { type: 'transportResumed'; resumed: Resumed }
  | { type: 'transportLost' }
  | { type: 'transportRefused'; error: Failure }
  /** The way to the server has to tell of something that does not end the chat. */
  | { type: 'errorReported'; error: Failure }
  | { type: 'entriesReceived'; entries: readonly TranscriptEntry[] }
  | { type: 'agentTypingReceived'; party: Party; isTyping: boolean }
  | { type: 'agentSeenReceived'; deliveredIndex: number; readIndex: number }
  /** `retryAfterMs`: the refusal will pass. */
  | { type: 'messageRefused'; id: string; error: Failure; retryAfterMs?: number }
  | { type: 'messageRetryDue'; id: string }
  /** The server says where in the log it stands. */
  | { type: 'messageAnswered'; id: string; index: number }
  /** Of a tab without a way of its own: what it has still to send. */
  | { type: 'outboxHandedOver'; items: readonly SavedItem[] }
  /** Of the tab that sends: everything that any tab has still to send. */
  | { type: 'outboxShared'; items: readonly Outgoing[] }
  | { type: 'messageTakenBackElsewhere'; id: string }
  | { type: 'seenElsewhere'; index: number }
  /** The tab that leads has ended it, and no entry of the log says so. */
  | { type: 'endedElsewhere'; reason: EndReason }
  | { type: 'roleTaken'; role: Role }
  | { type: 'leaveAnswered'; error: Failure | null }
  | { type: 'storageRefused' }
  /** The page came back from the back/forward cache, its connections closed. `elsewhere`: another tab has what is saved; null: nobody knows. */
  | { type: 'pageShown'; saved: LoadedState | null; elsewhere: boolean | null }
  /** Every few seconds while a chat lives. */
  | { type: 'timePassed' };

/** `at` for stamps, `uptime` for durations: a clock that is set must not end a chat, nor keep one that is over. */
export type SessionEvent = Fact & { at: number; uptime: number };
export type EventOf<Type extends SessionEvent['type']> = Extract<SessionEvent, { type: Type }>;
