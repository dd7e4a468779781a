// Frame - chat server. One set of messages, carried by two transports:
//
//   WebSocket  /chat/v1/socket   the client's first message is `open` or `resume`. Each request is answered
//                                by one `result` with the same id; the server pushes in between.
//   HTTP       /chat/v1/call     POST Call -> CallAnswer. `open` without, everything else with a session key.
//              /chat/v1/poll     POST Poll -> PollAnswer, held open until there is something or POLL_HOLD_MS is over.
//
// No request relies on an earlier one: any process that reaches the store can answer it. The log's index is
// the truth: a client says the last index it has and ignores what is not above it.

import * as v from 'valibot';
import { FailureSchema } from './failure.ts';
import { FileLimits } from './files.ts';
import {
  ContentType,
  Id,
  Index,
  MessageText,
  Page,
  Party,
  SessionKey,
  Timestamp,
  TranscriptEntry,
  UserData,
  UserDataKey,
} from './session.ts';

/** How long the server holds a poll without news. Below the usual 30 s limit of proxies. */
export const POLL_HOLD_MS = 20_000;
/** How often a client pings. With SILENCE_LIMIT_MS it notices a dead channel within 30 s. */
export const PING_INTERVAL_MS = 10_000;
/** No word from the other side for so long: the channel is dead. Longer than two missed pings. */
export const SILENCE_LIMIT_MS = 25_000;
/** Most entries in one push or answer; more follow in further ones. */
export const MAX_ENTRIES_A_PAGE = 200;

const DeploymentName = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/, 'a deployment name of letters, digits, - or _'));
const Version = v.pipe(v.number(), v.integer());
/**
 * Fencing between tabs. The server gives the epochs: a hello with `claim` raises the session's and is answered with it;
 * who writes with an older one afterwards is refused with 309, once and for all. 0: this client does not fence.
 */
const WriterEpoch = v.pipe(v.number(), v.integer(), v.minValue(0));
/** Whether this client is to be the only one that writes. */
const Claim = v.optional(v.boolean());
/** A signed statement by the site of who the visitor is. Reserved; null until used. */
const Identity = v.nullable(v.pipe(v.string(), v.maxLength(4_000)));

/**
 * Starts a session. `openId` is a secret made by the client from at least 128 random bits: repeating an open
 * whose answer was lost gives the same session with the same token, never a second one.
 */
export const OpenRequest = v.object({
  type: v.literal('open'),
  id: Id,
  version: Version,
  deployment: DeploymentName,
  openId: v.pipe(v.string(), v.regex(/^[\w-]{22,64}$/, 'an id of at least 128 random bits')),
  username: v.pipe(v.string(), v.maxLength(200)),
  subject: v.pipe(v.string(), v.maxLength(500)),
  userData: UserData,
  page: Page,
  /** The embedding site's origin, proven to the frame by the handshake with the host page. */
  siteOrigin: v.pipe(v.string(), v.maxLength(300)),
  maxOfflineSeconds: v.pipe(v.number(), v.minValue(1), v.maxValue(86_400 * 30)),
  writerEpoch: WriterEpoch,
  claim: Claim,
  identity: Identity,
  /** Nobody wants it any more: what this open has made is left, nothing is made, and the answer is 50. */
  calledOff: v.optional(v.boolean()),
});
export type OpenRequest = v.InferOutput<typeof OpenRequest>;

/** Continues a session on this channel; entries above `afterIndex` follow as pushes. */
export const ResumeRequest = v.object({
  type: v.literal('resume'),
  id: Id,
  version: Version,
  session: SessionKey,
  afterIndex: Index,
  page: Page,
  writerEpoch: WriterEpoch,
  claim: Claim,
  identity: Identity,
});
export type ResumeRequest = v.InferOutput<typeof ResumeRequest>;

/** Adds a message. `id` is the message's own id: the store keeps it unique in the session. */
export const AppendRequest = v.object({
  type: v.literal('append'),
  id: Id,
  contentType: ContentType,
  text: MessageText,
  /** A file of this visitor's that has arrived: the message is that file, and its text the file's name. */
  fileId: v.optional(Id),
});
export type AppendRequest = v.InferOutput<typeof AppendRequest>;

/** Not stored, not answered. `text` is a preview, sent only where the site asked for it. */
export const TypingRequest = v.object({
  type: v.literal('typing'),
  id: Id,
  isTyping: v.boolean(),
  text: v.nullable(v.pipe(v.string(), v.maxLength(5_000))),
});

export const TranscriptRequest = v.object({
  type: v.literal('getTranscript'),
  id: Id,
  /** First index wanted; 0 and 1 both mean the beginning. */
  fromIndex: Index,
});

export const SetUserDataRequest = v.object({ type: v.literal('setUserData'), id: Id, userData: UserData });
const Keys = v.pipe(v.array(UserDataKey), v.minLength(1), v.maxLength(100));
export const GetUserDataRequest = v.object({ type: v.literal('getUserData'), id: Id, keys: Keys });
export const DeleteUserDataRequest = v.object({ type: v.literal('deleteUserData'), id: Id, keys: Keys });

/** How far the visitor has read. Of several the furthest counts. */
export const SeenRequest = v.object({ type: v.literal('seen'), id: Id, readIndex: Index });

/** Where a file can be read for a while. Answered by `FileAddress`. */
export const FileRequest = v.object({ type: v.literal('getFile'), id: Id, fileId: Id });

/** What the visitor thought of the chat: of several the last counts. Taken for a while after the end, too. */
export const RateRequest = v.object({
  type: v.literal('rate'),
  id: Id,
  score: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5)),
  comment: v.pipe(v.string(), v.maxLength(2_000)),
});
export type RateRequest = v.InferOutput<typeof RateRequest>;

/** The visitor ends the session. */
export const LeaveRequest = v.object({ type: v.literal('leave'), id: Id });

/** The page is being left: the visitor is away from now on unless another channel says otherwise. */
export const FarewellRequest = v.object({ type: v.literal('farewell'), id: Id });

/** Answered by a `result`; proves that both directions work and keeps `last seen` fresh. */
export const PingRequest = v.object({ type: v.literal('ping'), id: Id });

/** What may be asked once a session is open on a channel. */
export const SessionRequest = v.variant('type', [
  AppendRequest,
  TypingRequest,
  TranscriptRequest,
  SetUserDataRequest,
  GetUserDataRequest,
  DeleteUserDataRequest,
  SeenRequest,
  FileRequest,
  RateRequest,
  LeaveRequest,
  FarewellRequest,
  PingRequest,
]);
export type SessionRequest = v.InferOutput<typeof SessionRequest>;

export const ClientMessage = v.variant('type', [OpenRequest, ResumeRequest, SessionRequest]);
export type ClientMessage = v.InferOutput<typeof ClientMessage>;

/** What the server allows, told when a channel opens so that clients need not guess. */
export const ServerLimits = v.object({
  maxMessageChars: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** The site's `maxOfflineDuration`, capped by the operator. */
  maxOfflineSeconds: v.pipe(v.number(), v.minValue(1)),
  /** Absent: this server takes no files. */
  files: v.optional(FileLimits),
  /** Whether the visitor is asked for a rating after the end. */
  rating: v.optional(v.boolean()),
});
export type ServerLimits = v.InferOutput<typeof ServerLimits>;

/** With which the client writes from now on; a server that does not fence says nothing. */
const GivenEpoch = v.optional(WriterEpoch);

/** Answer to `open`. */
export const Opened = v.object({
  session: SessionKey,
  lastIndex: Index,
  limits: ServerLimits,
  serverTime: Timestamp,
  writerEpoch: GivenEpoch,
});
export type Opened = v.InferOutput<typeof Opened>;

/** Answer to `resume`: the log's last index now; entries up to it follow. */
export const Resumed = v.object({
  lastIndex: Index,
  limits: ServerLimits,
  serverTime: Timestamp,
  writerEpoch: GivenEpoch,
});
export type Resumed = v.InferOutput<typeof Resumed>;

/** Answer to `append`, also to a repeated one: where the message stands in the log. */
export const Appended = v.object({ index: Index });
export type Appended = v.InferOutput<typeof Appended>;

/** Answer to `getTranscript`: one page in order; ask again from `lastIndex of the page + 1` while `more`. */
export const TranscriptPage = v.object({ entries: v.array(TranscriptEntry), more: v.boolean() });
export type TranscriptPage = v.InferOutput<typeof TranscriptPage>;

export const UserDataAnswer = v.object({ userData: UserData });
/** Answer to requests that give nothing back. */
export const Nothing = v.object({});

/** One request's outcome. `retryAfterMs` stands beside a refusal that will pass (a rate limit). */
export const ServerResult = v.object({
  type: v.literal('result'),
  id: Id,
  result: v.variant('ok', [
    v.object({ ok: v.literal(true), value: v.unknown() }),
    v.object({
      ok: v.literal(false),
      error: FailureSchema,
      retryAfterMs: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(3_600_000))),
    }),
  ]),
});
export type ServerResult = v.InferOutput<typeof ServerResult>;

/** Entries in ascending order without gaps among themselves. */
export const EntriesPush = v.object({ type: v.literal('entries'), entries: v.array(TranscriptEntry) });
export const AgentTypingPush = v.object({ type: v.literal('agentTyping'), party: Party, isTyping: v.boolean() });

/** How far the visitor's messages have come: on an agent's screen's machine, and before an agent's eyes. */
export const SeenPush = v.object({ type: v.literal('seen'), deliveredIndex: Index, readIndex: Index });

export const ServerPush = v.variant('type', [EntriesPush, AgentTypingPush, SeenPush]);
export type ServerPush = v.InferOutput<typeof ServerPush>;

/** Everything that a WebSocket client may receive. */
export const ServerMessage = v.variant('type', [ServerResult, EntriesPush, AgentTypingPush, SeenPush]);
export type ServerMessage = v.InferOutput<typeof ServerMessage>;

/** Body of POST /chat/v1/call. `session` is null for `open` and `resume` (which carry their own). */
export const Call = v.object({
  session: v.nullable(SessionKey),
  writerEpoch: WriterEpoch,
  request: ClientMessage,
});
export type Call = v.InferOutput<typeof Call>;
export const CallAnswer = ServerResult;

/** Body of POST /chat/v1/poll. */
export const Poll = v.object({
  session: SessionKey,
  afterIndex: Index,
  writerEpoch: WriterEpoch,
  /** 0 answers at once. At most POLL_HOLD_MS. */
  waitMs: v.pipe(v.number(), v.minValue(0), v.maxValue(POLL_HOLD_MS)),
  /** The last marks that this client has, so that lost ones are told again. One that says nothing may miss some. */
  seen: v.optional(v.object({ deliveredIndex: Index, readIndex: Index })),
});
export type Poll = v.InferOutput<typeof Poll>;
export const PollAnswer = v.variant('ok', [
  v.object({ ok: v.literal(true), pushes: v.array(ServerPush) }),
  v.object({ ok: v.literal(false), error: FailureSchema, retryAfterMs: v.optional(v.number()) }),
]);
export type PollAnswer = v.InferOutput<typeof PollAnswer>;

/** WebSocket close codes with a meaning of ours. Any other code means: reconnect and resume. */
export const CLOSE_SHUTTING_DOWN = 1012;
/** What came was not of this protocol; repeating it is useless. */
export const CLOSE_PROTOCOL_ERROR = 4400;
export const CLOSE_TOO_MANY = 4429;
