// The one place where a chat's decisions become deeds. Holds the state, feeds it events in order, has the effects
// carried out. Everything that acts is handed in; nothing here decides.

import type { HostMethods, HostState, Layout, Ticket } from '../../protocol/rpc.ts';
import type { Clock, Dispose, Lifecycle, Random } from '../ports.ts';
import type { SessionStore } from '../storage/session-store.ts';
import type { Transport, TransportEvents } from '../transport/transport.ts';
import { type Commands, createCommands } from './commands.ts';
import type { OpenContext, SessionEvent } from './events.ts';
import { granted } from './grant.ts';
import { createHostQueue } from './host-queue.ts';
import { createPerformer } from './perform.ts';
import { toPersisted } from './persist.ts';
import { createSaver } from './saver.ts';
import { windowOf } from './selectors.ts';
import type { SessionState } from './state.ts';
import { createTickets } from './tickets.ts';
import { INITIAL_STATE, transition } from './transition.ts';
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

/** How often time itself is an event while a chat is there: fine enough for limits of seconds and minutes. */
const TICK_MS = 5_000;

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

export function createEngine(parts: EngineParts): Engine {
  const { clock, random, lifecycle, store, place } = parts;
  let state = INITIAL_STATE;
  const events: SessionEvent[] = [];
  const watchers = new Set<() => void>();
  const layouts = createHostQueue(clock);
  let shownLayout = '';
  let cancelTick: Dispose | null = null;

  const open = (): OpenContext => ({ ...place, openId: random.id() });
  const saver = createSaver(clock, () => {
    const value = toPersisted(state, place, clock.now());
    if (value && !store.save(value) && state.storageWorks) dispatch({ type: 'storageRefused' });
  });
  const { transport, perform } = createPerformer(parts, { state: () => state, dispatch, saver });
  const tickets = createTickets(parts, { open, dispatch, settle: perform });

  /** One event at a time, also if an effect causes the next at once. */
  function dispatch(event: UndatedEvent): void {
    const busy = events.length > 0;
    events.push({ ...event, at: clock.now() } as SessionEvent);
    if (busy) return;
    for (let next = events[0]; next; next = events[0]) {
      try {
        take(next);
      } catch (error) {
        parts.log('An event could not be dealt with.', next.type, error);
      }
      events.shift();
    }
  }

  function take(event: SessionEvent): void {
    const before = state;
    const { state: after, effects } = transition(before, event);
    state = after;
    // What a message's promise rests on is written before anything is said to anybody.
    saver.changed(before, after);
    for (const effect of effects) {
      if (effect.kind === 'settle') tickets.settled(effect.settlement);
      perform(effect);
    }
    if (after === before) return;
    if (shownLayout) showLayout();
    keepTime();
    for (const run of [...watchers]) run();
  }

  function keepTime(): void {
    const resting = state.life.phase === 'idle' || state.life.phase === 'ended';
    if (resting) cancelTick?.();
    if (resting) cancelTick = null;
    else cancelTick ??= clock.after(TICK_MS, tick);
  }

  function tick(): void {
    cancelTick = null;
    dispatch({ type: 'timePassed' });
    saver.signOfLife(clock.now());
    keepTime();
  }

  function showLayout(): void {
    const where = windowOf(state.life) ?? 'hidden';
    if (where === shownLayout) return;
    shownLayout = where;
    const layout: Layout = where === 'minimized' ? { window: where, ...parts.minimizedSize } : { window: where };
    layouts.add(() => parts.host.layout(layout));
  }

  lifecycle.onHide(() => {
    saver.flush();
    void transport.request({ type: 'farewell', id: random.id() });
    transport.close();
  });
  lifecycle.onShow(() => {
    const saved = state.storageWorks ? store.load() : toPersisted(state, place, clock.now());
    dispatch({ type: 'pageShown', saved });
  });
  lifecycle.onWake(() => {
    dispatch({ type: 'timePassed' });
    transport.wake();
  });

  const subscribe = (run: () => void): Dispose => {
    watchers.add(run);
    return () => void watchers.delete(run);
  };
  return {
    ...createCommands({ clock, random, transport, state: () => state, subscribe, dispatch }),
    state: () => state,
    subscribe,
    submit: tickets.submit,
    begin({ session, tickets: open }) {
      if (session) tickets.resumeHeld(session);
      for (const ticket of open) tickets.submit(ticket);
      showLayout();
    },
    wish(wish) {
      const event = granted(wish, { newId: random.id, open });
      if (event) dispatch(event);
    },
  };
}
