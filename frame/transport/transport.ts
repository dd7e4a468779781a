// What the session knows of its way to the chat server. Two layers, each with one contract suite:
//
//   Channel    one attempt at one way (a WebSocket, a long poll). It opens, carries requests and pushes, and is lost
//              once. It knows nothing of trying again.
//   Transport  the session's view: opens or resumes, and comes back by itself until it is closed or refused.
//
// Neither keeps messages: what must not be lost lives in the session's outbox and in the server's log.

import type { Loss } from '../../protocol/coming-back.ts';
import type { Failure } from '../../protocol/errors.ts';
import type { RpcResult } from '../../protocol/result.ts';
import type { Opened, OpenRequest, Resumed, ResumeRequest, ServerPush, SessionRequest } from '../../protocol/server.ts';
import type { SessionKey } from '../../protocol/session.ts';
import type { Dispose } from '../ports.ts';

/** Refusals carry how long to wait where waiting helps. */
export type Answer<T> = RpcResult<T> & { retryAfterMs?: number };

export type { Loss };

export type ChannelEvents = {
  onPush(push: ServerPush): void;
  /** At most once, and not after `close()`. Open requests have been answered with a failure before. */
  onLost(how?: Loss): void;
};

export interface Channel {
  /** Answers within REQUEST_LIMIT_MS; a lost channel answers SERVER_UNAVAILABLE. */
  request(request: SessionRequest): Promise<Answer<unknown>>;
  /** Asks for a sign of life now, because the page was asleep or the network has changed. */
  check(): void;
  close(): void;
}

/** What a channel says first. Ids are given by the channel. */
export type Hello = Omit<OpenRequest, 'id'> | Omit<ResumeRequest, 'id'>;

export type ChannelOpening =
  | { outcome: 'opened'; channel: Channel; value: Opened | Resumed }
  /** The server answered no: 50 unknown session, 302 version, 308 too many ... */
  | { outcome: 'refused'; error: Failure; retryAfterMs?: number }
  /** No answer: try again later or another way. */
  | { outcome: 'unreachable' };

/** Opens a channel or says why not. Never rejects. Aborting ends the attempt quietly. */
export type OpenChannel = (hello: Hello, events: ChannelEvents, signal: AbortSignal) => Promise<ChannelOpening>;

export type TransportEvents = {
  /** After `start`: the session exists. Before any push. */
  onOpened(opened: Opened): void;
  /** After each (re)connection of a known session. Before any push. */
  onResumed(resumed: Resumed): void;
  onPush(push: ServerPush): void;
  /** The channel was lost, or could not be opened; attempts go on. At most once between two connections. */
  onDown(): void;
  /** Something went wrong of which the site is to hear; the session goes on. */
  onError(error: Failure): void;
  /** The server refused for good. No attempts go on. */
  onRefused(error: Failure): void;
};

/** What a resume needs to know at the moment of each attempt. */
export type Cursor = () => {
  session: SessionKey;
  afterIndex: number;
  writerEpoch: number;
  claim?: boolean;
  page: ResumeRequest['page'];
};

export interface Transport {
  /** Starts a new session; repeats the same open (same openId) until it is answered. */
  start(request: Omit<OpenRequest, 'id'>, cursor: Cursor): void;
  resume(cursor: Cursor): void;
  /** SERVER_UNAVAILABLE at once while down. */
  request(request: SessionRequest): Promise<Answer<unknown>>;
  /** A hint that the network may have changed, or the page have slept: looks at the line, or tries now instead of waiting. */
  wake(): void;
  /** Closes the way, not the session. */
  close: Dispose;
}

/** Longer than a slow phone needs, shorter than a visitor's patience. */
export const REQUEST_LIMIT_MS = 10_000;
/** A socket that does not open in this time, or takes our first words and does not answer, is treated as blocked. */
export const OPEN_LIMIT_MS = 5_000;
/** After a page woke up its visitor looks at it: he is not kept waiting for the ordinary limits. */
export const CHECK_LIMIT_MS = 4_000;
