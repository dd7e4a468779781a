// Chooses the way of each attempt: a socket where sockets open and stay, long polling where they do not, and a socket again
// where they may by now. Knows the two only as openers.

import type { Clock } from '../ports.ts';
import { type ChannelEvents, OPEN_LIMIT_MS, type OpenChannel } from './transport.ts';
import { createUpgrading } from './upgrading.ts';

/** So many sockets in a row that did not open are taken for a network that blocks them. */
const FAILURES_TO_FALL_BACK = 2;
/** Longer than a silent one is noticed: what opens and is dead before that is worth no more than what does not open. */
const SHORT_LIFE_MS = 30_000;
/** A visitor may have walked out of such a network since; the longer it lasts, the less likely. */
const FIRST_TRY_MS = 30_000;
const RAREST_TRY_MS = 5 * 60_000;

export type Ways = { socket: OpenChannel; poll: OpenChannel; clock: Clock; isSocketAllowed: () => boolean };

export function createSelectingOpener({ socket, poll, clock, isSocketAllowed }: Ways): OpenChannel {
  let failures = 0;
  let tries = 0;
  let pollUntil = 0;

  const pollAWhile = (): number => {
    const pauseMs = Math.min(RAREST_TRY_MS, FIRST_TRY_MS * 2 ** tries);
    tries += 1;
    pollUntil = clock.uptime() + pauseMs;
    return pauseMs;
  };
  const onUpgraded = (): void => {
    failures = 0;
    tries = 0;
    pollUntil = 0;
  };

  /** Counts what dies young; a long life clears the count. */
  function counting(events: ChannelEvents): ChannelEvents {
    const openedAt = clock.uptime();
    return {
      ...events,
      onLost(how) {
        const lived = clock.uptime() - openedAt >= SHORT_LIFE_MS;
        failures = lived ? 0 : failures + 1;
        if (failures >= FAILURES_TO_FALL_BACK) pollAWhile();
        events.onLost(how);
      },
    };
  }

  return async (hello, events, signal) => {
    if (!isSocketAllowed()) return poll(hello, events, signal);
    if (clock.uptime() >= pollUntil) {
      const startedAt = clock.uptime();
      const opening = await socket(hello, counting(events), signal);
      if (opening.outcome !== 'unreachable') return opening;
      // A socket that hangs is a proxy that swallows it: once is enough.
      failures += clock.uptime() - startedAt >= OPEN_LIMIT_MS ? FAILURES_TO_FALL_BACK : 1;
      if (signal.aborted || failures < FAILURES_TO_FALL_BACK) return opening;
    }
    const upgrading = createUpgrading(hello, events, {
      socket,
      clock,
      isSocketAllowed,
      pauseMs: pollAWhile,
      onUpgraded,
    });
    const instead = await poll(hello, upgrading.events, signal);
    if (instead.outcome === 'opened') return { ...instead, channel: upgrading.over(instead.channel, instead.value) };
    // Only a poll that works shows that it was the socket and not the server.
    pollUntil = 0;
    return instead;
  };
}
