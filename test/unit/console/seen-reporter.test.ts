import { describe, expect, it } from 'vitest';
import { SERVER_UNAVAILABLE } from '../../../protocol/errors.ts';
import { failed } from '../../../protocol/result.ts';
import type { Answer } from '../../../server/console/agent-channel.ts';
import { createSeenReporter, type Marks } from '../../../server/console/seen-reporter.ts';
import { fakeClock } from './console-fixtures.ts';

function world() {
  const clock = fakeClock();
  const reports: Marks[] = [];
  let next: Answer<unknown> = { ok: true, value: {} };
  const reporter = createSeenReporter(clock, async (_sessionId, marks) => {
    reports.push(marks);
    return next;
  });
  reporter.resume();
  const answerWith = (answer: Answer<unknown>) => {
    next = answer;
  };
  return { clock, reports, reporter, answerWith };
}
const upTo = (deliveredIndex: number, readIndex: number): Marks => ({ deliveredIndex, readIndex });

describe('marks', () => {
  it('of a burst of messages are one report, of the furthest', async () => {
    const { clock, reports, reporter } = world();
    for (let index = 1; index <= 30; index += 1) reporter.note('session-1', upTo(index, index - 1));
    reporter.note('session-1', upTo(5, 5));
    await clock.advance(10_000);
    expect(reports).toEqual([upTo(30, 29)]);
  });

  it('that the server knows are not told again', async () => {
    const { clock, reports, reporter } = world();
    reporter.note('session-1', upTo(3, 3));
    await clock.advance(1_000);
    reporter.note('session-1', upTo(3, 2));
    reporter.resume();
    await clock.advance(1_000);
    expect(reports).toHaveLength(1);
  });

  it('whose report was lost are told on the next line', async () => {
    const { clock, reports, reporter, answerWith } = world();
    answerWith(failed(SERVER_UNAVAILABLE));
    reporter.note('session-1', upTo(3, 3));
    await clock.advance(1_000);
    reporter.pause();
    answerWith({ ok: true, value: {} });
    reporter.resume();
    await clock.advance(1_000);
    expect(reports).toEqual([upTo(3, 3), upTo(3, 3)]);
  });

  it('leave no timer behind when they are closed, and none while the line is down', async () => {
    const { clock, reporter } = world();
    reporter.note('session-1', upTo(1, 0));
    reporter.pause();
    expect(clock.pending()).toBe(0);
    reporter.resume();
    reporter.close();
    expect(clock.pending()).toBe(0);
  });
});
