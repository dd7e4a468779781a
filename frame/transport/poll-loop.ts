// Asks for what is new, again and again: each poll is held by the server until there is something. Knows neither how a poll is
// sent nor whose it is.

import { CROWD_BACKOFF } from '../../protocol/retry.ts';
import { POLL_HOLD_MS, type PollAnswer } from '../../protocol/server.ts';
import type { Clock, Random } from '../ports.ts';
import type { Posted } from './posting.ts';
import { CHECK_LIMIT_MS, type ChannelEvents } from './transport.ts';

type Poll = { afterIndex: number; waitMs: number; seen: { deliveredIndex: number; readIndex: number } };
type Parts = {
  clock: Clock;
  random: Random;
  ask(poll: Poll, limitMs: number, signal: AbortSignal): Promise<Posted<PollAnswer>>;
};

/** A held poll is answered so long after its time at the latest: a dead line is noticed within 30 s. */
const POLL_GRACE_MS = 8_000;
/** A server that stops answers every poll it holds, so long before its time and with nothing. */
const EARLY_MS = 2_000;

/** Runs until `ended`, or until the line is lost. */
export function createPollLoop({ clock, random, ask }: Parts, events: ChannelEvents, ended: AbortSignal) {
  let asking = new AbortController();
  let isHeld = true;
  ended.addEventListener('abort', () => asking.abort());
  const pause = (ms: number): Promise<void> => new Promise((resolve) => clock.after(ms, resolve));

  async function run(afterIndex: number): Promise<void> {
    let index = afterIndex;
    let seen: Poll['seen'] = { deliveredIndex: 0, readIndex: 0 };
    while (!ended.aborted) {
      asking = new AbortController();
      const { signal } = asking;
      const waitMs = isHeld ? POLL_HOLD_MS : 0;
      const askedAt = clock.uptime();
      const limitMs = isHeld ? waitMs + POLL_GRACE_MS : CHECK_LIMIT_MS;
      const posted = await ask({ afterIndex: index, waitMs, seen }, limitMs, signal);
      if (ended.aborted) return;
      const { answer } = posted;
      isHeld = !signal.aborted;
      if (!answer) {
        if (isHeld) return events.onLost(posted.how);
      } else if (!answer.ok) {
        if (answer.retryAfterMs === undefined) return events.onLost('closed');
        await pause(answer.retryAfterMs);
      } else {
        for (const push of answer.pushes) {
          if (push.type === 'entries') index = Math.max(index, ...push.entries.map((entry) => entry.index));
          if (push.type === 'seen') seen = { deliveredIndex: push.deliveredIndex, readIndex: push.readIndex };
          if (!ended.aborted) events.onPush(push);
        }
        const isGoodbye = answer.pushes.length === 0 && clock.uptime() - askedAt < waitMs - EARLY_MS;
        // All those who polled would be back in the same moment.
        if (isGoodbye) await pause(random.fraction() * CROWD_BACKOFF.baseMs);
      }
    }
  }

  return {
    run,
    /** The line of a poll that was held in sleep may be dead: it is asked anew, and for an answer at once. */
    check() {
      if (isHeld) asking.abort();
    },
  };
}
