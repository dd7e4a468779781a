// Says to the server that the visitor has ended the chat of this page, and again for as long as that is due and was not
// done. Knows no phase; what the answer means is decided elsewhere.

import { type Failure, SERVER_UNAVAILABLE } from '../../protocol/errors.ts';
import { failed } from '../../protocol/result.ts';
import type { Clock, Dispose, Random } from '../ports.ts';
import type { Answer, Transport } from '../transport/transport.ts';
import { within } from '../transport/within.ts';
import { ASK_AGAIN_MS, pauseAfter } from './asking-again.ts';
import type { Inner } from './conversation.ts';
import { isLeaving, sessionIdOf } from './selectors.ts';

/** Sooner than other requests: a visitor waits, and a site whose page waits for the frame no longer than for those. */
const LEAVE_LIMIT_MS = 8_000;
const NO_ANSWER: Answer<unknown> = failed(SERVER_UNAVAILABLE);

type Parts = Pick<Inner, 'state'> & { clock: Clock; random: Random; request: Transport['request'] };

/** `onAnswer`: the server's last word in this matter, or there was none. */
export function createLeaveSayer(
  { state, clock, random, request }: Parts,
  onAnswer: (error: Failure | null) => void,
): () => Promise<void> {
  let cancel: Dispose = () => {};

  return async function say(): Promise<void> {
    cancel();
    const sessionId = sessionIdOf(state().life);
    const isDue = (): boolean => sessionIdOf(state().life) === sessionId && isLeaving(state().life);
    const answer = await within(clock, LEAVE_LIMIT_MS, request({ type: 'leave', id: random.id() }), NO_ANSWER);
    const againMs = answer.ok ? undefined : pauseAfter(answer);
    if (againMs === undefined && isDue()) onAnswer(answer.ok ? null : answer.error);
    // Not every way that fails is lost, and so comes back.
    if (answer.ok || !isDue()) return;
    cancel();
    cancel = clock.after(againMs ?? ASK_AGAIN_MS, () => isDue() && void say());
  };
}
