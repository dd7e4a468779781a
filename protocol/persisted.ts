// Frame - its later self: what is kept in the frame's own storage, one value per deployment and embedding origin.
// Versioned and checked; what is unreadable, or of a version that we do not know, counts as absent.

import * as v from 'valibot';
import { FormDefinition } from './options.ts';
import { WindowState } from './rpc.ts';
import { OpenRequest, ServerLimits } from './server.ts';
import { ContentType, Id, Index, MessageText, Party, SessionKey, Timestamp, TranscriptEntry } from './session.ts';
import { STATE_VERSION } from './version.ts';

/** What the visitor has put into the registration form so far, by input name. */
export const FormValues = v.record(
  v.pipe(v.string(), v.maxLength(100)),
  v.union([v.pipe(v.string(), v.maxLength(4_000)), v.boolean()]),
);
export type FormValues = v.InferOutput<typeof FormValues>;

/** Options that are remembered from `startChat`, with defaults filled in. */
export const RememberedOptions = v.object({
  username: v.string(),
  subject: v.string(),
  userData: OpenRequest.entries.userData,
});
export type RememberedOptions = v.InferOutput<typeof RememberedOptions>;

/** A message on its way. It leaves the outbox only when its id is seen in the server's log. */
export const OutboxItem = v.object({
  id: Id,
  text: MessageText,
  contentType: ContentType,
  /** When the visitor sent it, by this browser's clock. */
  at: Timestamp,
});
export type OutboxItem = v.InferOutput<typeof OutboxItem>;

export const SavedRegistering = v.object({
  phase: v.literal('registering'),
  form: FormDefinition,
  values: FormValues,
  remembered: RememberedOptions,
  window: WindowState,
});

/** Left between the form's submission and the server's answer: repeating the same open continues it. */
export const SavedConnecting = v.object({ phase: v.literal('connecting'), request: OpenRequest, window: WindowState });

export const SavedActive = v.object({
  phase: v.literal('active'),
  session: SessionKey,
  limits: ServerLimits,
  /** The end of the transcript, in order, without gaps; empty only if the log is. */
  tail: v.array(TranscriptEntry),
  lastIndex: Index,
  /** Last index that the visitor has looked at. */
  seenIndex: Index,
  agent: v.nullable(Party),
  outbox: v.array(OutboxItem),
  draft: v.pipe(v.string(), v.maxLength(20_000)),
  window: WindowState,
  writerEpoch: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

export const SavedPhase = v.variant('phase', [SavedRegistering, SavedConnecting, SavedActive]);
export type SavedPhase = v.InferOutput<typeof SavedPhase>;

export const PersistedState = v.object({
  version: v.literal(STATE_VERSION),
  deployment: v.string(),
  siteOrigin: v.string(),
  /** Last sign of life of any page that had this chat, by this browser's clock. */
  aliveAt: Timestamp,
  maxOfflineSeconds: v.pipe(v.number(), v.minValue(1)),
  saved: SavedPhase,
});
export type PersistedState = v.InferOutput<typeof PersistedState>;

/** The tail is kept small: the first access to localStorage loads all of it. */
export const MAX_TAIL_ENTRIES = 60;
export const MAX_TAIL_CHARS = 16_000;

/** Key in the frame's localStorage. */
export const stateKey = (deployment: string, siteOrigin: string): string => `tagalong:${deployment}:${siteOrigin}`;
