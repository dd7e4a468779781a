// Agent client (the console, a bot) - chat server, over WebSocket `/agent/v1/socket`. The same ideas as on the
// visitor's side: requests answered by a `result` with the same id, entries by index, messages with ids of the
// sender's making. After a reconnect: `hello` (gives a fresh list), then `follow` from the last index of each chat.

import * as v from 'valibot';
import { FileLimits } from './files.ts';
import { OfferedParts } from './message-parts.ts';
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
export const AgentAppendRequest = v.object({
  type: v.literal('append'),
  id: Id,
  sessionId: Id,
  text: MessageText,
  /** A file of this agent's that has arrived, see files.ts. Without parts. */
  fileId: v.optional(Id),
  parts: v.optional(OfferedParts),
});
export const AgentTypingRequest = v.object({
  type: v.literal('typing'),
  id: Id,
  sessionId: Id,
  isTyping: v.boolean(),
});
export const EndRequest = v.object({ type: v.literal('end'), id: Id, sessionId: Id });
/** How far this agent's console has received the chat, and how far the agent has read it. The furthest count. */
export const AgentSeenRequest = v.object({
  type: v.literal('seen'),
  id: Id,
  sessionId: Id,
  deliveredIndex: Index,
  readIndex: Index,
});
/** Gives the chat to another agent, who may be anybody in `agents`. Refused (51) unless it is this agent's. */
export const TransferRequest = v.object({ type: v.literal('transfer'), id: Id, sessionId: Id, toAgentId: v.string() });
/** For agents' eyes alone; `id` is the note's own. Kept as long as the chat. */
export const NoteRequest = v.object({
  type: v.literal('note'),
  id: Id,
  sessionId: Id,
  text: v.pipe(v.string(), v.minLength(1), v.maxLength(5_000)),
});
/** Whether new chats and transfers may come to this agent. */
export const AvailabilityRequest = v.object({ type: v.literal('availability'), id: Id, isAvailable: v.boolean() });
/** Ended chats whose words, names or data contain all words of the query, newest first. Answered by `Found`. */
export const SearchRequest = v.object({
  type: v.literal('search'),
  id: Id,
  query: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  /** Only chats that ended before this; null: from the newest on. */
  before: v.nullable(Timestamp),
});
/** Where a file of the chat can be read for a while. Answered by `FileAddress`. */
export const AgentFileRequest = v.object({ type: v.literal('getFile'), id: Id, sessionId: Id, fileId: Id });
export const AgentPingRequest = v.object({ type: v.literal('ping'), id: Id });

export const AgentRequest = v.variant('type', [
  HelloRequest,
  AcceptRequest,
  FollowRequest,
  UnfollowRequest,
  AgentAppendRequest,
  AgentTypingRequest,
  EndRequest,
  AgentSeenRequest,
  TransferRequest,
  NoteRequest,
  AvailabilityRequest,
  SearchRequest,
  AgentFileRequest,
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
  rating: v.optional(v.nullable(v.object({ score: v.number(), comment: v.string() }))),
});
export type SessionSummary = v.InferOutput<typeof SessionSummary>;

/** An agent who is connected now, or was today. */
export const AgentPresence = v.object({
  id: v.string(),
  name: v.pipe(v.string(), v.maxLength(200)),
  status: v.picklist(['available', 'away', 'offline']),
  /** How many chats are that agent's now. */
  chats: v.pipe(v.number(), v.integer(), v.minValue(0)),
});
export type AgentPresence = v.InferOutput<typeof AgentPresence>;

/** A text ready to be sent, from the operator's file. `{name}` stands for the visitor's name. */
export const CannedReply = v.object({
  shortcut: v.pipe(v.string(), v.regex(/^[\p{L}\p{N}_-]{1,40}$/u, 'a shortcut of letters, digits, - or _')),
  text: MessageText,
  /** What goes out with it to choose from. */
  parts: v.optional(OfferedParts),
});
export type CannedReply = v.InferOutput<typeof CannedReply>;

export const Note = v.object({ id: Id, text: v.string(), at: Timestamp, agentName: v.string() });
export type Note = v.InferOutput<typeof Note>;

/** Answer to `search`; asked again with `before` of the last one's `endedAt` while `more`. */
export const Found = v.object({ sessions: v.array(SessionSummary), more: v.boolean() });
export type Found = v.InferOutput<typeof Found>;

/** Answer to `hello`: all waiting and active sessions and the newest ended ones. */
export const Welcome = v.object({
  agent: Agent,
  sessions: v.array(SessionSummary),
  serverTime: Timestamp,
  isAvailable: v.optional(v.boolean()),
  agents: v.optional(v.array(AgentPresence)),
  cannedReplies: v.optional(v.array(CannedReply)),
  files: v.optional(FileLimits),
});
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

/** How far the visitor has read; of a chat that is followed. */
export const VisitorSeenPush = v.object({ type: v.literal('visitorSeen'), sessionId: Id, readIndex: Index });
/** All notes of a chat that is followed, oldest first: when it is followed, and whenever there is a new one. */
export const NotesPush = v.object({ type: v.literal('notes'), sessionId: Id, notes: v.array(Note) });
/** All agents, whenever one of them changes. */
export const AgentsPush = v.object({ type: v.literal('agents'), agents: v.array(AgentPresence) });

const pushes = [SessionPush, AgentEntriesPush, VisitorTypingPush, VisitorSeenPush, NotesPush, AgentsPush] as const;

export const AgentPush = v.variant('type', [...pushes]);
export type AgentPush = v.InferOutput<typeof AgentPush>;

/** Everything that an agent client may receive. */
export const AgentServerMessage = v.variant('type', [ServerResult, ...pushes]);
export type AgentServerMessage = v.InferOutput<typeof AgentServerMessage>;

/** Body of POST /agent/v1/login; the answer sets a cookie (HttpOnly, SameSite=Strict, Path=/agent). */
export const LoginBody = v.object({
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  password: v.pipe(v.string(), v.minLength(1), v.maxLength(72)),
});
/** Answer of GET /agent/v1/me. */
export const MeAnswer = v.object({ loginNeeded: v.boolean(), agent: v.nullable(Agent) });
export type MeAnswer = v.InferOutput<typeof MeAnswer>;
