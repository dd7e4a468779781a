// Tells the server how far the visitor has read: the furthest, not each. By the tab that has the way; the others' marks come
// to it with what they have to say. Decides nothing of the chat.

import { SERVER_UNAVAILABLE } from '../../protocol/errors.ts';
import type { SessionRequest } from '../../protocol/server.ts';
import type { Clock, Random } from '../ports.ts';
import type { Answer } from '../transport/transport.ts';
import type { Inner } from './conversation.ts';
import { isUp } from './sharing.ts';
import type { Active, SessionState } from './state.ts';

/** Who scrolls through a conversation reads one thing after the other. */
const PAUSE_MS = 1_000;

type Parts = {
  clock: Pick<Clock, 'after'>;
  random: Random;
  request(request: SessionRequest): Promise<Answer<unknown>>;
};

const speakerIn = ({ life, role }: SessionState): Active | null =>
  life.phase === 'active' && isUp(life) && role !== 'follower' ? life : null;

export function createSeenReporter(
  { clock, random, request }: Parts,
  { state, subscribe }: Pick<Inner, 'state' | 'subscribe'>,
): void {
  let sessionId = '';
  /** 0 with each new way: of what was said over the last one nobody knows whether it was heard. */
  let saidIndex = 0;
  let isPaused = false;

  function look(): void {
    const life = speakerIn(state());
    if (life?.session.sessionId !== sessionId) saidIndex = 0;
    sessionId = life?.session.sessionId ?? '';
    if (!life || isPaused || life.seenIndex <= saidIndex) return;
    saidIndex = life.seenIndex;
    isPaused = true;
    void say(saidIndex);
  }

  async function say(readIndex: number): Promise<void> {
    const answer = await request({ type: 'seen', id: random.id(), readIndex });
    const againMs = answer.ok ? undefined : answer.retryAfterMs;
    // An answer may also be missing on a way that holds.
    if (againMs !== undefined || (!answer.ok && answer.error.code === SERVER_UNAVAILABLE.code)) saidIndex = 0;
    clock.after(Math.max(PAUSE_MS, againMs ?? 0), () => {
      isPaused = false;
      look();
    });
  }

  subscribe(look);
}
