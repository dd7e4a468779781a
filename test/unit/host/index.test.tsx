import { afterEach, describe, expect, it } from 'vitest';
import type { ChatPromise, Session } from '../../../host/index.ts';
import { CHAT_ERRORS, createChat } from '../../../host/index.ts';
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
