// The one place where a chat's decisions become deeds. Holds the state, feeds it events in order, has the effects
// carried out. Everything that acts is handed in; nothing here decides.

import { FRAME_UNREACHABLE } from '../../protocol/beginning-errors.ts';
import type { Layout } from '../../protocol/rpc.ts';
import type { Dispose } from '../ports.ts';
import { beginning } from './beginning.ts';
import type { Commands, Inner } from './conversation.ts';
import { createConversationHolder } from './conversation-holder.ts';
import { createDeeds } from './deeds.ts';
import type { Effect } from './effects.ts';
import type { Engine, EngineParts } from './engine-parts.ts';
import { createEventQueue } from './event-queue.ts';
import type { OpenContext, SessionEvent } from './events.ts';
import type { Extras } from './extras.ts';
import { granted } from './grant.ts';
import { createHostQueue } from './host-queue.ts';
import { INITIAL_STATE } from './initial-state.ts';
import { after } from './maybe.ts';
import { persistedBeginning } from './persisted-beginning.ts';
import { createSaver } from './saver.ts';
import { isAtRest, isLive, windowOf } from './selectors.ts';
import { createTickets } from './tickets.ts';
import type { Wish } from './wishes.ts';

export type { Engine, EngineParts, Host } from './engine-parts.ts';

/** How often time itself is an event while a chat is there: fine enough for limits of seconds and minutes. */
const TICK_MS = 5_000;

const WINDOW_EVENT = { open: 'maximizeRequested', minimized: 'minimizeRequested', closed: 'closeRequested' } as const;

export function createEngine(parts: EngineParts): Engine {
  const { clock, random, lifecycle, store, presence, place } = parts;
  let state = INITIAL_STATE;
  const watchers = new Set<() => void>();
  const layouts = createHostQueue(clock);
  let shownLayout = '';
  let cancelTick: Dispose | null = null;

  const open = (): OpenContext => ({ ...place, openId: random.id() });
  const persisted = () => {
    const toPersisted = later.loaded()?.conversation.toPersisted ?? persistedBeginning;
    return toPersisted(state, { ...place, mark: parts.mark }, clock.now(), store.load);
  };
  const saver = createSaver(clock, () => {
    const value = persisted();
    if (value && !store.save(value) && state.storageWorks) dispatch({ type: 'storageRefused' });
  });
  const subscribe = (run: () => void): Dispose => {
    watchers.add(run);
    return () => void watchers.delete(run);
  };
  const later = createConversationHolder(parts.loadConversation, (conversation) =>
    conversation.createPerformer(parts, inner, conversation),
  );
  const dispatch = createEventQueue(
    parts,
    later,
    take,
    () => state.life.phase === 'registering',
    (requestId) => {
      tickets.refuse(requestId, FRAME_UNREACHABLE);
      presence.follow(!isAtRest(state.life));
    },
  );
  const deeds = createDeeds(parts, saver);
  const inner: Inner = { state: () => state, subscribe, dispatch, deeds };
  let coming: Promise<Extras> | undefined;
  const extras = (): Promise<Extras> => {
    coming ??= parts.loadExtras({ ...inner, wish });
    return coming;
  };
  const tickets = createTickets(parts, { state: () => state, open, dispatch, settle: perform, extras });

  function wish(wished: Wish): void {
    const event = granted(wished, { newId: random.id, open, saved: store.load });
    if (event) dispatch(event);
  }

  function take(event: SessionEvent): boolean {
    const before = state;
    const decision = (later.loaded()?.conversation.transition ?? beginning)(before, event);
    if (!decision) return false;
    state = decision.state;
    // What is forgotten makes room for what is written, and that before anything is said to anybody: the promise of a
    // message rests on it.
    for (const effect of decision.effects) if (effect.kind === 'forgetSession') deeds.forgetSession(effect);
    saver.changed(before, state);
    for (const effect of decision.effects) {
      if (effect.kind === 'settle') tickets.settled(effect.settlement);
      if (effect.kind !== 'forgetSession') perform(effect);
    }
    if (state !== before || 'requestId' in event) presence.follow(!isAtRest(state.life));
    if (state !== before) announce();
    return true;
  }

  function announce(): void {
    if (shownLayout) showLayout();
    keepTime();
    for (const run of [...watchers]) run();
  }

  function perform(effect: Effect): void {
    const performer = later.loaded()?.performer;
    if (performer) performer.perform(effect);
    // What a form needs; before the conversation's part is there, no way was opened that would have to be closed.
    else deeds[effect.kind as keyof typeof deeds]?.(effect as never);
  }

  /** Who ended a chat may be gone before the server has heard of it. */
  function deliverLeaves(): void {
    if (later.loaded() || store.owedLeaves() !== null) later.use(({ performer }) => performer.deliverLeaves());
  }

  function keepTime(): void {
    const resting = isAtRest(state.life);
    if (resting) cancelTick?.();
    if (resting) cancelTick = null;
    else cancelTick ??= clock.after(TICK_MS, tick);
  }

  function tick(): void {
    cancelTick = null;
    dispatch({ type: 'timePassed' });
    saver.signOfLife();
    deliverLeaves();
    keepTime();
  }

  function showLayout(): void {
    const where = (state.page.extra?.ui !== false && windowOf(state.life)) || 'hidden';
    if (where === shownLayout) return;
    shownLayout = where;
    const layout: Layout = where === 'minimized' ? { window: where, ...parts.minimizedSize } : { window: where };
    layouts.add(() => parts.host.layout(layout));
  }

  lifecycle.onHide(() => {
    saver.flush();
    presence.follow(false);
    const transport = later.loaded()?.performer.transport;
    void transport?.request({ type: 'farewell', id: random.id() });
    transport?.close();
  });
  lifecycle.onShow(() => {
    // Where another page has saved, another tab may have begun meanwhile.
    const isSettled = isAtRest(state.life) || isLive(state.life) || store.load()?.mark === parts.mark;
    void after(isSettled ? false : presence.isElsewhere(), (elsewhere) => {
      dispatch({ type: 'pageShown', saved: state.storageWorks ? store.load() : persisted(), elsewhere });
      presence.follow(!isAtRest(state.life));
      deliverLeaves();
    });
  });
  lifecycle.onWake(() => {
    dispatch({ type: 'timePassed' });
    later.loaded()?.performer.transport.wake();
  });

  return {
    state: () => state,
    subscribe,
    submit: tickets.submit,
    extras,
    setWindow: (to) => dispatch({ type: WINDOW_EVENT[to] }),
    commands: () =>
      new Promise<Commands>((resolve) => {
        later.use(({ conversation, performer }) => resolve(conversation.createCommands(parts, inner, performer)));
      }),
    prepare: () => later.use(() => {}),
    begin({ session, tickets: open }) {
      if (session) tickets.resumeHeld(session);
      for (const ticket of open) tickets.submit(ticket, !session);
      showLayout();
      deliverLeaves();
    },
    wish,
  };
}
