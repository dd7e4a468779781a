// The one place where a chat's decisions become deeds. Holds the state, feeds it events in order, has the effects
// carried out. Everything that acts is handed in; nothing here decides.

import type { Layout } from '../../protocol/rpc.ts';
import type { Dispose } from '../ports.ts';
import { createCommands } from './commands.ts';
import type { Engine, EngineParts, UndatedEvent } from './engine-parts.ts';
import type { OpenContext, SessionEvent } from './events.ts';
import { granted } from './grant.ts';
import { createHostQueue } from './host-queue.ts';
import { createPerformer } from './perform.ts';
import { toPersisted } from './persist.ts';
import { createSaver } from './saver.ts';
import { windowOf } from './selectors.ts';
import { createTickets } from './tickets.ts';
import { INITIAL_STATE, transition } from './transition.ts';

export type { Engine, EngineParts, Host } from './engine-parts.ts';

/** How often time itself is an event while a chat is there: fine enough for limits of seconds and minutes. */
const TICK_MS = 5_000;

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
