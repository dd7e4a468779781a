// Frame - its later self: what is kept in the frame's own storage, one value per deployment and embedding origin.
// Versioned and checked; what is unreadable, or of a version that we do not know, counts as absent. The envelope and the
// form are in a file of their own, because they are needed before there is a conversation.

import * as v from 'valibot';
import { FailureSchema } from './failure.ts';
import { FileFacts } from './message-parts.ts';
import { WindowState } from './rpc.ts';
import { FilledForm, SavedRegistering, StateEnvelope } from './saved-form.ts';
import { OpenRequest, ServerLimits } from './server.ts';
import { ContentType, Id, Index, MessageText, Party, SessionKey, Timestamp, TranscriptEntry } from './session.ts';

export * from './saved-form.ts';

/** Nobody wrote so many: what has more is not looked through. */
const MAX_SAVED_ITEMS = 1_000;
const short = v.pipe(v.array(v.unknown()), v.maxLength(MAX_SAVED_ITEMS));

/** A message on its way. It leaves the outbox only when its id is seen in the server's log. */
export const OutboxItem = v.object({
  id: Id,
  text: MessageText,
  contentType: ContentType,
  /** When the visitor sent it, by this browser's clock. */
  at: Timestamp,
  /** A file instead of words: `text` is its name, and its bytes are kept in IndexedDB until the server has them. */
  file: v.optional(FileFacts),
  /** Of a file: its message was on its way already, so nobody knows whether it is in the log. */
  mayBeLogged: v.optional(v.boolean()),
});
export type OutboxItem = v.InferOutput<typeof OutboxItem>;

/** `refused`: why the server would not have it. It waits for its visitor, on each later page too. */
export const SavedItem = v.object({ ...OutboxItem.entries, refused: v.optional(FailureSchema) });
export type SavedItem = v.InferOutput<typeof SavedItem>;

/** See frame/session/seal.ts. States of before there were seals have none, or one called `seal`, which nobody reads. */
const sum = v.optional(v.number());

/** Left between the form's submission and the server's answer: repeating the same open continues it. */
export const SavedConnecting = v.object({
  phase: v.literal('connecting'),
  request: OpenRequest,
  window: WindowState,
  /** The form that was submitted, to come back to where the server refuses: the default one. */
  filled: v.optional(FilledForm),
  /** One of the site's own: whether a page can go on with it is for the extras to say. */
  own: v.optional(FilledForm),
  sum,
});

export const SavedActive = v.object({
  phase: v.literal('active'),
  session: SessionKey,
  limits: ServerLimits,
  /** The end of the transcript, in order, without gaps; empty only if the log is. */
  tail: v.pipe(short, v.array(TranscriptEntry)),
  lastIndex: Index,
  /** Last index that the visitor has looked at. */
  seenIndex: Index,
  agent: v.nullable(Party),
  outbox: v.pipe(short, v.array(SavedItem)),
  draft: v.pipe(v.string(), v.maxLength(20_000)),
  /** So many entries from the end of the conversation; null: at the end. */
  scroll: v.optional(v.nullable(v.number())),
  window: WindowState,
  writerEpoch: v.pipe(v.number(), v.integer(), v.minValue(0)),
  sum,
});

export const SavedPhase = v.variant('phase', [SavedRegistering, SavedConnecting, SavedActive]);
export type SavedPhase = v.InferOutput<typeof SavedPhase>;

export const PersistedState = v.object({ ...StateEnvelope.entries, saved: SavedPhase });
export type PersistedState = v.InferOutput<typeof PersistedState>;

/** The tail is kept small: the first access to localStorage loads all of it. */
export const MAX_TAIL_ENTRIES = 60;
export const MAX_TAIL_CHARS = 16_000;
