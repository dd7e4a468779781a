// The nouns of a conversation, as they stand in the server's log and travel from it.

import * as v from 'valibot';
import { Id, Index, MAX_MESSAGE_CHARS, Timestamp } from './basics.ts';
import { MessagePart } from './message-parts.ts';

export * from './basics.ts';

export const MessageText = v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_MESSAGE_CHARS));

/** 1 is the visitor, 2 the system, from 3 on the agents in the order of their joining. */
export const VISITOR_PARTY_ID = 1;
export const SYSTEM_PARTY_ID = 2;
export const FIRST_AGENT_PARTY_ID = 3;

export const Party = v.object({
  id: v.pipe(v.number(), v.integer(), v.minValue(1)),
  name: v.pipe(v.string(), v.maxLength(200)),
  kind: v.picklist(['visitor', 'agent', 'system']),
  /** Of an agent: a path on the chat server. */
  avatar: v.optional(v.pipe(v.string(), v.startsWith('/'), v.maxLength(500))),
});
export type Party = v.InferOutput<typeof Party>;

export const EndReason = v.picklist(['leaveRequest', 'agent', 'error']);
export type EndReason = v.InferOutput<typeof EndReason>;

export const ContentType = v.picklist(['text', 'url']);
export type ContentType = v.InferOutput<typeof ContentType>;

const entry = { index: v.pipe(Index, v.minValue(1)), at: Timestamp };

/** A message. `id` was made by whoever sent it and is unique in the session. */
export const MessageEntry = v.object({
  ...entry,
  kind: v.literal('message'),
  id: Id,
  party: Party,
  contentType: ContentType,
  text: MessageText,
  parts: v.optional(v.pipe(v.array(MessagePart), v.minLength(1), v.maxLength(10))),
});
export type MessageEntry = v.InferOutput<typeof MessageEntry>;

export const AgentConnectedEntry = v.object({ ...entry, kind: v.literal('agentConnected'), party: Party });
export const AgentDisconnectedEntry = v.object({ ...entry, kind: v.literal('agentDisconnected'), party: Party });
/** Always the last entry of a log. */
export const SessionEndedEntry = v.object({ ...entry, kind: v.literal('sessionEnded'), reason: EndReason });

export const TranscriptEntry = v.variant('kind', [
  MessageEntry,
  AgentConnectedEntry,
  AgentDisconnectedEntry,
  SessionEndedEntry,
]);
export type TranscriptEntry = v.InferOutput<typeof TranscriptEntry>;

/** Which session, and the secret that proves it is ours. The token never leaves the frame. */
export const SessionKey = v.object({ sessionId: Id, token: v.pipe(v.string(), v.minLength(20), v.maxLength(200)) });
export type SessionKey = v.InferOutput<typeof SessionKey>;
