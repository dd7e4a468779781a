// Host page - frame, over Penpal. Each call carries one object and answers within seconds with a value. What waits
// for a person is a ticket: the call answers at once, the outcome comes later as a `settle` with the same requestId.
//
// The frame's first call is `frameReady`, after each load of its document, also one that it did by itself. The answer
// tells it everything that the host page knows, so a first load and a reload are the same thing.
//
// What the frame receives is checked against the schemas below. The host page checks by hand what it uses; nothing
// that it can be told does more than place our iframe or call the site's callbacks.

import * as v from 'valibot';
import type { ApiEvent, ApiTranscriptItem } from './api-events.ts';
import { Id, Index, Page, type UserData } from './basics.ts';
import type * as commands from './commands.ts';
import type { Failure } from './errors.ts';
import type { CallbackCalls, HookCall } from './hooks.ts';
import type { Insets } from './insets.ts';
import type { RpcResult } from './result.ts';

export const WindowState = v.picklist(['open', 'minimized']);
export type WindowState = v.InferOutput<typeof WindowState>;

/** An open request of the host page. `options` is checked against ChatOptions, so that 306 can name the option. */
export const Ticket = v.object({
  requestId: Id,
  method: v.picklist(['startChat', 'restoreChat']),
  options: v.unknown(),
  /** `window`: the chat has the whole of a browser window. */
  place: v.optional(v.picklist(['page', 'window'])),
});
export type Ticket = v.InferOutput<typeof Ticket>;

/** What the host page knows when a frame says that it is ready. */
export const HostState = v.object({
  version: v.pipe(v.number(), v.integer()),
  deployment: v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/, 'a deployment name of letters, digits, - or _')),
  page: Page,
  /** Open requests, oldest first. */
  tickets: v.pipe(v.array(Ticket), v.maxLength(100)),
  /**
   * The session that the page already holds, the last index it was told of, and the request that brought it with its
   * options: after a reload of the frame alone.
   */
  session: v.nullable(v.object({ sessionId: Id, toldIndex: Index, ticket: v.optional(Ticket) })),
});
export type HostState = v.InferOutput<typeof HostState>;

/** The one outcome of a ticket. `noSession`: there was simply nothing to restore. */
export type Settlement =
  | { requestId: string; outcome: 'session'; sessionId: string; restored: boolean }
  | { requestId: string; outcome: 'noSession' }
  | { requestId: string; outcome: 'failed'; error: Failure };

/**
 * Where the iframe stands on the page. `minimized` carries the size of the bar in CSS pixels, `launcher` that of the button
 * where there is no chat; only pages that have asked for it are told of the latter.
 */
export type Layout =
  | { window: 'hidden' }
  | { window: 'open' }
  | { window: 'minimized' | 'launcher'; width: number; height: number };

/**
 * What the page does to be noticed, as it is to be from now on. `title`: shown in turn with the page's own; `notice`: by
 * the browser, each `id` once.
 */
export type Attention = { title: string | null; notice: { id: string; title: string; body: string } | null };

/**
 * What the page is told of a session. `rewound`, which it keeps to itself: the server's log ends at `toldIndex` and has lost
 * what the page has heard beyond; what is said in its place comes under the same indexes. Older pages do not know it.
 */
export type PageEvent = ApiEvent | { name: 'rewound'; event: { toldIndex: number } };

/** Methods of the host page, called by the frame. */
export type HostMethods = {
  frameReady(request: { version: number }): HostState;
  /** Answers when the callbacks of the ticket's promise have run, so that the frame can wait with anything newer. */
  settle(settlement: Settlement): Promise<void> | void;
  /**
   * In order. The last one's index is what the host page remembers as told. `callId`: a call that is made again has the
   * same, and is heard once; events without an index would count twice otherwise. Older frames give none.
   */
  sessionEvents(request: { sessionId: string; events: PageEvent[]; callId?: string }): void;
  layout(layout: Layout): void;
  /** Answers with what the function gave, when it has; a function that throws is a failure. */
  runHook(call: HookCall): Promise<RpcResult<unknown>>;
  /** The visitor wants another chat after this one: the page asks for it as it did before. Older pages do not know it. */
  startAgain?(request: { sessionId: string }): void;
  /** What those who listen hear of the iframe, in the chat's language. Older pages do not know it. */
  nameFrame?(request: { title: string }): void;
  /** Only for pages whose options ask for it. */
  attention?(request: Attention): void;
};

export const SetWindowCommand = v.object({ to: v.picklist(['open', 'minimized', 'closed']) });

/** Methods of the frame, called by the host page. */
export type FrameMethods = {
  submit(ticket: v.InferInput<typeof Ticket>): Promise<RpcResult<'accepted'>>;
  setWindow(command: v.InferInput<typeof SetWindowCommand>): Promise<RpcResult<null>>;
  /** The failures of single calls, by their position, in the order of the batch; `null` where a call was in order. */
  callbackCalls(calls: CallbackCalls): Promise<RpcResult<(Failure | null)[]>>;
  /** Answers when the message is in the outbox: from then on it is kept until it is in the server's log. */
  sendMessage(command: v.InferInput<typeof commands.SendMessageCommand>): Promise<RpcResult<null>>;
  /** Answers when the file is in the outbox, and its bytes are kept as well as they can be. */
  sendFile(command: v.InferInput<typeof commands.SendFileCommand>): Promise<RpcResult<null>>;
  sendTyping(command: v.InferInput<typeof commands.SendTypingCommand>): Promise<RpcResult<null>>;
  getTranscript(
    command: v.InferInput<typeof commands.GetTranscriptCommand>,
  ): Promise<RpcResult<{ transcript: ApiTranscriptItem[] }>>;
  setUserData(command: v.InferInput<typeof commands.SetUserDataCommand>): Promise<RpcResult<null>>;
  getUserData(command: v.InferInput<typeof commands.GetUserDataCommand>): Promise<RpcResult<{ userData: UserData }>>;
  deleteUserData(command: v.InferInput<typeof commands.DeleteUserDataCommand>): Promise<RpcResult<null>>;
  leave(command: v.InferInput<typeof commands.LeaveCommand>): Promise<RpcResult<null>>;
};

/** Methods of the frame that have to do with the page around it and not with a chat. Older frames do not know them. */
export type PageMethods = {
  /** Options of `chat.update` (full-options.ts). */
  update(options: unknown): Promise<RpcResult<null>>;
  /** What the device's edges and corners take of the iframe's room. */
  setInsets(insets: Insets): Promise<RpcResult<null>>;
};
