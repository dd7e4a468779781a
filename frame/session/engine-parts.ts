// What an engine is handed and what it offers. Types only.

import type { HostMethods, HostState, Ticket } from '../../protocol/rpc.ts';
import type { Clock, Dispose, Lifecycle, Log, Random } from '../ports.ts';
import type { SessionStore } from '../storage/storage.ts';
import type { Presence } from '../tabs/presence.ts';
import type { Commands, Conversation } from './conversation.ts';
import type { OpenContext, SessionEvent } from './events.ts';
import type { Extras, ExtrasInner } from './extras.ts';
import type { SessionState } from './state.ts';
import type { Wish } from './wishes.ts';

/** Methods of the host page, as they look from here. */
export type Host = {
  [Name in keyof HostMethods]: (request: Parameters<NonNullable<HostMethods[Name]>>[0]) => Promise<unknown>;
};

export type EngineParts = {
  clock: Clock;
  random: Random;
  lifecycle: Lifecycle;
  store: SessionStore;
  presence: Presence;
  /** The part that is needed once there is a conversation. Asked for at most once; tries until it has it. */
  loadConversation(): Conversation | Promise<Conversation>;
  /** What only some sites ask for. Asked for at most once; tries until it has it. */
  loadExtras(inner: ExtrasInner): Promise<Extras>;
  host: Pick<Host, 'settle' | 'sessionEvents' | 'layout' | 'startAgain'>;
  /** Who embeds us, on which page; proven by the handshake. */
  place: Omit<OpenContext, 'openId'>;
  /** Of this iframe, whatever document is in it. */
  mark: string;
  /** Size of the minimised window, which the interface knows. */
  minimizedSize: { width: number; height: number };
  log: Log;
};

export type UndatedEvent = SessionEvent extends infer Event
  ? Event extends unknown
    ? Omit<Event, 'at' | 'uptime'>
    : never
  : never;
export type Dispatch = (event: UndatedEvent) => void;

export type Engine = {
  state(): SessionState;
  subscribe(run: () => void): Dispose;
  wish(wish: Wish): void;
  submit(ticket: Ticket): void;
  setWindow(to: 'open' | 'minimized' | 'closed'): void;
  /** What the site's session object can order. */
  commands(): Promise<Commands>;
  extras(): Promise<Extras>;
  /** Fetches what a conversation needs, so that it is there when one begins. */
  prepare(): void;
  /** What the host page knew when this document was loaded. */
  begin(known: Pick<HostState, 'tickets' | 'session'>): void;
};
