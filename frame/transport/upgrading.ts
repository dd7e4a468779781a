// A channel that polls because sockets did not open, and that tries a socket beside the poll: a visitor may have walked out of
// the network that blocks them. A socket that opens takes over where the pushes stand. Knows both only as openers.

import type { Opened, Resumed } from '../../protocol/server.ts';
import { SERVER_VERSION } from '../../protocol/version.ts';
import type { Clock, Dispose } from '../ports.ts';
import type { Channel, ChannelEvents, Hello, Loss, OpenChannel } from './transport.ts';

type Parts = {
  socket: OpenChannel;
  clock: Clock;
  isSocketAllowed: () => boolean;
  /** Until the next try. */
  pauseMs: () => number;
  onUpgraded: () => void;
};

export type Upgrading = {
  /** For the poll. */
  events: ChannelEvents;
  /** Once the poll is open. */
  over(poll: Channel, value: Opened | Resumed): Channel;
};

/** A hint that the network has changed is followed at once, but not each of many. */
const TRY_PAUSE_MS = 10_000;

export function createUpgrading(hello: Hello, events: ChannelEvents, parts: Parts): Upgrading {
  const { socket, clock, isSocketAllowed, pauseMs, onUpgraded } = parts;
  let index = hello.type === 'resume' ? hello.afterIndex : 0;
  let current: Channel | null = null;
  let next: Channel | null = null;
  let asked = 0;
  let isPolling = true;
  let trial: AbortController | null = null;
  let triedAt = clock.uptime();
  let cancelTry: Dispose = () => {};

  const onPush: ChannelEvents['onPush'] = (push) => {
    if (push.type === 'entries') index = Math.max(index, ...push.entries.map((entry) => entry.index));
    events.onPush(push);
  };

  function stop(): void {
    cancelTry();
    trial?.abort();
    next?.close();
    next = null;
    current = null;
  }

  function planTry(session: Opened['session'], writerEpoch: number): void {
    cancelTry();
    cancelTry = clock.after(pauseMs(), () => void trySocket(session, writerEpoch));
  }

  async function trySocket(session: Opened['session'], writerEpoch: number): Promise<void> {
    triedAt = clock.uptime();
    if (trial) return;
    planTry(session, writerEpoch);
    if (!isSocketAllowed()) return;
    const mine = new AbortController();
    trial = mine;
    const { page } = hello;
    const words = { type: 'resume', version: SERVER_VERSION, session, afterIndex: index, page, writerEpoch } as const;
    let isLost = false;
    const onLost = (how?: Loss): void => {
      isLost = true;
      next = null;
      if (!isPolling) lose(how);
    };
    const opening = await socket({ ...words, identity: null }, { onPush, onLost }, mine.signal);
    trial = null;
    if (opening.outcome !== 'opened' || isLost) return;
    if (mine.signal.aborted) return opening.channel.close();
    next = opening.channel;
    takeOver();
  }

  function lose(how?: Loss): void {
    stop();
    events.onLost(how);
  }

  /** What was asked of the poll is answered by it: its requests would be held to be lost otherwise. */
  function takeOver(): void {
    if (!next || !isPolling || asked > 0) return;
    cancelTry();
    isPolling = false;
    current?.close();
    current = next;
    next = null;
    onUpgraded();
  }

  return {
    events: {
      onPush: (push) => isPolling && onPush(push),
      onLost: (how) => isPolling && lose(how),
    },
    over(poll, value) {
      current = poll;
      const session = 'session' in value ? value.session : hello.type === 'resume' ? hello.session : null;
      const { writerEpoch = hello.writerEpoch } = value;
      if (session) planTry(session, writerEpoch);
      return {
        async request(request) {
          if (!isPolling && current) return current.request(request);
          asked += 1;
          const answer = await poll.request(request);
          asked -= 1;
          takeOver();
          return answer;
        },
        check() {
          current?.check();
          const isDue = clock.uptime() - triedAt >= TRY_PAUSE_MS;
          if (isPolling && isDue && session) void trySocket(session, writerEpoch);
        },
        close() {
          current?.close();
          stop();
        },
      };
    },
  };
}
