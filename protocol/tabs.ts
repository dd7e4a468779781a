// Frame - frames of other tabs, with the same chat of the same site, over a BroadcastChannel. What each needs: to show
// what the one tab shows that has a way to the server, and to hand over what is said in it. So there are no deeds on this
// line but two reports, each of which holds all that the other side may lack and may come twice, late or never:
//
//   mine     of a tab without a way of its own: how far it has come and what it has still to send. Said when that
//            changes, and every few seconds, which is also how it asks whether anybody leads.
//   shared   of the tab that leads: its answer to each `mine`, and whenever something of it changes.
//
// Beside them the few things that are no state: a command of the site (`asked`, `answered`), a message that is to be tried
// again or taken back, bytes of a file that are looked for, an end that no log tells of, and a hint that the line may work
// again. The token is not among it.

import * as v from 'valibot';
import { FailureSchema } from './failure.ts';
import { OutboxItem } from './persisted.ts';
import { ServerLimits, SessionRequest } from './server.ts';
import { EndReason, Id, Index, Party, TranscriptEntry } from './session.ts';
import { TABS_VERSION } from './version.ts';

const version = v.picklist([TABS_VERSION]);
/** `from`: a page, by a name that it made for itself. */
const from = { version, sessionId: Id, from: Id };
/** Only for that page. */
const to = { to: Id };

export const SharedItem = v.variant('status', [
  v.object({ ...OutboxItem.entries, status: v.picklist(['waiting', 'sending']) }),
  v.object({ ...OutboxItem.entries, status: v.literal('failed'), error: FailureSchema }),
]);
export type SharedItem = v.InferOutput<typeof SharedItem>;

export const Mine = v.object({
  ...from,
  type: v.literal('mine'),
  afterIndex: Index,
  seenIndex: Index,
  outbox: v.array(OutboxItem),
});
export type Mine = v.InferOutput<typeof Mine>;

export const Shared = v.object({
  ...from,
  type: v.literal('shared'),
  /** null: for everybody. */
  to: v.nullable(Id),
  /** How far that page had come when it asked; null: it is told without having asked. */
  askedIndex: v.nullable(Index),
  /**
   * Which writer this is, by the server's count; 0: it has not been counted yet. A tab that thaws may take itself for the
   * leader for a moment: what it says then is older than what a later writer has said.
   */
  writerEpoch: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** Whether there is a way to the server now. */
  up: v.boolean(),
  limits: ServerLimits,
  /** How long the server's log is; null: it has not said so yet to this tab. Below what another tab has: it was cut. */
  knownIndex: v.nullable(Index),
  seenIndex: Index,
  typing: v.nullable(Party),
  /** How far an agent has got with the visitor's messages; absent: no word of it yet. */
  agentSeen: v.optional(v.object({ deliveredIndex: Index, readIndex: Index })),
  /** Bytes of the file in flight that the server has. */
  sentBytes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  /** The session's, of all tabs. */
  outbox: v.array(SharedItem),
  /** In order, without gaps; at most MAX_SHARED_ENTRIES of those that the other lacks. */
  entries: v.array(TranscriptEntry),
});
export type Shared = v.InferOutput<typeof Shared>;

const Answer = v.variant('ok', [
  v.object({ ok: v.literal(true), value: v.unknown() }),
  v.object({ ok: v.literal(false), error: FailureSchema, retryAfterMs: v.optional(v.number()) }),
]);

export const TabMessage = v.variant('type', [
  Mine,
  Shared,
  v.object({ ...from, type: v.literal('asked'), request: SessionRequest }),
  v.object({ ...from, ...to, type: v.literal('answered'), id: Id, answer: Answer }),
  /** The visitor wants a refused message sent again. */
  v.object({ ...from, type: v.literal('retried'), id: Id }),
  /** The visitor has taken a refused message back. */
  v.object({ ...from, type: v.literal('discarded'), id: Id }),
  /** Of the tab that sends: it finds the bytes of this file nowhere. */
  v.object({ ...from, type: v.literal('missed'), fileId: Id }),
  /** The bytes, out of the hands of the tab that took the file. */
  v.object({ ...from, ...to, type: v.literal('handedOver'), fileId: Id, bytes: v.blob() }),
  /** The visitor has ended the chat while there was no way to the server. */
  v.object({ ...from, type: v.literal('left') }),
  /** The chat is over, and no entry of the log says so. */
  v.object({ ...from, type: v.literal('over'), reason: EndReason }),
  /** Of a tab that its visitor looks at: now may be a good time to try. */
  v.object({ ...from, type: v.literal('woke') }),
]);
export type TabMessage = v.InferOutput<typeof TabMessage>;

/** Enough for a screen; who lacks more asks again. */
export const MAX_SHARED_ENTRIES = 200;
