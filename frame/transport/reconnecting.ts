// Keeps a way to the chat server open: opens or resumes, and comes back by itself, ever more patiently, until it is
// closed or refused. Keeps no messages, and leaves to protocol/coming-back.ts how patiently.

import { afterHint, afterLoss, afterRefusal, delayMs, FRESH, failedOnce } from '../../protocol/coming-back.ts';
import { SERVER_UNAVAILABLE } from '../../protocol/errors.ts';
import { failed } from '../../protocol/result.ts';
import type { Opened, OpenRequest } from '../../protocol/server.ts';
import { SERVER_VERSION } from '../../protocol/version.ts';
import type { Clock, Dispose, Random } from '../ports.ts';
import { holdBack } from './held-back.ts';
import { watchForSleep } from './sleep.ts';
import type {
  Channel,
  ChannelOpening,
  Cursor,
  Hello,
  Loss,
  OpenChannel,
  Transport,
  TransportEvents,
} from './transport.ts';

/** Hints come in heaps: online, visible and shown again are one return. At most one attempt out of turn in this time. */
const HINT_PAUSE_MS = 5_000;

type Parts = { open: OpenChannel; clock: Clock; random: Random };

export function createReconnecting({ open, clock, random }: Parts, events: TransportEvents): Transport {
  let hello: (() => Hello) | null = null;
  let cursor: Cursor | null = null;
  let channel: Channel | null = null;
  let attempting: AbortController | null = null;
  let cancelRetry: Dispose | null = null;
  let stopWatching: Dispose | null = null;
  let patience = FRESH;
  let hintedAt = Number.NEGATIVE_INFINITY;
  let isDown = false;

  const resumeHello = (at: Cursor) => (): Hello => ({
    ...{ type: 'resume', version: SERVER_VERSION, identity: null },
    ...at(),
  });

  async function connect(): Promise<void> {
    if (!hello) return;
    cancelRetry?.();
    cancelRetry = null;
    const mine = new AbortController();
    attempting = mine;
    const isMine = (): boolean => attempting === mine;
    let openedAt = 0;
    const held = holdBack({ onPush: events.onPush, onLost: (how = 'closed') => lost(openedAt, how) }, isMine);
    const said = hello();
    const opening = await open(said, held.events, mine.signal);
    if (!isMine()) return opening.outcome === 'opened' ? opening.channel.close() : undefined;
    if (opening.outcome !== 'opened') return notOpened(opening);
    openedAt = clock.uptime();
    channel = opening.channel;
    isDown = false;
    if (said.type === 'open') {
      if (cursor) hello = resumeHello(cursor);
      events.onOpened(opening.value as Opened);
    } else events.onResumed(opening.value);
    held.release();
  }

  function notOpened(opening: Exclude<ChannelOpening, { outcome: 'opened' }>): void {
    if (opening.outcome === 'unreachable') retry(0);
    else if (opening.retryAfterMs === undefined) {
      close();
      events.onRefused(opening.error);
    } else {
      patience = afterRefusal(patience);
      retry(opening.retryAfterMs);
    }
  }

  function lost(openedAt: number, how: Loss): void {
    channel = null;
    patience = afterLoss(patience, how, clock.uptime() - openedAt);
    retry(0);
  }

  function retry(atLeastMs: number): void {
    const waitMs = atLeastMs + delayMs(patience, random.fraction());
    patience = failedOnce(patience);
    attempting = null;
    cancelRetry = clock.after(waitMs, () => void connect());
    if (isDown) return;
    isDown = true;
    events.onDown();
  }

  function close(): void {
    hello = null;
    cancelRetry?.();
    cancelRetry = null;
    attempting?.abort();
    attempting = null;
    channel?.close();
    channel = null;
    stopWatching?.();
    patience = FRESH;
    isDown = false;
  }

  function begin(first: () => Hello): void {
    close();
    hello = first;
    stopWatching = watchForSleep(clock, wake);
    void connect();
  }

  function wake(): void {
    channel?.check();
    if (!cancelRetry || clock.uptime() - hintedAt < HINT_PAUSE_MS) return;
    hintedAt = clock.uptime();
    patience = afterHint(patience);
    void connect();
  }

  return {
    start(request: Omit<OpenRequest, 'id'>, at: Cursor) {
      cursor = at;
      begin(() => request);
    },
    resume: (at: Cursor) => begin(resumeHello(at)),
    request: (request) => channel?.request(request) ?? Promise.resolve(failed(SERVER_UNAVAILABLE)),
    wake,
    close,
  };
}
