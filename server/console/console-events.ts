// What can happen to the console (facts and wishes, in the past tense) and what it can order (effects). Types only.

import type { SessionSummary, Welcome } from '../../protocol/agent.ts';
import type { Failure } from '../../protocol/errors.ts';
import type { OfferedPart } from '../../protocol/message-parts.ts';
import type { TranscriptEntry } from '../../protocol/session.ts';
import type { KeptChat } from './console-state.ts';
import type { Outgoing } from './outbox-item.ts';
import type { WorkEffect, WorkFact, WorkWish } from './work-events.ts';

/** Heard from the server or from this browser. */
export type Fact =
  | { type: 'connected'; welcome: Welcome; at: number }
  | { type: 'connectionLost' }
  | { type: 'connectionStopped'; error: Failure }
  | { type: 'sessionChanged'; session: SessionSummary }
  | { type: 'entriesArrived'; sessionId: string; entries: readonly TranscriptEntry[] }
  | { type: 'visitorTyped'; sessionId: string; isTyping: boolean; text: string | null }
  | { type: 'outboxChanged'; sessionId: string; items: readonly Outgoing[] }
  | { type: 'acceptAnswered'; sessionId: string; error: Failure | null }
  | { type: 'endGraceOver' }
  | { type: 'endAnswered'; sessionId: string; error: Failure | null }
  /** The browser's back and forward. */
  | { type: 'addressChanged'; openId: string | null };

/** What a person can wish for through the page. The page reports these and nothing else. */
export type Wish = TalkWish | WorkWish;

export type TalkWish =
  | { type: 'acceptRequested'; sessionId: string }
  | { type: 'chatOpened'; sessionId: string }
  /** Back to the lists. */
  | { type: 'chatLeft' }
  /** The newest entries are in view and the page is looked at. */
  | { type: 'chatSeen'; sessionId: string }
  | { type: 'draftEdited'; sessionId: string; text: string }
  /** A ready answer becomes the draft, to be changed and sent. */
  | { type: 'answerChosen'; sessionId: string; text: string; parts: readonly OfferedPart[] }
  /** The draft goes out as words alone. */
  | { type: 'offerDropped'; sessionId: string }
  | { type: 'replySubmitted'; sessionId: string }
  | { type: 'retryRequested'; sessionId: string }
  | { type: 'discardRequested'; sessionId: string; messageId: string }
  | { type: 'endRequested'; sessionId: string }
  | { type: 'endConfirmed' }
  | { type: 'endCancelled' }
  | { type: 'noticeDismissed' };

export type ConsoleEvent = Fact | WorkFact | Wish;

export type Effect = TalkEffect | WorkEffect;

export type TalkEffect =
  | { kind: 'follow'; sessionId: string }
  | { kind: 'unfollow'; sessionId: string }
  | { kind: 'accept'; sessionId: string }
  | { kind: 'send'; sessionId: string; text: string; parts?: readonly OfferedPart[] }
  | { kind: 'retry'; sessionId: string }
  | { kind: 'discard'; sessionId: string; messageId: string }
  | { kind: 'reportTyping'; sessionId: string; isTyping: boolean }
  /** Ends nothing yet: `endGraceOver` follows unless it is stopped. */
  | { kind: 'startEndGrace' }
  | { kind: 'stopEndGrace' }
  | { kind: 'end'; sessionId: string }
  | { kind: 'keep'; sessionId: string; kept: KeptChat | null }
  | { kind: 'showAddress'; openId: string | null };

export type Step<S> = { state: S; effects: readonly Effect[] };
