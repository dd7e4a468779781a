// Where the chat is put on a real document, and the window that it can have of its own.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChatApi, ChatPromise } from '../../../host/api.ts';
import { createBrowserChat } from '../../../host/browser-chat.ts';
import { createFrameSlot } from '../../../host/frame-element.ts';
// Here at once, so that no test waits for the file.
import '../../../host/more.ts';
import { CANCELLED, POPUP_BLOCKED } from '../../../protocol/errors.ts';
import { keepFramesEmpty } from '../../support/host-page.ts';

keepFramesEmpty();
const ORIGIN = 'https://chat.test';
const frames = () => [...document.querySelectorAll('iframe')];
const failure = (call: ChatPromise<unknown>) =>
  call.then(
    () => expect.unreachable('it should have failed'),
    (event: unknown) => event,
  );

let chat: ChatApi;
let before: string;
beforeEach(() => {
  chat = createBrowserChat(createFrameSlot(`${ORIGIN}/frame/v1/`), ORIGIN);
  document.body.innerHTML = '<div id="inner"></div>';
  before = document.documentElement.outerHTML;
});
afterEach(() => {
  chat.destroy();
  expect(document.documentElement.outerHTML).toBe(before);
  document.body.replaceChildren();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('ui.container', () => {
  it.each([
    ['an element', () => document.querySelector('#inner') as Element],
    ['a selector', () => '#inner'],
  ])('that is %s gets the iframe', async (_, container) => {
    chat.startChat({ embedded: true, ui: { container: container() } }).fail(() => {});
    await vi.waitFor(() => expect(frames()).toHaveLength(1));
    expect(frames()[0]?.parentElement?.id).toBe('inner');
  });

  it.each([
    ['a selector that finds nothing', '#nothing'],
    ['no selector at all', '###'],
    ['an element that is not on the page', document.createElement('div')],
    ['true', true],
    ['a number', 7],
    ['a list', [1]],
  ])('that is %s is refused with 306, and nothing is left', async (_, container) => {
    const call = chat.startChat({ embedded: true, ui: { container: container as never } });
    expect(await failure(call)).toMatchObject({
      error: { code: 306, description: expect.stringMatching(/^ui\.container: expected/) },
    });
    expect(frames()).toEqual([]);
  });

  it('is left for the corner by a later call without it, when no chat is open', async () => {
    chat.startChat({ embedded: true, ui: { container: '#inner' } }).fail(() => {});
    await vi.waitFor(() => expect(frames()).toHaveLength(1));
    chat.destroy();
    chat.startChat({ embedded: true }).fail(() => {});
    await vi.waitFor(() => expect(frames()).toHaveLength(1));
    expect(frames()[0]?.parentElement).toBe(document.documentElement);
  });
});

describe('localization', () => {
  it('is fetched by the page, and a failure is logged and costs no chat', async () => {
    const fetched = vi.fn(async () => new Response('nothing here', { status: 404 }));
    vi.stubGlobal('fetch', fetched);
    const logger = vi.fn();
    chat.startChat({ embedded: true, localization: 'texts.json', logger }).fail(() => {});
    await vi.waitFor(() => expect(frames()).toHaveLength(1));
    expect(String((fetched.mock.calls as unknown[][])[0]?.[0])).toBe(new URL('texts.json', document.baseURI).href);
    const lines = logger.mock.calls.map(([time, ...line]) => {
      expect(new Date(time).toISOString()).toBe(time);
      return line;
    });
    expect(lines).toContainEqual(['warn', 'host', 'localization', '404']);
    expect(lines).toContainEqual(['info', 'host', 'startChat']);
  });
});

describe('a window of its own', () => {
  const createPopup = () => ({
    closed: false,
    location: { href: 'about:blank' },
    name: ORIGIN,
    resizeTo: vi.fn(),
    focus: vi.fn(),
    postMessage: vi.fn(),
    dispatchEvent: vi.fn(),
    close() {
      this.closed = true;
    },
  });
  let popup: ReturnType<typeof createPopup>;
  const openWindow = vi.fn();
  beforeEach(() => {
    popup = createPopup();
    openWindow.mockReset().mockImplementation(() => popup);
    vi.stubGlobal('open', openWindow);
  });

  it('shows the frame’s document, in the size that was asked for, and is closed by destroy before a session', async () => {
    const call = chat.startChat({ ui: { popupWidth: 500, popupName: 'help' } });
    expect(openWindow.mock.calls).toEqual([['', 'help', 'popup']]);
    await vi.waitFor(() => expect(popup.location.href).toBe(`${ORIGIN}/frame/v1/#origin=${location.origin}`));
    expect(popup.resizeTo.mock.calls).toEqual([[500, 640]]);
    expect(popup.focus).toHaveBeenCalled();
    expect(frames()).toEqual([]);
    chat.destroy();
    expect(await failure(call)).toEqual({ error: CANCELLED });
    expect(popup.closed).toBe(true);
  });

  it('is looked for under the same name by each call', async () => {
    void chat.startChat({ ui: { popupName: 'help' } });
    void chat.startChat({ ui: { popupName: 'help' } });
    expect(openWindow.mock.calls).toEqual([
      ['', 'help', 'popup'],
      ['', 'help', 'popup'],
    ]);
    await vi.waitFor(() => expect(popup.focus).toHaveBeenCalledTimes(2));
    expect(popup.closed).toBe(false);
  });

  it('fails with 304 when the visitor closes it before there is a session', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const call = chat.startChat();
    await vi.waitFor(() => expect(popup.location.href).not.toBe('about:blank'));
    popup.closed = true;
    vi.advanceTimersByTime(1_000);
    expect(await failure(call)).toEqual({ error: CANCELLED });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('fails with 303 when it is blocked', async () => {
    openWindow.mockImplementation(() => null);
    expect(await failure(chat.startChat({ embedded: false }))).toEqual({ error: POPUP_BLOCKED });
  });

  it.each([
    { embedded: null },
    { subject: () => {} },
    { ui: { popupUrl: 'https://elsewhere.test/' } },
    { ui: { onBeforeChat() {} } },
  ])('is closed again when the options are refused: %#', async (options) => {
    expect(await failure(chat.startChat(options as never))).toMatchObject({ error: { code: 306 } });
    expect(popup.closed).toBe(true);
  });

  it('goes to a page of the site, which gets the options that are data and gives its outcome', async () => {
    const call = chat.startChat({
      subject: 'Tea',
      logger() {},
      ui: { popupUrl: '/help', title: 'Help', onBeforeChat() {} },
    });
    await vi.waitFor(() => expect(popup.location.href).toBe(new URL('/help', document.baseURI).href));
    const detail: { options?: object; hears?: (outcome: object) => void } = { origin: ORIGIN, from: popup } as object;
    window.dispatchEvent(new CustomEvent('tagalong:window', { detail }));
    expect(detail.options).toEqual({ subject: 'Tea', ui: { popupUrl: '/help', title: 'Help' } });
    const listeners: Record<string, (event: object) => void> = {};
    const theirs = Object.fromEntries(
      ['onMessageReceived', 'onSessionEnded'].map((name) => [name, (hear: () => void) => (listeners[name] = hear)]),
    );
    const run = vi.fn(async () => ({ ok: true, value: 'sent' }));
    const promise = {
      done(hear: (session: object) => void) {
        hear(theirs);
        return promise;
      },
      fail: () => promise,
    };
    detail.hears?.({ promise, core: { current: () => ({ id: 'session-0001' }), run } });
    const session = await call;
    const told = vi.fn();
    session.onMessageReceived(told);
    // A call that joins the one before it is told of the same session, which is not listened to again.
    const { onMessageReceived } = listeners;
    detail.hears?.({ promise, core: { current: () => ({ id: 'session-0001' }), run } });
    expect(listeners.onMessageReceived).toBe(onMessageReceived);
    listeners.onMessageReceived?.({ index: 1 });
    listeners.onMessageReceived?.({ index: 1 });
    await vi.waitFor(() => expect(told.mock.calls).toEqual([[{ index: 1 }]]));
    expect(await session.sendMessage('hello')).toBe('sent');
    expect(run).toHaveBeenCalledOnce();
    // The chat goes on in its window when this page gives it up.
    chat.destroy();
    expect(popup.closed).toBe(false);
  });
});
