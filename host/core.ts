// What the chat object lends to its lazy part (more.ts). Types only: the two come in different files.

import type { Failure } from '../protocol/errors.ts';
import type { HostMethods, Layout, Ticket } from '../protocol/rpc.ts';
import type { ChatApi, ChatOptions, Session } from './api.ts';
import type { Deferred } from './deferred.ts';
import type { RunCommand, SessionHandle } from './session.ts';

/** The methods that ask for a chat, or for another look of it. */
export type Asking =
  | 'startChat'
  | 'restoreChat'
  | 'startChatInThisWindow'
  | 'startSession'
  | 'restoreSession'
  | 'update';

/** A call for a chat. `options` is as the site's own changes left it, and missing if it could not be read. */
export type Call = [
  method: Asking,
  deferred: Deferred<Session>,
  given: unknown,
  options?: ChatOptions,
  /** Opened in the call itself, or it would be blocked; null: it was blocked. */
  popup?: Window | null,
];

export type Core = {
  /** What the frame may call; more.ts adds to it. */
  methods: HostMethods;
  /** Calls whose turn has not come. One that `destroy` has failed is no longer here. */
  waiting: Call[];
  current(): SessionHandle | undefined;
  /** From now on it is the one that this page has. */
  hold(handle: SessionHandle): void;
  /** Open requests, by their id. */
  tickets: ReadonlyMap<string, unknown>;
  /** Opens a ticket, and gives its id. */
  request(deferred: Deferred<Session>, ticket: Pick<Ticket, 'method' | 'options' | 'place'>): string;
  refuse(deferred: Deferred<Session>, error: Failure): void;
  shut(error: Failure): void;
  run: RunCommand;
  /** The last request: what another chat is begun with. */
  last?: Ticket;
  /** As the frame wants it to be placed. */
  layout?: Layout | undefined;
};

/** Looks at the calls that wait, in their order. */
export type More = () => unknown;
/** Of two that were fetched at once only one is made. */
export type LoadMore = (core: Core) => Promise<() => More>;
/** Gives the window of a chat outside the page, a new one or the one that is open; null: blocked. */
export type OpenPopup = (name: string | undefined) => Window | null;

export type AskFor = (method: Asking) => ChatApi['startChat'];
