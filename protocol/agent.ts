// Agent client (the console, a bot) - chat server, over WebSocket `/agent/v1/socket`. The same ideas as on the
// visitor's side: requests answered by a `result` with the same id, entries by index, messages with ids of the
// sender's making. After a reconnect: `hello` (gives a fresh list), then `follow` from the last index of each chat.

import * as v from 'valibot';
import { ServerResult } from './server.ts';
import { EndReason, Id, Index, MessageText, Page, Timestamp, TranscriptEntry, UserData } from './session.ts';

export const Agent = v.object({ id: v.string(), name: v.pipe(v.string(), v.maxLength(200)) });
export type Agent = v.InferOutput<typeof Agent>;

/**
 * First message. `name` is used only where the server needs no login (loopback without accounts): the agent is
 * then who it says it is, and agents of one name are one agent. Otherwise the login decides and `name` is ignored.
 */
export const HelloRequest = v.object({
  type: v.literal('hello'),
  id: Id,
  version: v.pipe(v.number(), v.integer()),
  name: v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(200))),
});
/** Takes a waiting visitor. Refused (51) if another agent was faster; accepting one's own again changes nothing. */
export const AcceptRequest = v.object({ type: v.literal('accept'), id: Id, sessionId: Id });
/** From now on entries and typing of this session are pushed; those above `afterIndex` come first. */
export const FollowRequest = v.object({ type: v.literal('follow'), id: Id, sessionId: Id, afterIndex: Index });
export const UnfollowRequest = v.object({ type: v.literal('unfollow'), id: Id, sessionId: Id });
/** `id` is the message's own id. Refused (51) unless the chat is this agent's. */
export const AgentAppendRequest = v.object({ type: v.literal('append'), id: Id, sessionId: Id, text: MessageText });
export const AgentTypingRequest = v.object({
  type: v.literal('typing'),
  id: Id,
  sessionId: Id,
  isTyping: v.boolean(),
});
export const EndRequest = v.object({ type: v.literal('end'), id: Id, sessionId: Id });
export const AgentPingRequest = v.object({ type: v.literal('ping'), id: Id });

export const AgentRequest = v.variant('type', [
  HelloRequest,
  AcceptRequest,
  FollowRequest,
  UnfollowRequest,
  AgentAppendRequest,
  AgentTypingRequest,
  EndRequest,
  AgentPingRequest,
]);
export type AgentRequest = v.InferOutput<typeof AgentRequest>;

/** A session as it stands in an agent's lists. */
export const SessionSummary = v.object({
  sessionId: Id,
  status: v.picklist(['waiting', 'active', 'ended']),
  openedAt: Timestamp,
  endedAt: v.nullable(Timestamp),
  endReason: v.nullable(EndReason),
  /** Raised by each change of this summary; an older one that arrives late is ignored. */
  revision: v.pipe(v.number(), v.integer()),
  username: v.string(),
  subject: v.string(),
  userData: UserData,
  page: Page,
  siteOrigin: v.string(),
  agent: v.nullable(Agent),
  /** `away`: no channel of the visitor is open. */
  presence: v.picklist(['here', 'away']),
  lastSeenAt: Timestamp,
  lastIndex: Index,
  lastMessage: v.nullable(
    v.object({ text: v.string(), from: v.picklist(['visitor', 'agent', 'system']), at: Timestamp }),
  ),
});
export type SessionSummary = v.InferOutput<typeof SessionSummary>;

/** Answer to `hello`: all waiting and active sessions and the newest ended ones. */
export const Welcome = v.object({ agent: Agent, sessions: v.array(SessionSummary), serverTime: Timestamp });
export type Welcome = v.InferOutput<typeof Welcome>;

export const SessionPush = v.object({ type: v.literal('session'), session: SessionSummary });
export const AgentEntriesPush = v.object({
  type: v.literal('entries'),
  sessionId: Id,
  entries: v.array(TranscriptEntry),
});
export const VisitorTypingPush = v.object({
  type: v.literal('visitorTyping'),
  sessionId: Id,
  isTyping: v.boolean(),
  text: v.nullable(v.string()),
});

export const AgentPush = v.variant('type', [SessionPush, AgentEntriesPush, VisitorTypingPush]);
export type AgentPush = v.InferOutput<typeof AgentPush>;

/** Everything that an agent client may receive. */
export const AgentServerMessage = v.variant('type', [ServerResult, SessionPush, AgentEntriesPush, VisitorTypingPush]);
export type AgentServerMessage = v.InferOutput<typeof AgentServerMessage>;

/** Body of POST /agent/v1/login; the answer sets a cookie (HttpOnly, SameSite=Strict, Path=/agent). */
export const LoginBody = v.object({
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  password: v.pipe(v.string(), v.minLength(1), v.maxLength(72)),
});
/** Answer of GET /agent/v1/me. */
export const MeAnswer = v.object({ loginNeeded: v.boolean(), agent: v.nullable(Agent) });
export type MeAnswer = v.InferOutput<typeof MeAnswer>;
