// Frame - chat server: what the frame asks (see server.ts for how it is carried and answered).

import * as v from 'valibot';
import { ContentType, Id, Index, MessageText, Page, SessionKey, UserData, UserDataKey } from './session.ts';

const DeploymentName = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/, 'a deployment name of letters, digits, - or _'));
const Version = v.pipe(v.number(), v.integer());
/**
 * Fencing between tabs. The server gives the epochs: a hello with `claim` raises the session's and is answered with it;
 * who writes with an older one afterwards is refused with 309, once and for all. 0: this client does not fence.
 */
export const WriterEpoch = v.pipe(v.number(), v.integer(), v.minValue(0));
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
