// Functions of the site: where they may stand, how they are run, and what becomes of functions that they are handed.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChatOptions } from '../../../host/api.ts';
import { failed, ok } from '../../../protocol/result.ts';
import { createHostSide } from '../../support/host-fake-frame.ts';

let side: ReturnType<typeof createHostSide>;
let report: ReturnType<typeof vi.fn>;
const answers: { callbackCalls?: unknown } = {};
beforeEach(() => {
  report = vi.fn();
  vi.stubGlobal('reportError', report);
  delete answers.callbackCalls;
  side = createHostSide({
    callbackCalls: (request: unknown) => (answers.callbackCalls as (r: unknown) => unknown)(request),
  });
});
afterEach(() => {
  side.chat.destroy();
  side.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const begin = async (options: ChatOptions) => {
  const promise = side.chat.startChat({ embedded: true, ...options });
  promise.fail(() => {});
  await vi.waitFor(() => expect(side.opened()).toBe(1));
  const frame = await side.loadFrame();
  const ticket = frame.state.tickets[0]!;
  const run = (hook: string, ...args: unknown[]) => frame.host.runHook({ requestId: ticket.requestId, hook, args });
  return { frame, ticket, run, promise };
};

describe('functions in options', () => {
  it('cross as marks of their place, also deep in a list', async () => {
    const validate = () => true;
    const { ticket } = await begin({
      registration: { inputs: [{ name: 'a' }, { name: 'b', validate }] },
      ui: { onBeforeChat() {} },
      logger() {},
    });
    expect(ticket.options).toEqual({
      embedded: true,
      registration: {
        inputs: [{ name: 'a' }, { name: 'b', validate: { $hook: 'registration.inputs.1.validate' } }],
      },
      ui: { onBeforeChat: { $hook: 'ui.onBeforeChat' } },
      logger: { $hook: 'logger' },
    });
  });

  it('of a class’s instance are found, with their own object as this', async () => {
    class Base {
      close() {}
    }
    class Mine extends Base {
      socket = { send() {} };
      told = 'kept';
      init = () => this.told;
      sendMessage({ message }: { message: string }) {
        return `${this.told} ${message}`;
      }
    }
    const { ticket, run } = await begin({ transport: new Mine() as never });
    expect((ticket.options as { transport: object }).transport).toEqual({
      init: { $hook: 'transport.init' },
      sendMessage: { $hook: 'transport.sendMessage' },
      close: { $hook: 'transport.close' },
    });
    expect(await run('transport.sendMessage', { message: 'hello' })).toEqual(ok('kept hello'));
  });

  it('of the original’s stateStorage are accepted', async () => {
    const { ticket } = await begin({ stateStorage: { read() {}, write() {} } } as ChatOptions);
    expect(ticket.options).toHaveProperty('stateStorage');
  });
});

describe('a hook', () => {
  const deferredLike = (outcome: 'done' | 'fail', value: unknown) => ({
    done: (callback: (value: unknown) => void) => outcome === 'done' && callback(value),
    fail: (callback: (value: unknown) => void) => outcome === 'fail' && callback(value),
  });
  const known = { error: { code: 50, description: 'unknown session' } };
  const words = { code: 52, description: 'registration: the function failed' };
  it.each([
    ['a value', () => 7, ok(7)],
    ['nothing', () => {}, ok(undefined)],
    ['a promise', async () => 'later', ok('later')],
    ['an object with done and fail', () => deferredLike('done', 1), ok(1)],
    ['one that fails with a code', () => deferredLike('fail', known), failed(known.error)],
    ['a rejection with a code', () => Promise.reject(known), failed(known.error)],
    ['a rejection without', () => Promise.reject(1), failed(words)],
    ['a rejection with nothing', () => Promise.reject(), failed(words)],
    ['what cannot be copied', () => ({ window: () => {} }), ok(undefined)],
  ])('answers with %s', async (_, registration, expected) => {
    const { run } = await begin({ registration: registration as never });
    expect(await run('registration')).toEqual(expected);
    expect(report).not.toHaveBeenCalled();
  });

  it('that throws an error has it reported on the page, and the frame hears of no stack', async () => {
    const wrong = new Error('the page’s own');
    const { run } = await begin({
      registration() {
        throw wrong;
      },
    });
    expect(await run('registration')).toEqual(failed(words));
    expect(report.mock.calls).toEqual([[wrong]]);
  });

  it.each(['nothing', 'ui', '__proto__', 'constructor'])('that is not there is a failure: %s', async (hook) => {
    const { run } = await begin({ registration() {} });
    expect(await run(hook)).toMatchObject({ ok: false, error: { code: 52 } });
  });

  it('is kept while the chat that it brought runs, or while it may be asked for again, and forgotten then', async () => {
    const { frame, run, ticket } = await begin({ registration: () => 'here' as never });
    const { requestId } = ticket;
    await frame.host.settle({ requestId, outcome: 'session', sessionId: 'session-0001', restored: false });
    expect(await run('registration')).toEqual(ok('here'));
    void side.chat.restoreChat({ embedded: true, registration() {} }).fail(() => {});
    await vi.waitFor(() => expect(side.calls).toHaveLength(1));
    await frame.host.settle({ requestId: 'request-2', outcome: 'noSession' });
    expect(await frame.host.runHook({ requestId: 'request-2', hook: 'registration', args: [] })).toEqual(ok(undefined));
    void side.chat.restoreChat({ embedded: true, registration() {} }).fail(() => {});
    await vi.waitFor(() => expect(side.calls).toHaveLength(2));
    await frame.host.settle({ requestId: 'request-3', outcome: 'noSession' });
    expect(await frame.host.runHook({ requestId: 'request-2', hook: 'registration', args: [] })).toMatchObject({
      ok: false,
    });
    expect(await run('registration')).toEqual(ok('here'));
  });
});

describe('functions of the frame', () => {
  type Done = (value: unknown) => void;
  const given = async () => {
    let done: Done = () => {};
    const started = await begin({
      registration: ((first: Done, context: { deep: { cancel: Done }[] }) => {
        done = first;
        context.deep[0]!.cancel('cancelled');
      }) as never,
    });
    const calls: unknown[] = [];
    answers.callbackCalls = (request: { calls: unknown[] }) => {
      calls.push(...request.calls);
      return ok(request.calls.map(() => null));
    };
    await started.run('registration', { $callback: 'one' }, { deep: [{ cancel: { $callback: 'two' } }] });
    return { ...started, calls, done: (value: unknown) => done(value) };
  };

  it('are real ones at any depth, and their calls come back in order', async () => {
    const { calls, done } = await given();
    for (let n = 0; n < 120; n += 1) done(n);
    await vi.waitFor(() => expect(calls).toHaveLength(121));
    expect(calls[0]).toEqual({ callback: 'two', args: ['cancelled'] });
    expect(calls.slice(1)).toEqual(Array.from({ length: 120 }, (_, n) => ({ callback: 'one', args: [n] })));
    const batches = side.calls.filter(([method]) => method === 'callbackCalls');
    const sizes = batches.map(([, request]) => (request as { calls: unknown[] }).calls.length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(50);
  });

  it('report on the page what the frame found wrong, and what cannot cross', async () => {
    const { done } = await given();
    answers.callbackCalls = () => ok([{ code: 3, description: 'index: expected number' }]);
    done({ index: 'x' });
    await vi.waitFor(() => expect(report).toHaveBeenCalledOnce());
    expect(report.mock.calls[0]).toEqual([new TypeError('index: expected number')]);
    done(() => {});
    expect(report.mock.calls[1]).toMatchObject([{ name: 'DataCloneError' }]);
  });

  it('say it again when it was too much at once', async () => {
    const { calls, done } = await given();
    const take = answers.callbackCalls;
    await vi.waitFor(() => expect(calls).toHaveLength(1));
    const pauses: unknown[] = [];
    const later = setTimeout;
    vi.stubGlobal('setTimeout', (run: () => void, ms: number, ...rest: unknown[]) => {
      if (ms !== 1_000) return later(run, ms, ...rest);
      pauses.push(ms);
      return later(run, 0);
    });
    answers.callbackCalls = () => {
      answers.callbackCalls = take;
      return failed({ code: 308, description: 'too many' });
    };
    done('again');
    await vi.waitFor(() => expect(calls).toHaveLength(2));
    expect(pauses).toEqual([1_000]);
    expect(report).not.toHaveBeenCalled();
  });

  it('say nothing once their chat is off the page', async () => {
    const { calls, done } = await given();
    await vi.waitFor(() => expect(calls).toHaveLength(1));
    side.chat.destroy();
    done('late');
    await new Promise((resolve) => setImmediate(resolve));
    expect(calls).toHaveLength(1);
    expect(report).not.toHaveBeenCalled();
  });
});
