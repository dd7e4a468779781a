import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createCallbacks } from '../../../host/more/callbacks.ts';
import { TOO_MANY_CALLS } from '../../../protocol/errors.ts';
import { MAX_CALLS_A_BATCH } from '../../../protocol/hook-limits.ts';
import { failed, ok, type RpcResult } from '../../../protocol/result.ts';

type Sent = { calls: { callback: string; args: unknown[] }[] };
type Tell = (...args: unknown[]) => void;

let sent: Sent['calls'][];
let answer: () => RpcResult<unknown>;
const reported = vi.fn();
const callbacks = () =>
  createCallbacks(async ({ calls }) => {
    sent.push(calls);
    return answer();
  });
/** As long as anything is under way. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

beforeEach(() => {
  sent = [];
  answer = () => ok([]);
  vi.stubGlobal('reportError', reported.mockReset());
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it('makes functions of marks at any depth and leaves the rest alone', async () => {
  const { revive } = callbacks();
  const { deep, plain } = revive({ deep: [{ tell: { $callback: 'a' } }], plain: [1, 'x', null] }) as {
    deep: [{ tell: Tell }];
    plain: unknown;
  };
  expect(plain).toEqual([1, 'x', null]);
  deep[0].tell({ index: 1 });
  await settled();
  expect(sent).toEqual([[{ callback: 'a', args: [{ index: 1 }] }]]);
});

it('sends calls in their order, never more than a batch at once', async () => {
  const tell = callbacks().revive({ $callback: 'a' }) as Tell;
  const numbers = Array.from({ length: MAX_CALLS_A_BATCH + 1 }, (_, index) => index);
  for (const number of numbers) tell(number);
  await settled();
  expect(sent.map((calls) => calls.length)).toEqual([MAX_CALLS_A_BATCH, 1]);
  expect(sent.flat().map(({ args }) => args[0])).toEqual(numbers);
});

it('says again later what was too much at once', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  answer = () => failed(TOO_MANY_CALLS);
  const tell = callbacks().revive({ $callback: 'a' }) as Tell;
  tell(1);
  await settled();
  answer = () => ok([null]);
  vi.runAllTimers();
  await settled();
  expect(sent).toEqual([[{ callback: 'a', args: [1] }], [{ callback: 'a', args: [1] }]]);
  expect(reported).not.toHaveBeenCalled();
});

it('reports what the frame found wrong to the page, and nothing else', async () => {
  answer = () => ok([null, { code: 3, description: 'index: expected number' }]);
  const tell = callbacks().revive({ $callback: 'a' }) as Tell;
  tell(1);
  tell('one');
  await settled();
  expect(reported.mock.calls).toEqual([[new TypeError('index: expected number')]]);
});

it('does nothing with a function that is called after the stop, and leaves no timer', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  answer = () => failed(TOO_MANY_CALLS);
  const { revive, stop } = callbacks();
  const tell = revive({ $callback: 'a' }) as Tell;
  tell('waits');
  // Nobody else's timer is started in between.
  for (let turn = 0; turn < 50; turn += 1) await null;
  expect(vi.getTimerCount()).toBe(1);
  stop();
  stop();
  expect(vi.getTimerCount()).toBe(0);
  tell('too late');
  await settled();
  expect(sent).toHaveLength(1);
  expect(reported).not.toHaveBeenCalled();

  answer = () => ok([null]);
  (revive({ $callback: 'b' }) as Tell)('afresh');
  await settled();
  expect(sent[1]).toEqual([{ callback: 'b', args: ['afresh'] }]);
});

it('is silent about a call that was under way when it was stopped', async () => {
  answer = () => failed({ code: 300, description: 'gone' });
  const { revive, stop } = callbacks();
  (revive({ $callback: 'a' }) as Tell)(1);
  await Promise.resolve();
  stop();
  await settled();
  expect([sent.length, reported.mock.calls.length]).toEqual([1, 0]);
});
