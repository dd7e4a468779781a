// Chooses the way of each attempt: a socket where sockets open, long polling where they do not. Knows the two only
// as openers.

import type { Clock } from '../ports.ts';
import { OPEN_LIMIT_MS, type OpenChannel } from './transport.ts';

/** So many sockets in a row that did not open are taken for a network that blocks them. */
const FAILURES_TO_FALL_BACK = 2;
/** A visitor may have walked out of such a network since. */
const SOCKET_RETRY_MS = 5 * 60_000;

export type Ways = { socket: OpenChannel; poll: OpenChannel; clock: Clock; isSocketAllowed: () => boolean };

export function createSelectingOpener({ socket, poll, clock, isSocketAllowed }: Ways): OpenChannel {
  let failures = 0;
  let pollUntil = 0;
  return async (hello, events, signal) => {
    if (!isSocketAllowed() || clock.uptime() < pollUntil) return poll(hello, events, signal);

    const startedAt = clock.uptime();
    const opening = await socket(hello, events, signal);
    if (opening.outcome !== 'unreachable') {
      failures = 0;
      return opening;
    }
    // A socket that hangs is a proxy that swallows it: once is enough.
    failures += clock.uptime() - startedAt >= OPEN_LIMIT_MS ? FAILURES_TO_FALL_BACK : 1;
    if (signal.aborted || failures < FAILURES_TO_FALL_BACK) return opening;

    const instead = await poll(hello, events, signal);
    // Only a poll that works shows that it was the socket and not the server.
    if (instead.outcome === 'opened') pollUntil = clock.uptime() + SOCKET_RETRY_MS;
    return instead;
  };
}
