// One way to the server for all tabs with a chat. To the session it looks like a transport, whatever this tab is: the one
// that leads has the way (fenced-way.ts) and serves the others (tab-leader.ts), one that follows is shown what the leader
// shows (tab-follower.ts), one without locks or lines is solo. This file knows which of them this tab is now, and turns to
// it. The outbox is the session's: whoever leads sends all of it, one message at a time.

import type { TabMessage } from '../../protocol/tabs.ts';
import type { Log, Random } from '../ports.ts';
import type { Role } from '../tabs/leadership.ts';
import type { Answer, Transport, TransportEvents } from '../transport/transport.ts';
import { createFencedWay } from './fenced-way.ts';
import type { FileExchange } from './file-exchange.ts';
import { createLeftBehind, type LeftBehindParts } from './left-behind.ts';
import { joinTabCircle, type TabCircle, type TabCircleParts } from './tab-circle.ts';
import { createTabFollower } from './tab-follower.ts';
import { createTabLeader } from './tab-leader.ts';

export type SharedTransportParts = TabCircleParts &
  LeftBehindParts & { random: Random; log: Log; files: Pick<FileExchange, 'join'> };

export function createSharedTransport(
  parts: SharedTransportParts,
  create: (events: TransportEvents) => Transport,
  events: TransportEvents,
): Transport {
  const { dispatch, random, log, presence } = parts;
  const me = random.id();
  /** null: not in touch with other tabs. */
  let circle: TabCircle | null = null;
  let role: Role | null = null;
  /** Epochs and indexes of one session say nothing of another. */
  let joinedId = '';

  const now = { role: () => role, circle: () => circle };
  const way = createFencedWay({ ...parts, ...now }, create, {
    ...events,
    onOpened(opened) {
      events.onOpened(opened);
      if (way.isOpen()) join(opened.session.sessionId);
    },
    onResumed(resumed) {
      follower.heardOf(way.known().writerEpoch);
      events.onResumed(resumed);
      if (role !== 'follower') leftBehind.takeUp();
    },
  });
  const leftBehind = createLeftBehind(parts);
  const leader = createTabLeader({ ...parts, ...now, way });
  const follower = createTabFollower({ ...parts, ...now, events });
  const hearOfFiles = parts.files.join((words) => circle?.say(words));

  function join(sessionId: string): void {
    part();
    if (sessionId !== joinedId) {
      follower.forget(way.known().writerEpoch);
      leader.forget();
    }
    joinedId = sessionId;
    const member = { me, sessionId, role: now.role, known: way.known, isHandedOver: follower.isHandedOver };
    circle = joinTabCircle(parts, member, { hear, onRole });
    circle.judge();
  }

  function part(): void {
    circle?.leave();
    circle = null;
    role = null;
    leftBehind.stop();
    follower.part();
  }

  function onRole(next: Role): void {
    role = next;
    log('info', 'tab', next);
    dispatch({ type: 'roleTaken', role: next });
    if (next === 'solo') leftBehind.keepLooking();
    else leftBehind.stop();
    if (next === 'follower') {
      way.close();
      circle?.sayMine();
    } else {
      follower.failAll();
      if (!way.isOpen()) way.open();
      if (next === 'leader') circle?.share(null);
    }
  }

  function hear(message: TabMessage): void {
    switch (message.type) {
      case 'shared':
        if (!presence.holds()) follower.follow(message);
        break;
      case 'answered':
        follower.answered(message.id, message.answer as Answer<unknown>);
        break;
      case 'discarded':
        // Who sends knows best what can still be taken back.
        if (presence.holds()) dispatch({ type: 'discardRequested', messageId: message.id });
        else dispatch({ type: 'messageTakenBackElsewhere', id: message.id });
        break;
      case 'missed':
      case 'handedOver':
        hearOfFiles(message);
        break;
      case 'over':
        dispatch({ type: 'endedElsewhere', reason: message.reason });
        break;
      default:
        if (role === 'leader') leader.serve(message);
    }
  }

  return {
    start(wanted, at) {
      part();
      way.start({ ...wanted, ...(presence.holds() && { claim: true }) }, at);
    },
    resume(at) {
      const { sessionId } = at().session;
      way.turnTo(at);
      join(sessionId);
    },
    request: (wanted) => (role === 'follower' ? follower : way).request(wanted),
    wake() {
      if (way.isOpen()) way.wake();
      else circle?.say({ type: 'woke' });
      circle?.check();
    },
    close() {
      part();
      way.turnTo(null);
    },
  };
}
