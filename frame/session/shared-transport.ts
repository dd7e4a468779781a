// One way to the server for all tabs with a chat. The tab that leads has it and lets the others see what comes; a tab
// that follows is shown what the leader shows and hands over what is to be sent. To the session both look like a
// transport. The outbox is the session's: whoever leads sends all of it, one message at a time.

import { NEWER_WRITER, SERVER_UNAVAILABLE } from '../../protocol/errors.ts';
import { failed, ok } from '../../protocol/result.ts';
import type { SessionRequest } from '../../protocol/server.ts';
import type { Shared, TabMessage } from '../../protocol/tabs.ts';
import type { Clock, Dispose, Log, Random, TabChannels } from '../ports.ts';
import { createLeadership, type Leadership, type Role } from '../tabs/leadership.ts';
import type { Presence } from '../tabs/presence.ts';
import { openTabLine, type TabLine } from '../tabs/tab-line.ts';
import { createOpenRequests } from '../transport/requests.ts';
import type { Answer, Cursor, Transport, TransportEvents } from '../transport/transport.ts';
import type { Inner } from './conversation.ts';
import { isAtRest, isLive, type Live } from './selectors.ts';
import { isUp, mineOf, newsOf, sharedOf, silentEnd, takenBack } from './sharing.ts';

export type SharedTransportParts = Pick<Inner, 'state' | 'subscribe' | 'dispatch'> & {
  clock: Clock;
  random: Random;
  log: Log;
  presence: Presence;
  channels: TabChannels;
  /** Of the line: of one deployment on one site. */
  name: string;
};

/** After the fence: the page that was refused is about to hear that its lock is gone. */
const FENCED_PAUSE_MS = 500;

export function createSharedTransport(
  { state, subscribe, dispatch, clock, random, log, presence, channels, name }: SharedTransportParts,
  create: (events: TransportEvents) => Transport,
  events: TransportEvents,
): Transport {
  const me = random.id();
  const asked = createOpenRequests(clock);
  let cursor: Cursor | null = null;
  let role: Role | null = null;
  let line: TabLine | null = null;
  let leadership: Leadership | null = null;
  let stopLooking: Dispose = () => {};
  /** The way of our own is open, or tries to be. */
  let hasWay = false;
  let writerEpoch = 0;
  /** As long as the server said that its log is; null: it has not spoken to this tab. */
  let knownIndex: number | null = null;
  let before = state();
  let news: readonly unknown[] = [];
  let sharedIndex = 0;
  /** By id, whether it was refused: what the leader has in its outbox. */
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
      events.onResumed(resumed);
    },
    onRefused: (error) => (error.code === NEWER_WRITER.code ? fencedOut() : events.onRefused(error)),
  });
  const fenced =
    (at: Cursor): Cursor =>
    () => ({
      ...at(),
      writerEpoch,
      ...(role === 'leader' && writerEpoch === 0 && { claim: true }),
    });

  function join(sessionId: string): void {
    part();
    before = state();
    news = [];
    sharedIndex = 'transcript' in before.life ? before.life.transcript.lastIndex : 0;
    line = openTabLine(channels, { name, sessionId, me }, hear);
    stopLooking = subscribe(look);
    leadership = createLeadership({
      ...{ presence, clock, onRole },
      isAlone: () => !line || isAtRest(state().life),
      ask: sayMine,
    });
    // What was found out while it was made.
    leadership.judge();
  }

  function part(): void {
    stopLooking();
    leadership?.stop();
    line?.close();
    line = null;
    leadership = null;
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
      sayMine();
    } else {
      asked.failAll();
      if (!hasWay) openWay();
      if (next === 'leader') share(null);
    }
  }

  function openWay(): void {
    if (!cursor) return;
    hasWay = true;
    way.resume(fenced(cursor));
  }

  function closeWay(isForced = false): void {
    const had = hasWay;
    hasWay = false;
    writerEpoch = 0;
    knownIndex = null;
    if (had || isForced) way.close();
  }

  /** Another tab writes now. Who still has the lock claims its place anew; who has not hears of it, and follows. */
  function fencedOut(): void {
    if (!hasWay) return;
    closeWay();
    clock.after(FENCED_PAUSE_MS, () => role !== 'follower' && !hasWay && openWay());
  }

  function sayMine(): void {
    const { life } = state();
    if (isLive(life)) line?.say(mineOf(life));
  }

  function share(to: string | null, afterIndex?: number, life = state().life): void {
    if (!isLive(life)) return;
    const { lastIndex } = life.transcript;
    line?.say(sharedOf(life, afterIndex ?? Math.min(sharedIndex, lastIndex), knownIndex, to));
    if (to === null) sharedIndex = lastIndex;
  }

  /** At each change of the state: what of it is news to the other tabs. */
  function look(): void {
    const now = state();
    const { life } = now;
    const was = before;
    before = now;
    // Its last words first, while there is a line.
    if (role === 'leader' && life.phase === 'ended' && isLive(was.life)) {
      share(null, undefined, { ...was.life, transcript: life.transcript, outbox: life.unsent });
    }
    const end = silentEnd(was, now);
    if (end && role === 'follower' && end.isOwed) line?.say({ type: 'left' });
    else if (end && role !== 'follower') line?.say({ type: 'over', reason: end.reason });
    if (isLive(life) && isLive(was.life)) {
      for (const id of takenBack(was.life, life)) line?.say({ type: 'discarded', id });
      const latest = newsOf(life);
      const isNews = latest.some((value, place) => value !== news[place]);
      news = latest;
      if (isNews && role === 'leader') share(null);
      if (isNews && role === 'follower' && isMore(was.life, life)) sayMine();
    }
    leadership?.judge();
  }

  /** What the tab that leads does not know. */
  const isMore = (was: Live, life: Live): boolean =>
    was.seenIndex < life.seenIndex || life.outbox.some(({ id }) => !handedOver.has(id));

  function hear(message: TabMessage): void {
    switch (message.type) {
      case 'shared':
        if (!presence.holds()) take(message);
        break;
      case 'answered':
        asked.settle(message.id, message.answer as Answer<unknown>);
        break;
      case 'discarded':
        dispatch({ type: 'messageTakenBackElsewhere', id: message.id });
        break;
      case 'over':
        dispatch({ type: 'endedElsewhere', reason: message.reason });
        break;
      default:
        if (role === 'leader') serve(message);
    }
  }

  /** What a tab that follows wants. */
  function serve(message: Exclude<TabMessage, { type: 'discarded' | 'over' | 'answered' | 'shared' }>): void {
    switch (message.type) {
      case 'mine':
        dispatch({ type: 'seenElsewhere', index: message.seenIndex });
        if (message.outbox.length) dispatch({ type: 'outboxHandedOver', items: message.outbox });
        share(message.from, message.afterIndex);
        break;
      case 'asked':
        void request(message.request).then((answer) =>
          line?.say({ type: 'answered', to: message.from, id: message.request.id, answer }),
        );
        break;
      case 'retried':
        if (isRefusedHere(message.id)) dispatch({ type: 'retryRequested', messageId: message.id });
        break;
      case 'left':
        dispatch({ type: 'endConfirmed' });
        break;
      case 'woke':
        way.wake();
    }
  }

  function isRefusedHere(messageId: string): boolean {
    const { life } = state();
    return isLive(life) && life.outbox.some(({ id, status }) => id === messageId && status === 'failed');
  }

  /** What the tab that leads shows. */
  function take({ up, limits, knownIndex: known, entries, outbox, typing, seenIndex }: Shared): void {
    const { life } = state();
    if (!isLive(life)) return;
    leadership?.answered();
    if (role !== 'follower') return;
    handedOver = new Map(outbox.map(({ id, status }) => [id, status === 'failed']));
    const wasUp = isUp(life);
    const lastIndex = known ?? life.transcript.lastIndex;
    const isCut = lastIndex < life.transcript.lastIndex;
    if (wasUp && (!up || isCut)) events.onDown();
    if (up && (!wasUp || isCut)) events.onResumed({ lastIndex, limits, serverTime: clock.now() });
    if (entries.length) events.onPush({ type: 'entries', entries });
    const typed = typing ?? (life.phase === 'active' ? life.typing : null);
    if (typed) events.onPush({ type: 'agentTyping', party: typed, isTyping: typing !== null });
    dispatch({ type: 'outboxShared', items: outbox });
    dispatch({ type: 'seenElsewhere', index: seenIndex });
    const after = state().life;
    const lacksMore = isLive(after) && entries.length > 0 && after.transcript.lastIndex < lastIndex;
    if (lacksMore && after !== life) sayMine();
  }

  async function request(wanted: SessionRequest): Promise<Answer<unknown>> {
    if (role !== 'follower') {
      const answer = await way.request(wanted);
      if (answer.ok || answer.error.code !== NEWER_WRITER.code) return answer;
      fencedOut();
      return failed(SERVER_UNAVAILABLE);
    }
    // The session is not being left, a page of it is.
    if (wanted.type === 'farewell') return ok(null);
    if (wanted.type !== 'append') {
      const answer = asked.wait(wanted.id);
      line?.say({ type: 'asked', request: wanted });
      return answer;
    }
    const isRefused = handedOver.get(wanted.id);
    if (isRefused) line?.say({ type: 'retried', id: wanted.id });
    else if (isRefused === undefined) sayMine();
    return ok(null);
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
      else line?.say({ type: 'woke' });
      leadership?.check();
    },
    close() {
      // A page that is left has given its lock back: that is no news of another tab.
      leadership?.stop();
      look();
      part();
      closeWay(true);
      cursor = null;
    },
  };
}
