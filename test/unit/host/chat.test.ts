import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChatPromise } from '../../../host/api.ts';
import type { ApiEvent } from '../../../protocol/api-events.ts';
import { CANCELLED, CHAT_IN_ANOTHER_TAB, EMBEDDED_REQUIRED, FRAME_UNREACHABLE } from '../../../protocol/errors.ts';
import { HANDSHAKE_LIMIT_MS } from '../../../protocol/limits.ts';
import { failed } from '../../../protocol/result.ts';
import { LINK_VERSION } from '../../../protocol/version.ts';
import { createHostSide } from '../../support/host-fake-frame.ts';

const SESSION = 'session-0001';
/** The request that brings it. */
const TICKET = { requestId: 'request-1', method: 'startChat', options: { embedded: true } };

const failure = (promise: ChatPromise<unknown>) =>
  promise.then(
    () => expect.unreachable('it should have failed'),
    (event: unknown) => event,
  );

let side: ReturnType<typeof createHostSide>;
beforeEach(() => {
  side = createHostSide();
});
afterEach(() => {
  vi.useRealTimers();
  side.chat.destroy();
  side.close();
});

/** startChat, answered by the frame with a session. */
const started = async () => {
  const outcome = side.chat.startChat({ embedded: true });
  const frame = await side.loadFrame();
  const requestId = frame.state.tickets[0]!.requestId;
  await frame.host.settle({ requestId, outcome: 'session', sessionId: SESSION, restored: false });
  return { frame, outcome, session: await outcome };
};

describe('tickets', () => {
  it('hands the open tickets, the page and the version to a frame that is ready', async () => {
    void side.chat.startChat({ embedded: true, subject: 'Tea' });
    const { state } = await side.loadFrame();
    expect(state).toEqual({
      version: LINK_VERSION,
      deployment: 'default',
      page: { url: 'http://site.test/', title: 'A page' },
      tickets: [{ requestId: 'request-1', method: 'startChat', options: { embedded: true, subject: 'Tea' } }],
      session: null,
    });
  });

  it('wait in a page that is prerendered, and are all handed over once it is shown', async () => {
    let show = (_?: unknown): void => {};
    side.prerendered.until = new Promise((resolve) => {
      show = resolve;
    });
    void side.chat.restoreChat({ embedded: true });
    void side.chat.restoreChat({ embedded: true });
    expect(side.opened()).toBe(0);
    side.prerendered.until = false;
    show();
    await vi.waitFor(() => expect(side.opened()).toBe(1));
    const { state } = await side.loadFrame();
    expect(state.tickets.map(({ requestId }) => requestId)).toEqual(['request-1', 'request-2']);
    expect(side.calls).toEqual([]);
  });

  it('submits a ticket at once when the frame is ready', async () => {
    const { frame } = await started();
    const again = side.chat.restoreChat({ embedded: true });
    await vi.waitFor(() => expect(side.calls).toHaveLength(1));
    expect(side.calls[0]).toEqual([
      'submit',
      { requestId: 'request-2', method: 'restoreChat', options: { embedded: true } },
    ]);
    await frame.host.settle({ requestId: 'request-2', outcome: 'session', sessionId: SESSION, restored: false });
    await again;
  });

  it('gives the same session object to every ticket that a session settles', async () => {
    const { frame, session } = await started();
    const again = side.chat.restoreChat({ embedded: true });
    await frame.host.settle({ requestId: 'request-2', outcome: 'session', sessionId: SESSION, restored: false });
    expect(await again).toBe(session);
  });

  it('fails without an error when there is no chat to restore, and keeps the frame', async () => {
    const outcome = side.chat.restoreChat({ embedded: true });
    const frame = await side.loadFrame();
    await frame.host.settle({ requestId: 'request-1', outcome: 'noSession' });
    expect(await failure(outcome)).toEqual({});
    expect(side.layouts).toEqual([]);
  });

  it('leaves nothing on the page when the frame refuses the options', async () => {
    const error = { code: 306, description: 'colour: unknown' };
    const outcome = side.chat.startChat({ embedded: true });
    const frame = await side.loadFrame();
    void frame.host.settle({ requestId: 'request-1', outcome: 'failed', error });
    expect(await failure(outcome)).toEqual({ error });
    expect(side.layouts).toEqual([null]);
  });

  it('keeps the frame when the chat itself says no', async () => {
    const outcome = side.chat.startChat({ embedded: true });
    const frame = await side.loadFrame();
    void frame.host.settle({ requestId: 'request-1', outcome: 'failed', error: CHAT_IN_ANOTHER_TAB });
    expect(await failure(outcome)).toEqual({ error: CHAT_IN_ANOTHER_TAB });
    expect(side.layouts).toEqual([]);
  });

  it('keeps a running session when a further ticket is refused', async () => {
    await started();
    expect(await failure(side.chat.startChat({ embedded: true, subject: (() => 1) as never }))).toMatchObject({
      error: { code: 306 },
    });
    expect(side.layouts).toEqual([]);
  });

  it('ignores the settlement of a ticket that it does not know', async () => {
    const { frame } = await started();
    await frame.host.settle({
      requestId: 'request-99',
      outcome: 'session',
      sessionId: 'other-session',
      restored: false,
    });
    await frame.host.settle({ requestId: '__proto__', outcome: 'noSession' });
  });
});

/** The same properties, getters included, and `embedded: true`. */
const withEmbedded = (extra: object) =>
  Object.defineProperties({ embedded: true }, Object.getOwnPropertyDescriptors(extra));

describe('options', () => {
  it.each([
    undefined,
    {},
    { embedded: false },
    { embedded: 1 as never },
  ])('restoreChat(%j) fails with 301', async (options) => {
    expect(await failure(side.chat.restoreChat(options))).toEqual({ error: EMBEDDED_REQUIRED });
    expect(side.opened()).toBe(0);
  });

  const cyclic: Record<string, unknown> = {};
  cyclic.self = cyclic;
  it.each([
    ['a function where none is expected', { subject: () => {} }, /subject: .* received a function/],
    ['a nested function where none is expected', { userData: { tell() {} } }, /userData.tell: .* received a function/],
    ['a symbol', { subject: Symbol('x') }, /subject: .* received a symbol/],
    ['a cycle', { userData: cyclic }, /userData.self: .* a cycle/],
    [
      'a getter that throws',
      Object.defineProperty({}, 'subject', {
        enumerable: true,
        get: () => {
          throw 1;
        },
      }),
      /received an unreadable value/,
    ],
    [
      'a proxy that throws',
      new Proxy(
        {},
        {
          ownKeys: () => {
            throw new Error('no');
          },
        },
      ),
      /received an unreadable value/,
    ],
  ])('%s is refused with 306 that says where', async (what, extra, text) => {
    const given = what === 'a proxy that throws' ? extra : withEmbedded(extra);
    const event = (await failure(side.chat.startChat(given as never))) as {
      error: { code: number; description: string };
    };
    expect(event.error.code).toBe(306);
    expect(event.error.description).toMatch(text);
    expect(side.opened()).toBe(0);
    expect(side.layouts).toEqual([null]);
  });

  it('sends an option named __proto__ on as the unknown option that it is', async () => {
    void side.chat.startChat(JSON.parse('{ "embedded": true, "__proto__": { "polluted": 1 } }'));
    const { state } = await side.loadFrame();
    expect(Object.keys(state.tickets[0]!.options as object)).toContain('__proto__');
  });

  it('lets the site change the options of a call, but not the object of the caller', async () => {
    const off = side.chat.onBeforeChatOptionsApplied((options) => {
      options.embedded = true;
    });
    const given = { subject: 'Tea' };
    void side.chat.startChat(given);
    const { state } = await side.loadFrame();
    expect(state.tickets[0]!.options).toEqual({ embedded: true, subject: 'Tea' });
    expect(given).toEqual({ subject: 'Tea' });
    off();
    expect(await failure(side.chat.restoreChat({}))).toEqual({ error: EMBEDDED_REQUIRED });
  });
});

describe('the frame', () => {
  it('is opened by the first call that needs it, and once', () => {
    expect(side.opened()).toBe(0);
    void side.chat.startChat({ embedded: true });
    void side.chat.restoreChat({ embedded: true });
    expect(side.opened()).toBe(1);
  });

  it('fails with 300 and leaves the page when it is not ready in time', async () => {
    vi.useFakeTimers();
    const outcome = failure(side.chat.startChat({ embedded: true }));
    vi.advanceTimersByTime(HANDSHAKE_LIMIT_MS);
    expect(await outcome).toEqual({ error: FRAME_UNREACHABLE });
    expect(side.layouts).toEqual([null]);
  });

  it('is tried afresh by the next call after it did not answer', async () => {
    vi.useFakeTimers();
    const outcome = failure(side.chat.startChat({ embedded: true }));
    vi.advanceTimersByTime(HANDSHAKE_LIMIT_MS);
    await outcome;
    vi.useRealTimers();
    const { session } = await started();
    expect(session.sendMessage).toBeTypeOf('function');
  });

  it('of a version that does not fit fails with 302 and leaves the page, before any time is over', async () => {
    // Stands still: the two seconds within which it is promised are not begun.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const outcome = side.chat.startChat({ embedded: true });
    await side.loadFrame(LINK_VERSION + 2).catch(() => {});
    expect(await failure(outcome)).toMatchObject({ error: { code: 302 } });
    expect(side.layouts).toEqual([null]);
  });

  it('gets the open tickets and the session again when it says that it is ready a second time', async () => {
    const { frame } = await started();
    await frame.host.sessionEvents({
      sessionId: SESSION,
      callId: 'call 1',
      events: [
        {
          name: 'agentConnected',
          event: { index: 7, timestamp: 1, restored: false, party: { id: 3, name: 'Ada', type: { agent: true } } },
        },
      ],
    });
    void side.chat.restoreChat({ embedded: true });
    const again = await frame.host.frameReady({ version: LINK_VERSION });
    expect(again.session).toEqual({ sessionId: SESSION, toldIndex: 7, ticket: TICKET });
    expect(again.tickets.map(({ method }) => method)).toEqual(['restoreChat']);
  });

  it('tells again what it does not know to have been heard, and the page hears it once, the same words twice', async () => {
    const { frame, session } = await started();
    const heard: object[] = [];
    session.onInterrupted((event: object) => heard.push(event));
    const events: ApiEvent[] = [{ name: 'interrupted', event: { restored: false } }];
    const tell = async (call: { callId?: string }) => {
      await frame.host.sessionEvents({ sessionId: SESSION, events, ...call });
      await Promise.resolve();
    };
    // An older frame gives no names: it is heard each time.
    for (const call of [{}, {}]) await tell(call);
    expect(heard).toHaveLength(2);
    for (const callId of ['call 1', 'call 1', 'call 2', 'call 2', 'call 2']) await tell({ callId });
    expect(heard).toHaveLength(4);
    for (const call of [{}, {}]) await tell(call);
    expect(heard).toHaveLength(6);
  });

  it('that the page took away is put back by the next call, with the open tickets and the session', async () => {
    const { session } = await started();
    side.removeFrame();
    const said = session.sendMessage('Still there?');
    expect(side.opened()).toBe(2);
    const { state } = await side.loadFrame();
    expect(state.session).toEqual({ sessionId: SESSION, toldIndex: 0, ticket: TICKET });
    await said;
    expect(side.calls).toEqual([['sendMessage', { sessionId: SESSION, text: 'Still there?', contentType: 'text' }]]);

    side.removeFrame();
    void side.chat.restoreChat({ embedded: true });
    const again = await side.loadFrame();
    expect(again.state.tickets.map(({ method }) => method)).toEqual(['restoreChat']);
  });

  it('that the page took away and that cannot be put back fails the call with 300, and not the session', async () => {
    const { session } = await started();
    side.removeFrame();
    vi.useFakeTimers();
    const said = failure(session.sendMessage('Still there?'));
    await vi.advanceTimersByTimeAsync(HANDSHAKE_LIMIT_MS);
    expect(await said).toEqual({ error: FRAME_UNREACHABLE });
    expect(side.layouts).toEqual([]);
  });

  it('that loads its document anew is given the ticket that the one before it was asked with', async () => {
    await started();
    side.answer('submit', () => new Promise(() => {}));
    const again = side.chat.restoreChat({ embedded: true });
    await vi.waitFor(() => expect(side.calls).toHaveLength(1));
    await side.beginReload();
    const { host, state } = await side.loadFrame();
    expect(state.tickets.map(({ requestId }) => requestId)).toEqual(['request-2']);
    await host.settle({ requestId: 'request-2', outcome: 'session', sessionId: SESSION, restored: true });
    await again;
  });

  it('that loads its document anew fails at once what the one before it was asked, and answers what comes then', async () => {
    const { session } = await started();
    side.answer('getTranscript', () => new Promise(() => {}));
    const asked = failure(session.getTranscript());
    await vi.waitFor(() => expect(side.calls).toHaveLength(1));
    await side.beginReload();
    expect(await asked).toEqual({ error: FRAME_UNREACHABLE });
    const said = session.sendMessage('In between');
    await side.loadFrame();
    await said;
    expect(side.calls.slice(1).map(([method]) => method)).toEqual(['sendMessage']);
  });

  it('whose next document never gets ready fails what waits for it with 300, and what is asked later too', async () => {
    await started();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await side.beginReload();
    for (let turn = 0; turn < 2; turn += 1) {
      const asked = failure(side.chat.restoreChat({ embedded: true }));
      await vi.advanceTimersByTimeAsync(HANDSHAKE_LIMIT_MS);
      expect(await asked).toEqual({ error: FRAME_UNREACHABLE });
    }
    expect(side.layouts).toEqual([]);
  });

  it('places itself, and is minimised when it says so', async () => {
    const { frame } = await started();
    await frame.host.layout({ window: 'minimized', width: 200, height: 48 });
    expect(side.chat.isMinimized()).toBe(true);
    side.chat.toggle();
    await frame.host.layout({ window: 'open' });
    expect(side.chat.isMinimized()).toBe(false);
    side.chat.toggle();
    side.chat.close();
    await vi.waitFor(() => expect(side.calls).toHaveLength(3));
    expect(side.calls).toEqual([
      ['setWindow', { to: 'open' }],
      ['setWindow', { to: 'minimized' }],
      ['setWindow', { to: 'closed' }],
    ]);
    expect(side.layouts).toHaveLength(2);
  });
});

describe('onSession', () => {
  it('tells each session once, also to those who come late', async () => {
    const early = vi.fn();
    side.chat.onSession(early);
    const { frame, session } = await started();
    void side.chat.restoreChat({ embedded: true });
    await frame.host.settle({ requestId: 'request-2', outcome: 'session', sessionId: SESSION, restored: false });
    expect(early.mock.calls).toEqual([[session]]);
    const late = vi.fn();
    side.chat.onSession(late)();
    side.chat.onSession(late);
    await Promise.resolve();
    expect(late.mock.calls).toEqual([[session]]);
  });
});

describe('destroy', () => {
  it('fails what is open with 304 and takes the frame off the page, twice without harm', async () => {
    const outcome = side.chat.startChat({ embedded: true });
    side.chat.destroy();
    side.chat.destroy();
    expect(await failure(outcome)).toEqual({ error: CANCELLED });
    expect(side.layouts).toEqual([null, null]);
  });

  it('lets a later call start afresh', async () => {
    const { session } = await started();
    side.chat.destroy();
    expect(await failure(session.sendMessage('lost'))).toEqual({ error: FRAME_UNREACHABLE });
    const next = side.chat.restoreChat({ embedded: true });
    const frame = await side.loadFrame();
    expect(frame.state.session).toBeNull();
    await frame.host.settle({ requestId: 'request-2', outcome: 'session', sessionId: SESSION, restored: true });
    expect(await next).not.toBe(session);
  });
});

describe('commands', () => {
  it('answer with the failure that the frame gave', async () => {
    side = createHostSide({ sendMessage: failed({ code: 307, description: 'too long' }) });
    const { session } = await started();
    expect(await failure(session.sendMessage('x'))).toEqual({ error: { code: 307, description: 'too long' } });
  });
});
