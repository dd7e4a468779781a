// Frame - chat server. One set of messages, carried by two transports:
//
//   WebSocket  /chat/v1/socket   the client's first message is `open` or `resume`. Each request is answered
//                                by one `result` with the same id; the server pushes in between.
//   HTTP       /chat/v1/call     POST Call -> CallAnswer. `open` without, everything else with a session key.
//              /chat/v1/poll     POST Poll -> PollAnswer, held open until there is something or POLL_HOLD_MS is over.
//
// No request relies on an earlier one: any process that reaches the store can answer it. The log's index is
// the truth: a client says the last index it has and ignores what is not above it. What is asked is in server-requests.ts.

import * as v from 'valibot';
import { FailureSchema } from './failure.ts';
import { FileLimits } from './files.ts';
import { ClientMessage, WriterEpoch } from './server-requests.ts';
import { Id, Index, Party, SessionKey, Timestamp, TranscriptEntry, UserData } from './session.ts';

export * from './server-requests.ts';

/** How long the server holds a poll without news. Below the usual 30 s limit of proxies. */
export const POLL_HOLD_MS = 20_000;
/** How often a client pings. With SILENCE_LIMIT_MS it notices a dead channel within 30 s. */
export const PING_INTERVAL_MS = 10_000;
/** No word from the other side for so long: the channel is dead. Longer than two missed pings. */
export const SILENCE_LIMIT_MS = 25_000;
/** Most entries in one push or answer; more follow in further ones. */
export const MAX_ENTRIES_A_PAGE = 200;

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
