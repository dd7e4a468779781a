// One way to the server for all tabs with a chat. The tab that leads has it and lets the others see what comes; a tab
// that follows is shown what the leader shows and hands over what is to be sent. To the session both look like a
// transport. The outbox is the session's: whoever leads sends all of it, one message at a time.

import { NEWER_WRITER, SERVER_UNAVAILABLE } from '../../protocol/errors.ts';
import { failed, ok } from '../../protocol/result.ts';
import type { SessionRequest } from '../../protocol/server.ts';
import type { Shared, TabMessage } from '../../protocol/tabs.ts';
import type { Clock, Dispose, Log, Random, TabChannels } from '../ports.ts';
import type { SessionStore } from '../storage/storage.ts';
import { createLeadership, type Leadership, type Role } from '../tabs/leadership.ts';
import type { Presence } from '../tabs/presence.ts';
import { openTabLine, type TabLine } from '../tabs/tab-line.ts';
import { createOpenRequests } from '../transport/requests.ts';
import type { Answer, Cursor, Transport, TransportEvents } from '../transport/transport.ts';
import type { Inner } from './conversation.ts';
import { savedOutboxOf } from './others-outbox.ts';
import { isAtRest, isLive } from './selectors.ts';
import { serveFollower, takeShared } from './tab-ear.ts';
import { createTabVoice, type TabVoice } from './tab-voice.ts';

export type SharedTransportParts = Pick<Inner, 'state' | 'subscribe' | 'dispatch'> & {
  clock: Clock;
  random: Random;
  log: Log;
  presence: Presence;
  store: Pick<SessionStore, 'load'>;
  channels: TabChannels;
  /** Of the line: of one deployment on one site. */
  name: string;
};

/** After the fence: the page that was refused is about to hear that its lock is gone. */
const FENCED_PAUSE_MS = 500;

/** What there is while tabs with one session are in touch. */
type Circle = { line: TabLine | null; voice: TabVoice | null; leadership: Leadership; leave: Dispose };

export function createSharedTransport(
  parts: SharedTransportParts,
  create: (events: TransportEvents) => Transport,
  events: TransportEvents,
): Transport {
  const { state, subscribe, dispatch, clock, random, log, presence, store, channels, name } = parts;
  const me = random.id();
  const asked = createOpenRequests(clock);
  let cursor: Cursor | null = null;
  let circle: Circle | null = null;
  let role: Role | null = null;
  /** The way of our own is open, or tries to be. */
  let hasWay = false;
  let writerEpoch = 0;
  /** Of this tab or another, as far as this tab has heard. */
  let newestEpoch = 0;
  /** As long as the server said that its log is; null: it has not spoken to this tab. */
  let knownIndex: number | null = null;
  /** Another tab had come so far, and the server was asked about it. */
  let doubtedIndex = 0;
  /** Epochs and indexes of one session say nothing of another. */
  let joinedId = '';
  /** What the leader has in its outbox: by id, whether it was refused. */
  let handedOver = new Map<string, boolean>();

  const way = create({
    ...events,
    onOpened(opened) {
      ({ writerEpoch = 0, lastIndex: knownIndex } = opened);
      events.onOpened(opened);
      if (hasWay) join(opened.session.sessionId);
    },
    onResumed(resumed) {
      ({ writerEpoch = writerEpoch, lastIndex: knownIndex } = resumed);
      newestEpoch = Math.max(newestEpoch, writerEpoch);
      events.onResumed(resumed);
      if (role === 'leader') takeUpSaved();
    },
    onRefused: (error) => (error.code === NEWER_WRITER.code ? fencedOut() : events.onRefused(error)),
  });

  /** Who leads says so to the server once for each time that it is given the lead. */
  const fenced = (at: Cursor) => (): ReturnType<Cursor> => {
    const claim = role === 'leader' && writerEpoch === 0;
    return { ...at(), writerEpoch, ...(claim && { claim }) };
  };

  function join(sessionId: string): void {
    part();
    if (sessionId !== joinedId) {
      newestEpoch = writerEpoch;
      doubtedIndex = 0;
    }
    joinedId = sessionId;
    const line = openTabLine(channels, { name, sessionId, me }, hear);
    const voice =
      line &&
      createTabVoice({
        ...{ line, state, role: () => role, known: () => ({ knownIndex, writerEpoch }) },
        isHandedOver: (id) => handedOver.has(id),
      });
    const leadership = createLeadership({
      ...{ presence, clock, onRole },
      isAlone: () => !line || isAtRest(state().life),
      ask: () => voice?.sayMine(),
    });
    const stopLooking = subscribe(() => {
      voice?.look();
      leadership.judge();
    });
    const leave = (): void => {
      stopLooking();
      // A page that is left has given its lock back: that is no news of another tab.
      leadership.stop();
      voice?.look();
      line?.close();
    };
    circle = { line, voice, leadership, leave };
    leadership.judge();
  }

  function part(): void {
    circle?.leave();
    circle = null;
    role = null;
    handedOver = new Map();
    asked.failAll();
  }

  function onRole(next: Role): void {
    role = next;
    log('info', 'tab', next);
    dispatch({ type: 'roleTaken', role: next });
    if (next === 'follower') {
      closeWay();
      circle?.voice?.sayMine();
    } else {
      asked.failAll();
      if (!hasWay) openWay();
      if (next === 'leader') circle?.voice?.share(null);
    }
  }

  /** Another tab has more of the log than this one. */
  function isBehind(index: number): boolean {
    const { life } = state();
    const lastIndex = isLive(life) ? life.transcript.lastIndex : index;
    return knownIndex !== null && index > Math.max(knownIndex, lastIndex) && index !== doubtedIndex;
  }

  /** Which of the two is right, the server knows. */
  function askAnew(index: number): void {
    doubtedIndex = index;
    openWay();
  }

  /** A page that is gone may have written something while nobody led. */
  function takeUpSaved(): void {
    const { life } = state();
    const items = isLive(life) ? savedOutboxOf(life, store.load()) : [];
    if (items.length > 0) dispatch({ type: 'outboxHandedOver', items });
  }

  function openWay(): void {
    if (!cursor) return;
    hasWay = true;
    knownIndex = null;
    way.resume(fenced(cursor));
  }

  function closeWay(): void {
    const had = hasWay;
    hasWay = false;
    writerEpoch = 0;
    knownIndex = null;
    if (had) way.close();
  }

  /** Another tab writes now. Who still has the lock claims its place anew; who has not hears of it, and follows. */
  function fencedOut(): void {
    if (!hasWay) return;
    closeWay();
    clock.after(FENCED_PAUSE_MS, () => {
      if (role !== 'follower' && !hasWay) openWay();
    });
  }

  function hear(message: TabMessage): void {
    switch (message.type) {
      case 'shared':
        if (!presence.holds()) follow(message);
        break;
      case 'answered':
        asked.settle(message.id, message.answer as Answer<unknown>);
        break;
      case 'discarded':
        // Who sends knows best what can still be taken back.
        if (presence.holds()) dispatch({ type: 'discardRequested', messageId: message.id });
        else dispatch({ type: 'messageTakenBackElsewhere', id: message.id });
        break;
      case 'over':
        dispatch({ type: 'endedElsewhere', reason: message.reason });
        break;
      default:
        if (role === 'leader') lead(message);
    }
  }

  function lead(message: Parameters<typeof serveFollower>[0]): void {
    const { from } = message;
    serveFollower(message, parts);
    if (message.type === 'mine') {
      if (isBehind(message.afterIndex)) askAnew(message.afterIndex);
      circle?.voice?.share(from, message.afterIndex);
    }
    if (message.type === 'woke') way.wake();
    if (message.type !== 'asked') return;
    const { id } = message.request;
    void request(message.request).then((answer) => circle?.line?.say({ type: 'answered', to: from, id, answer }));
  }

  function follow(shared: Shared): void {
    // Of a leader that was frozen and has not heard yet that another writes now: the log that it knows is an old one.
    if (shared.writerEpoch > 0 && shared.writerEpoch < newestEpoch) return;
    newestEpoch = Math.max(newestEpoch, shared.writerEpoch);
    circle?.leadership.answered();
    if (role !== 'follower') return;
    handedOver = new Map(shared.outbox.map(({ id, status }) => [id, status === 'failed']));
    if (takeShared(shared, { ...parts, events })) circle?.voice?.sayMine();
  }

  async function request(wanted: SessionRequest): Promise<Answer<unknown>> {
    if (role === 'follower') return requestOfFollower(wanted);
    const answer = await way.request(wanted);
    if (answer.ok || answer.error.code !== NEWER_WRITER.code) return answer;
    fencedOut();
    return failed(SERVER_UNAVAILABLE);
  }

  function requestOfFollower(wanted: SessionRequest): Answer<unknown> | Promise<Answer<unknown>> {
    const { line = null, voice = null } = circle ?? {};
    switch (wanted.type) {
      case 'farewell':
        // A page of the session is left, not the session.
        return ok(null);
      case 'append': {
        const isRefused = handedOver.get(wanted.id);
        if (isRefused) line?.say({ type: 'retried', id: wanted.id });
        else if (isRefused === undefined) voice?.sayMine();
        return ok(null);
      }
      default: {
        const answer = asked.wait(wanted.id);
        line?.say({ type: 'asked', request: wanted });
        return answer;
      }
    }
  }

  return {
    start(wanted, at) {
      part();
      closeWay();
      cursor = at;
      hasWay = true;
      way.start({ ...wanted, ...(presence.holds() && { claim: true }) }, fenced(at));
    },
    resume(at) {
      const { sessionId } = at().session;
      closeWay();
      cursor = at;
      join(sessionId);
    },
    request,
    wake() {
      if (hasWay) way.wake();
      else circle?.line?.say({ type: 'woke' });
      circle?.leadership.check();
    },
    close() {
      part();
      closeWay();
      cursor = null;
    },
  };
}
