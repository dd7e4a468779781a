// What a function of the site says of a field: right, wrong in its words, or wrong in the default ones.

import { describe, expect, it } from 'vitest';
import { createHooks } from '../../../frame/extras/hooks.ts';
import { createJudge } from '../../../frame/extras/judge.ts';
import { ok } from '../../../protocol/result.ts';
import { createFakeClock, createFakeRandom } from '../../support/frame-fakes.ts';

const MARK = { $hook: 'registration.inputs.0.validate' };

function judging(runHook: () => Promise<unknown>) {
  const clock = createFakeClock();
  const hooks = createHooks({ runHook }, { clock, random: createFakeRandom() });
  const judge = createJudge(() => null, hooks);
  return { clock, verdict: judge(MARK, 'AB1', { order: 'AB1' }) };
}

describe('a function of the site that judges a field', () => {
  it.each([
    ['true', true, null],
    ['nothing', undefined, null],
    ['null', null, null],
    ['an empty text', '', null],
    ['false', false, ''],
    ['words', 'No such order.', 'No such order.'],
  ])('may answer with %s', async (_what, value, expected) => {
    expect(await judging(async () => ok(value)).verdict).toBe(expected);
  });

  it('has the default words in place of those of which nothing is to be seen', async () => {
    expect(await judging(async () => ok('\u2028 \u202e\u200b')).verdict).toBe('');
  });

  it('finds the value wrong when it fails', async () => {
    const error = { code: 52, description: 'threw' };
    expect(await judging(async () => ({ ok: false, error })).verdict).toBe('');
  });

  it('finds the value wrong when it takes longer than a visitor waits', async () => {
    const { clock, verdict } = judging(() => new Promise(() => {}));
    await clock.advance(10_000);
    expect(await verdict).toBe('');
  });

  it('cannot fill the page with words', async () => {
    expect((await judging(async () => ok('x'.repeat(9_000))).verdict)?.length).toBe(500);
  });
});
