// What an engine is handed and what it offers. Types only.

import type { HostMethods, HostState, Ticket } from '../../protocol/rpc.ts';
import type { Clock, Dispose, Lifecycle, Random } from '../ports.ts';
import type { SessionStore } from '../storage/session-store.ts';
import type { Transport, TransportEvents } from '../transport/transport.ts';
import type { Commands } from './commands.ts';
import type { OpenContext, SessionEvent } from './events.ts';
import type { SessionState } from './state.ts';
import type { Wish } from './wishes.ts';

/** Methods of the host page, as they look from here. */
export type Host = { [Name in keyof HostMethods]: (request: Parameters<HostMethods[Name]>[0]) => Promise<unknown> };

export type EngineParts = {
  clock: Clock;
  random: Random;
  lifecycle: Lifecycle;
  store: SessionStore;
  createTransport(events: TransportEvents, state: () => SessionState): Transport;
  host: Pick<Host, 'settle' | 'sessionEvents' | 'layout'>;
  /** Who embeds us, on which page; proven by the handshake. */
  place: Omit<OpenContext, 'openId'>;
  serverOrigin: string;
  /** Size of the minimised window, which the interface knows. */
  minimizedSize: { width: number; height: number };
  log(...words: unknown[]): void;
};

export type UndatedEvent = SessionEvent extends infer Event
  ? Event extends unknown
    ? Omit<Event, 'at'>
    : never
  : never;
export type Dispatch = (event: UndatedEvent) => void;

export type Engine = Commands & {
  state(): SessionState;
  subscribe(run: () => void): Dispose;
  wish(wish: Wish): void;
  submit(ticket: Ticket): void;
  /** What the host page knew when this document was loaded. */
  begin(known: Pick<HostState, 'tickets' | 'session'>): void;
};
