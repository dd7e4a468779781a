import { describe, expect, it } from 'vitest';
import { SESSION_UNKNOWN, TOO_MANY_CALLS } from '../../../protocol/errors.ts';
import { failed, ok } from '../../../protocol/result.ts';
import type { Answer } from '../../../server/console/agent-channel.ts';
import { createFollower } from '../../../server/console/follower.ts';
import { fakeClock, message } from './console-fixtures.ts';

const CHAT = 'session-1';
const entries = (...indexes: number[]) => indexes.map((index) => message(index, `text ${index}`));

function world(answer: () => Answer<unknown> = () => ok({})) {
  const clock = fakeClock();
  const asked: number[] = [];
  const unknown: string[] = [];
  const follower = createFollower({
    clock,
    ask: async (_sessionId, afterIndex) => {
      asked.push(afterIndex);
      return answer();
    },
    onUnknown: (sessionId) => void unknown.push(sessionId),
  });
  const take = (...indexes: number[]) => follower.take(CHAT, entries(...indexes)).map(({ index }) => index);
  return { clock, asked, unknown, follower, take };
}

describe('follower', () => {
  it('asks from the beginning, and after a reconnect from the last index that is here', async () => {
    const { clock, asked, follower, take } = world();
    follower.follow(CHAT);
    expect(asked).toEqual([]);
    follower.resume();
    await clock.advance(0);
    take(1, 2, 3);
    follower.pause();
    follower.resume();
    expect(asked).toEqual([0, 3]);
  });

  it('lets each index through once', () => {
    const { follower, take } = world();
    follower.follow(CHAT);
    follower.resume();
    expect(take(1, 2)).toEqual([1, 2]);
    expect(take(1, 2, 3)).toEqual([3]);
    expect(take(3)).toEqual([]);
  });

  it('lets nothing through behind a gap, and asks for what is missing', async () => {
    const { clock, asked, follower, take } = world();
    follower.follow(CHAT);
    follower.resume();
    await clock.advance(0);
    expect(take(1, 4)).toEqual([1]);
    expect(asked).toEqual([0, 1]);
    expect(take(2, 3, 4)).toEqual([2, 3, 4]);
  });

  it('asks ever more rarely when a gap stays', async () => {
    const { clock, asked, follower, take } = world();
    follower.follow(CHAT);
    follower.resume();
    await clock.advance(0);
    for (let second = 0; second < 60; second += 1) {
      take(9);
      await clock.advance(1_000);
    }
    expect(asked.length).toBeGreaterThan(3);
    expect(asked.length).toBeLessThan(9);
  });

  it('asks for entries that were announced and did not come', async () => {
    const { clock, asked, follower, take } = world();
    follower.follow(CHAT);
    follower.resume();
    await clock.advance(0);
    take(1);
    follower.noteKnown(CHAT, 2);
    await clock.advance(999);
    expect(asked).toEqual([0]);
    await clock.advance(1);
    expect(asked).toEqual([0, 1]);
  });

  it('does not ask for announced entries that came in time', async () => {
    const { clock, asked, follower, take } = world();
    follower.follow(CHAT);
    follower.resume();
    await clock.advance(0);
    follower.noteKnown(CHAT, 1);
    take(1);
    await clock.advance(60_000);
    expect(asked).toEqual([0]);
    expect(clock.pending()).toBe(0);
  });

  it('waits as long as the server asks before it repeats a refused question', async () => {
    const answers: Answer<unknown>[] = [{ ...failed(TOO_MANY_CALLS), retryAfterMs: 5_000 }];
    const { clock, asked, follower } = world(() => answers.shift() ?? ok({}));
    follower.follow(CHAT);
    follower.resume();
    await clock.advance(4_999);
    expect(asked).toEqual([0]);
    await clock.advance(1);
    expect(asked).toEqual([0, 0]);
  });

  it('stops following what the server does not know', async () => {
    const { clock, unknown, follower, take } = world(() => failed(SESSION_UNKNOWN));
    follower.follow(CHAT);
    follower.resume();
    await clock.advance(0);
    expect(unknown).toEqual([CHAT]);
    expect(take(1)).toEqual([]);
  });

  it('leaves no timer behind when it is closed', async () => {
    const { clock, follower, take } = world();
    follower.follow(CHAT);
    follower.resume();
    await clock.advance(0);
    take(5);
    follower.close();
    follower.close();
    expect(clock.pending()).toBe(0);
  });
});
