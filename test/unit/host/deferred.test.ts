import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createDeferred } from '../../../host/deferred.ts';

const settled = async () => {
  await new Promise((resolve) => setImmediate(resolve));
};

const unhandled = vi.fn();
const uncaught = vi.fn();
beforeEach(() => {
  process.on('unhandledRejection', unhandled);
});
afterEach(() => {
  process.off('unhandledRejection', unhandled);
  unhandled.mockReset();
  uncaught.mockReset();
});

it('calls every callback once, in order, before and after settling, and never at once', async () => {
  const { promise, done } = createDeferred<number>();
  const heard: string[] = [];
  promise.done((value) => heard.push(`a${value}`)).done((value) => heard.push(`b${value}`));
  done(1);
  promise.done((value) => heard.push(`c${value}`));
  expect(heard).toEqual([]);
  await settled();
  expect(heard).toEqual(['a1', 'b1', 'c1']);
});

it('settles once: what comes later changes nothing', async () => {
  const { promise, done, fail } = createDeferred<number>();
  const heard = vi.fn();
  promise.done(heard).fail(heard);
  done(1);
  done(2);
  fail({});
  await settled();
  expect(heard.mock.calls).toEqual([[1]]);
});

it('hands the same event object to fail and to await', async () => {
  const { promise, fail } = createDeferred<number>();
  const event = { error: { code: 300, description: 'no answer' } };
  const heard = vi.fn();
  promise.fail(heard);
  fail(event);
  await expect(promise.then()).rejects.toBe(event);
  expect(heard.mock.calls[0]?.[0]).toBe(event);
});

it('leaves no unhandled rejection behind when only done and fail are used', async () => {
  const { promise, fail } = createDeferred<number>();
  promise.done(() => {}).fail(() => {});
  fail({});
  await settled();
  expect(unhandled).not.toHaveBeenCalled();
});

it('rejects unhandled when somebody awaits and does not catch', async () => {
  const { promise, fail } = createDeferred<number>();
  void promise.then(() => {});
  fail({});
  await settled();
  expect(unhandled).toHaveBeenCalledOnce();
});

it('lets a callback that throws be reported, and calls the others', async () => {
  const handlers = process.listeners('uncaughtException');
  process.removeAllListeners('uncaughtException');
  process.on('uncaughtException', uncaught);
  const { promise, done } = createDeferred<number>();
  const after = vi.fn();
  promise
    .done(() => {
      throw new Error('the page’s own');
    })
    .done(after);
  done(1);
  await settled();
  process.removeAllListeners('uncaughtException');
  for (const handler of handlers) process.on('uncaughtException', handler);
  expect(uncaught).toHaveBeenCalledOnce();
  expect(after).toHaveBeenCalledOnce();
});
