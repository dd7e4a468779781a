// Functions of the site and functions that it is handed: calls go out as data, come back checked, and never throw.

import { describe, expect, it } from 'vitest';
import { createHooks } from '../../../frame/extras/hooks.ts';
import { COMMAND_FAILED, PARAMETER_WRONG } from '../../../protocol/errors.ts';
import type { CallbackMark, HookCall } from '../../../protocol/hooks.ts';
import { ok } from '../../../protocol/result.ts';
import { createFakeClock, createFakeRandom, settled } from '../../support/frame-fakes.ts';

const MARK = { $hook: 'transport.sendMessage' };

function createPage(answer: (call: HookCall) => unknown = () => ok(null)) {
  const calls: HookCall[] = [];
  const clock = createFakeClock();
  const hooks = createHooks(
    {
      async runHook(call) {
        calls.push(call);
        return answer(call);
      },
    },
    { clock, random: createFakeRandom() },
  );
  return { hooks, calls, clock };
}

describe('functions of the site', () => {
  it('are run by request and place, and answer with what they gave', async () => {
    const { hooks, calls } = createPage(() => ok({ sessionId: 'a' }));
    expect(await hooks.of('request-1').call(MARK, { text: 'hi' }, 7)).toEqual(ok({ sessionId: 'a' }));
    expect(calls).toEqual([{ requestId: 'request-1', hook: 'transport.sendMessage', args: [{ text: 'hi' }, 7] }]);
  });

  it('fail with the failure that they carry', async () => {
    const error = { code: 101, description: 'Login refused.' };
    const { hooks } = createPage(() => ({ ok: false, error }));
    expect(await hooks.of('request-1').call(MARK)).toEqual({ ok: false, error });
  });

  it.each([
    ['nothing', undefined],
    ['another shape', { fine: true }],
    ['a failure without a code', { ok: false, error: 'no' }],
    ['a list of holes', { ok: true, value: new Array(4_000_000_000) }],
  ])('fail with words that name them when the page answers with %s', async (_what, answer) => {
    const { hooks } = createPage(() => answer);
    const result = await hooks.of('request-1').call(MARK);
    expect(result).toMatchObject({ ok: false, error: { code: COMMAND_FAILED.code } });
    expect(JSON.stringify(result)).toContain('transport.sendMessage');
  });

  it('fail when the page is gone', async () => {
    const { hooks } = createPage(() => Promise.reject(new Error('the link is broken')));
    expect(await hooks.of('request-1').call(MARK)).toMatchObject({ ok: false, error: { code: 52 } });
  });

  it('fail when a limit is set and passes, and a later answer changes nothing', async () => {
    let answer = (_value: unknown): void => {};
    const { hooks, clock } = createPage(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    const outcomes: unknown[] = [];
    void hooks
      .of('request-1')
      .callWithin(5_000, MARK)
      .then((outcome) => outcomes.push(outcome));
    await clock.advance(4_999);
    expect(outcomes).toEqual([]);
    await clock.advance(1);
    answer(ok('late'));
    await settled();
    expect(outcomes).toMatchObject([
      { ok: false, error: { description: 'transport.sendMessage: no answer for 5 seconds' } },
    ]);
  });
});

describe('functions that the site is handed', () => {
  const markIn = (call: HookCall | undefined): string => (call?.args[0] as { done: CallbackMark }).done.$callback;

  it('cross as marks at any depth and run in the order of the calls', async () => {
    const { hooks, calls } = createPage();
    const heard: unknown[] = [];
    const inner = (...args: unknown[]) => void heard.push(args);
    await hooks.of('request-1').call(MARK, { done: inner, more: [{ deep: inner }] });
    const [first] = calls[0]?.args as [{ done: CallbackMark; more: { deep: CallbackMark }[] }];
    const { $callback: deep } = first.more[0]!.deep;
    const answer = await hooks.callbackCalls({
      calls: [
        { callback: deep, args: [1, 'x'] },
        { callback: first.done.$callback, args: [] },
      ],
    });
    expect(answer).toEqual(ok([null, null]));
    expect(heard).toEqual([[1, 'x'], []]);
  });

  it('say by place which call was wrong, and one that throws does not stop the others', async () => {
    const { hooks, calls } = createPage();
    const wrong = { code: 3, description: 'Not like this.' };
    const run = (what: unknown) => {
      if (what === 'throw') throw new Error('secret');
      return what === 'wrong' ? wrong : null;
    };
    await hooks.of('request-1').call(MARK, { done: run });
    const callback = markIn(calls[0]);
    const each = ['wrong', 'throw', 'right'].map((arg) => ({ callback, args: [arg] }));
    expect(await hooks.callbackCalls({ calls: each })).toEqual(ok([wrong, COMMAND_FAILED, null]));
  });

  it('do nothing once their chat is over, and that is no mistake', async () => {
    const { hooks, calls } = createPage();
    const heard: unknown[] = [];
    await hooks.of('request-1').call(MARK, { done: () => void heard.push('one') });
    await hooks.of('request-2').call(MARK, { done: () => void heard.push('two') });
    hooks.forget('request-1');
    const answer = await hooks.callbackCalls({ calls: calls.map((call) => ({ callback: markIn(call), args: [] })) });
    expect(answer).toEqual(ok([null, null]));
    expect(heard).toEqual(['two']);
  });

  it.each([
    undefined,
    7,
    {},
    { calls: 'x' },
    { calls: [{ callback: 1, args: [] }] },
    { calls: new Array(51) },
  ])('are not run by a call of another shape: %j', async (input) => {
    const { hooks } = createPage();
    expect(await hooks.callbackCalls(input)).toEqual({ ok: false, error: PARAMETER_WRONG });
  });
});
