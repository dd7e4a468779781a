// The seam between the link part and the lazy one: which calls wait for it, in which order, and what if it does not come.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChatPromise } from '../../../host/api.ts';
import { CANCELLED, FRAME_UNREACHABLE, POPUP_BLOCKED } from '../../../protocol/errors.ts';
import { HANDSHAKE_LIMIT_MS } from '../../../protocol/limits.ts';
import { createHostSide } from '../../support/host-fake-frame.ts';

const failure = (promise: ChatPromise<unknown>) =>
  promise.then(
    () => expect.unreachable('it should have failed'),
    (event: unknown) => event,
  );
const plain = { embedded: true, subject: 'Tea' } as const;

let side: ReturnType<typeof createHostSide>;
let fetches: { arrive(): void; fail(): void }[];
const open = () => {
  fetches = [];
  side = createHostSide(
    {},
    () =>
      new Promise((resolve, reject) => {
        fetches.push({ arrive: () => resolve(null), fail: () => reject(new TypeError('not loaded')) });
      }),
  );
};
beforeEach(open);
afterEach(() => {
  vi.unstubAllGlobals();
  side.chat.destroy();
  side.close();
});

const methods = async () => (await side.loadFrame()).state.tickets.map(({ method, options }) => [method, options]);

describe('a call', () => {
  it.each(['startChat', 'restoreChat'] as const)('of plain data goes the direct way: %s', async (method) => {
    void side.chat[method](plain);
    expect(fetches).toEqual([]);
    expect(await methods()).toEqual([[method, plain]]);
  });

  it.each([
    ['ui', { ui: {} }],
    ['localization', { localization: {} }],
    ['debug', { debug: false }],
    ['logger', { logger() {} }],
    ['transport', { transport: {} }],
    ['a function', { registration() {} }],
    ['more than a call should hold', { userData: { text: 'x'.repeat(200_000) } }],
  ])('with %s waits for the lazy part', (_, options) => {
    void side.chat.startChat({ ...plain, ...(options as object) });
    expect(fetches).toHaveLength(1);
    expect(side.opened()).toBe(0);
  });

  it('after one that waits, waits behind it', async () => {
    void side.chat.restoreChat({ ...plain, ui: { title: 'Help' } });
    void side.chat.startChat(plain);
    expect(side.opened()).toBe(0);
    for (const { arrive } of fetches) arrive();
    await vi.waitFor(() => expect(side.opened()).toBe(1));
    expect(await methods()).toEqual([
      ['restoreChat', { ...plain, ui: { title: 'Help' } }],
      ['startChat', plain],
    ]);
  });

  it('fails with 300 when the part cannot be fetched, and the next one tries again', async () => {
    const first = side.chat.startChat({ ...plain, ui: {} });
    const second = side.chat.startChat(plain);
    for (const { fail } of fetches.splice(0)) fail();
    expect(await failure(first)).toEqual({ error: FRAME_UNREACHABLE });
    expect(await failure(second)).toEqual({ error: FRAME_UNREACHABLE });
    void side.chat.startChat({ ...plain, ui: {} });
    expect(fetches).toHaveLength(1);
    for (const { arrive } of fetches) arrive();
    await vi.waitFor(() => expect(side.opened()).toBe(1));
    expect(await methods()).toEqual([['startChat', { ...plain, ui: {} }]]);
  });

  it('fails with 300 when the fetch hangs, and one that comes at last is taken by the next call', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const first = failure(side.chat.startChat({ ...plain, debug: true }));
    vi.advanceTimersByTime(HANDSHAKE_LIMIT_MS / 2);
    const second = failure(side.chat.restoreChat({ ...plain, debug: true }));
    vi.advanceTimersByTime(HANDSHAKE_LIMIT_MS / 2);
    expect(await Promise.all([first, second])).toEqual([{ error: FRAME_UNREACHABLE }, { error: FRAME_UNREACHABLE }]);
    expect(side.layouts.at(-1)).toBeNull();

    for (const { arrive } of fetches) arrive();
    void side.chat.startChat({ ...plain, ui: { title: 'Help' } });
    fetches.at(-1)?.arrive();
    await vi.waitFor(() => expect(side.opened()).toBe(1));
    expect(await methods()).toEqual([['startChat', { ...plain, ui: { title: 'Help' } }]]);
    vi.useRealTimers();
  });

  it('is given up by no earlier fetch once the part is there', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    void side.chat.startChat({ ...plain, ui: {} });
    fetches[0]?.arrive();
    await vi.waitFor(() => expect(side.opened()).toBe(1));
    expect(await methods()).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  it('fails with 304 when destroy comes before the part, which then does nothing', async () => {
    const outcome = side.chat.startChat({ ...plain, ui: {} });
    side.chat.destroy();
    expect(await failure(outcome)).toEqual({ error: CANCELLED });
    for (const { arrive } of fetches) arrive();
    await new Promise((resolve) => setImmediate(resolve));
    expect(side.opened()).toBe(0);
  });
});

describe('a session without an interface', () => {
  it.each([
    ['startSession', {}, 'startChat', { registration: false, username: 'User' }],
    ['startSession', { username: 'Ann', registration: true }, 'startChat', { registration: false, username: 'Ann' }],
    ['restoreSession', undefined, 'restoreChat', { registration: false, username: 'User' }],
    ['startSession', { registration() {} }, 'startChat', { registration: { $hook: 'registration' }, username: 'User' }],
  ] as const)('%s(%j) is %s with no ui', async (method, options, asked, expected) => {
    void side.chat[method](options as never);
    for (const { arrive } of fetches) arrive();
    await vi.waitFor(() => expect(side.opened()).toBe(1));
    expect(await methods()).toEqual([[asked, { embedded: true, ui: false, ...expected }]]);
  });
});

describe('a chat in a window of its own', () => {
  it('fails with 303 when the browser does not open the window, and leaves nothing', async () => {
    const outcome = side.chat.startChat({ subject: 'Tea' });
    for (const { arrive } of fetches) arrive();
    expect(await failure(outcome)).toEqual({ error: POPUP_BLOCKED });
    expect(side.opened()).toBe(0);
  });

  it('opens the window in the call itself, before anything is fetched', () => {
    side.popups.open = vi.fn(() => null);
    void side.chat.startChat();
    expect(side.popups.open).toHaveBeenCalledOnce();
    void side.chat.restoreChat().fail(() => {});
    void side.chat.startChat({ embedded: true });
    expect(side.popups.open).toHaveBeenCalledOnce();
  });

  it('refuses functions without a page of the site, and names the first', async () => {
    const outcome = side.chat.startChat({ logger() {} });
    for (const { arrive } of fetches) arrive();
    expect(await failure(outcome)).toMatchObject({
      error: { code: 306, description: expect.stringMatching(/^logger:/) },
    });
  });
});
