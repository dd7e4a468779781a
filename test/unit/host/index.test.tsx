import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChatPromise, Session } from '../../../host/index.ts';
import { CHAT_ERRORS, createChat } from '../../../host/index.ts';
import { HANDSHAKE_LIMIT_MS } from '../../../protocol/limits.ts';
import { LINK_VERSION } from '../../../protocol/version.ts';
import { keepFramesEmpty } from '../../support/host-page.ts';

keepFramesEmpty();
const origin = 'https://chat.test';
const frames = () => [...document.querySelectorAll('iframe')];
const failure = (call: ChatPromise<Session>) =>
  call.then(
    () => expect.unreachable('it should have failed'),
    (event: unknown) => event,
  );

afterEach(() => createChat({ origin }).destroy());

describe('createChat', () => {
  it('gives one chat object to an origin and a deployment, however they are written', () => {
    const chat = createChat({ origin });
    for (const same of ['https://chat.test/', 'https://chat.test:443', 'HTTPS://CHAT.test/some/path?a#b']) {
      expect(createChat({ origin: same })).toBe(chat);
    }
    expect(createChat({ origin, deployment: 'default' })).toBe(chat);
    expect(createChat({ origin, deployment: undefined })).toBe(chat);
    expect(createChat({ origin, deployment: 'shop' })).not.toBe(chat);
    expect(createChat({ origin: 'https://other.test' })).not.toBe(chat);
  });

  it.each(['', 'chat.test', '/chat', 'https://'])('throws on an origin that is none: %j', (wrong) => {
    expect(() => createChat({ origin: wrong })).toThrow(TypeError);
  });

  it('leaves the page alone until a call needs the frame', () => {
    const chat = createChat({ origin });
    chat.onSession(() => {});
    chat.close();
    chat.toggle();
    expect(chat.isMinimized()).toBe(false);
    expect(frames()).toEqual([]);
  });

  it('opens the frame of its link version, and leaves nothing behind after destroy', async () => {
    const before = document.documentElement.outerHTML;
    const chat = createChat({ origin });
    const call = chat.startChat({ embedded: true });
    expect(frames().map(({ src }) => src)).toEqual([
      `https://chat.test/frame/v${LINK_VERSION}/#origin=${location.origin}`,
    ]);
    chat.destroy();
    expect(await failure(call)).toEqual({ error: CHAT_ERRORS.cancelled });
    expect(document.documentElement.outerHTML).toBe(before);
  });

  it('starts afresh after destroy', () => {
    const chat = createChat({ origin });
    for (let times = 0; times < 3; times += 1) {
      chat.startChat({ embedded: true }).fail(() => {});
      expect(frames()).toHaveLength(1);
      chat.destroy();
      expect(frames()).toHaveLength(0);
    }
  });

  it('puts the iframe back at the next call if the page took it away before it answered', () => {
    const chat = createChat({ origin });
    chat.startChat({ embedded: true }).fail(() => {});
    frames()[0]?.remove();
    chat.destroy();
    chat.restoreChat({ embedded: true }).fail(() => {});
    expect(frames()).toHaveLength(1);
  });

  it('refuses a wrong option at once, with nothing left on the page', async () => {
    const chat = createChat({ origin });
    expect(await failure(chat.startChat({ embedded: true, subject: (() => 1) as never }))).toMatchObject({
      error: { code: 306 },
    });
    expect(await failure(chat.restoreChat())).toEqual({ error: CHAT_ERRORS.embeddedRequired });
    expect(frames()).toEqual([]);
  });
});

describe('in a page that is prerendered', () => {
  const prerender = (value: boolean) => Object.defineProperty(document, 'prerendering', { value, configurable: true });
  const show = () => {
    prerender(false);
    document.dispatchEvent(new Event('prerenderingchange'));
  };
  beforeEach(() => {
    vi.useFakeTimers();
    prerender(true);
  });
  afterEach(() => {
    vi.useRealTimers();
    Reflect.deleteProperty(document, 'prerendering');
  });

  it('no time limit runs before the page is shown, and then each has its whole time', async () => {
    const events: unknown[] = [];
    for (let times = 0; times < 2; times += 1)
      createChat({ origin })
        .restoreChat({ embedded: true })
        .fail((event) => events.push(event));
    await vi.advanceTimersByTimeAsync(100 * HANDSHAKE_LIMIT_MS);
    show();
    await vi.advanceTimersByTimeAsync(HANDSHAKE_LIMIT_MS - 1);
    expect(events).toEqual([]);
    expect(frames()).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    const { frameUnreachable: error } = CHAT_ERRORS;
    expect(events).toEqual([{ error }, { error }]);
  });

  it('nothing comes of a call that was given up before the page is shown', async () => {
    const chat = createChat({ origin });
    const call = failure(chat.restoreChat({ embedded: true }));
    chat.destroy();
    expect(await call).toEqual({ error: CHAT_ERRORS.cancelled });
    show();
    await vi.advanceTimersByTimeAsync(HANDSHAKE_LIMIT_MS);
    expect(frames()).toEqual([]);
  });
});
