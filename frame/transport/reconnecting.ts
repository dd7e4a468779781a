// Keeps a way to the chat server open: opens or resumes, and comes back by itself, ever more patiently, until it is
// closed or refused. Keeps no messages.

import { SERVER_UNAVAILABLE } from '../../protocol/errors.ts';
import { failed } from '../../protocol/result.ts';
import { MINIMUM_UPTIME_MS, nextDelayMs, RECONNECT_BACKOFF } from '../../protocol/retry.ts';
import type { Opened, OpenRequest, ServerPush } from '../../protocol/server.ts';
import { SERVER_VERSION } from '../../protocol/version.ts';
import type { Clock, Dispose, Random } from '../ports.ts';
import type { Channel, ChannelOpening, Cursor, Hello, OpenChannel, Transport, TransportEvents } from './transport.ts';

type Parts = { open: OpenChannel; clock: Clock; random: Random };

export function createReconnecting({ open, clock, random }: Parts, events: TransportEvents): Transport {
  let hello: (() => Hello) | null = null;
  let cursor: Cursor | null = null;
  let channel: Channel | null = null;
  let attempting: AbortController | null = null;
  let cancelRetry: Dispose | null = null;
  let attempt = 0;
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
    let openedAt: number | null = null;
    let early: ServerPush[] | null = [];
    let lostEarly = false;
    const said = hello();
    const opening = await open(
      said,
      {
        onPush: (push) => {
          if (!isMine()) return;
          if (early) early.push(push);
          else events.onPush(push);
        },
        onLost: () => {
          if (!isMine()) return;
          if (openedAt === null) lostEarly = true;
          else lost(openedAt);
        },
      },
      mine.signal,
    );
    if (!isMine()) return opening.outcome === 'opened' ? opening.channel.close() : undefined;
    if (opening.outcome !== 'opened') return notOpened(opening);
    openedAt = clock.uptime();
    channel = opening.channel;
    isDown = false;
    if (said.type === 'open') {
      if (cursor) hello = resumeHello(cursor);
      events.onOpened(opening.value as Opened);
    } else events.onResumed(opening.value);
    const pushes = early;
    early = null;
    for (const push of pushes) if (isMine()) events.onPush(push);
    if (lostEarly && isMine()) lost(openedAt);
  }

  function notOpened(opening: Exclude<ChannelOpening, { outcome: 'opened' }>): void {
    if (opening.outcome === 'refused' && opening.retryAfterMs === undefined) {
      close();
      events.onRefused(opening.error);
    } else retry(opening.outcome === 'refused' ? (opening.retryAfterMs ?? 0) : 0);
  }

  function lost(openedAt: number): void {
    channel = null;
    if (clock.uptime() - openedAt >= MINIMUM_UPTIME_MS) attempt = 0;
    retry(0);
  }

  function retry(atLeastMs: number): void {
    const delayMs = atLeastMs + nextDelayMs(attempt, RECONNECT_BACKOFF, random.fraction());
    attempt += 1;
    attempting = null;
    cancelRetry = clock.after(delayMs, () => void connect());
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
    attempt = 0;
    isDown = false;
  }

  return {
    start(request: Omit<OpenRequest, 'id'>, at: Cursor) {
      close();
      cursor = at;
      hello = () => request;
      void connect();
    },
    resume(at: Cursor) {
      close();
      hello = resumeHello(at);
      void connect();
    },
    request: (request) => channel?.request(request) ?? Promise.resolve(failed(SERVER_UNAVAILABLE)),
    wake() {
      if (channel) channel.check();
      else if (cancelRetry) void connect();
    },
    close,
  };
}
