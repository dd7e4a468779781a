// The loader in a document: what it takes over, what it inserts and when. The link part is played by the test.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FrameSlot } from '../../../host/frame-element.ts';
import type { LinkPart } from '../../../host/loader.ts';
import { installStub, type Stub } from '../../../host/snippet.ts';
import { HANDSHAKE_LIMIT_MS } from '../../../protocol/limits.ts';
import { keepFramesEmpty } from '../../support/host-page.ts';

type Scope = Window & { [name: string]: unknown };
const page = window as unknown as Scope;

/** One fetch of the link part, which the test lets succeed, fail or hang. */
type Fetch = { address: string; arrive(): void; fail(): void };
let fetches: Fetch[];
/** As in a browser there is one fetch, whoever asks, until it fails. */
let pending: Promise<LinkPart> | undefined;
let linked: { stub: Stub; slot: FrameSlot; script: HTMLScriptElement; waiting: unknown[] }[];

const part: LinkPart = {
  link(stub, slot, script) {
    if (linked.length > 0) return;
    linked.push({ stub, slot, script, waiting: stub.q.splice(0).map(([, method, args]) => [method, args]) });
    stub.q.push = () => 0;
  },
};

function pasteScript(dataset: Record<string, string> = {}) {
  const script = document.createElement('script');
  Object.defineProperty(script, 'src', { value: 'https://chat.test/chat.js' });
  Object.assign(script.dataset, dataset);
  return script;
}

/** The browser runs chat.js. */
async function load(script = pasteScript()) {
  Object.defineProperty(document, 'currentScript', { configurable: true, value: script });
  vi.resetModules();
  await import('../../../host/loader.ts');
  return script;
}

const frames = () => [...document.querySelectorAll('iframe')];
const settle = () => new Promise((resolve) => setImmediate(resolve));
const failure = (call: PromiseLike<unknown>) =>
  call.then(
    () => expect.unreachable('it should have failed'),
    (event: unknown) => event,
  );

keepFramesEmpty();
beforeEach(() => {
  fetches = [];
  pending = undefined;
  linked = [];
  vi.stubGlobal('importLink', (address: string) => {
    pending ??= new Promise<LinkPart>((resolve, reject) => {
      const fail = () => {
        pending = undefined;
        reject(new TypeError('not loaded'));
      };
      fetches.push({ address, arrive: () => resolve(part), fail });
    });
    return pending;
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  for (const frame of frames()) frame.remove();
  for (const name of ['chat', 'help']) delete page[name];
});

describe('before a call needs the chat', () => {
  it('fetches nothing, inserts nothing and takes the stub’s place', async () => {
    const stub = installStub(page, 'chat');
    stub.onSession(() => {});
    stub.minimize();
    await load();
    expect(page.chat).toBe(stub);
    expect([fetches, frames()]).toEqual([[], []]);
    expect(stub.q).toHaveLength(2);
  });

  it('makes the global of a page that pasted no stub', async () => {
    await load();
    const { chat } = page as unknown as { chat: Stub };
    chat.onSession(() => {});
    expect(chat.isMinimized()).toBe(false);
    expect(fetches).toEqual([]);
    void chat.startChat({ embedded: true });
    expect([fetches.length, frames().length]).toEqual([1, 1]);
  });

  it('takes the place of an element whose id is the global’s name', async () => {
    page.chat = document.createElement('form');
    await load();
    expect((page.chat as Stub).startChat).toBeTypeOf('function');
  });
});

describe('with a call that needs the chat', () => {
  it('inserts the hidden iframe and fetches the link part beside it, both once', async () => {
    const stub = installStub(page, 'chat');
    void stub.restoreChat({ embedded: true });
    await load();
    void stub.startChat({ embedded: true });
    const [frame] = frames();
    expect(frames()).toHaveLength(1);
    expect(frame?.parentNode).toBe(document.documentElement);
    expect(frame?.style.display).toBe('none');
    expect(frame?.getAttribute('src')).toBe(`https://chat.test%FRAME_PATH%#origin=${location.origin}`);
    expect(frame?.getAttribute('sandbox')?.split(' ')).toEqual([
      ...['allow-scripts', 'allow-same-origin', 'allow-forms', 'allow-popups'],
      ...['allow-popups-to-escape-sandbox', 'allow-downloads'],
    ]);
    expect(frame?.getAttribute('allow')).toBe('autoplay');
    expect(fetches.map(({ address }) => address)).toEqual(['https://chat.test/host/%LINK_FILE%']);
  });

  it.each([
    undefined,
    {},
    { embedded: false },
    Object.defineProperty({}, 'embedded', {
      get: () => {
        throw new Error('the page’s own');
      },
    }),
  ])('of options %# leaves the iframe to the link part', async (options) => {
    await load();
    void (page.chat as Stub).startChat(options);
    expect([fetches.length, frames().length]).toEqual([1, 0]);
  });

  it('hands the queue over in order, with the iframe and the script', async () => {
    const stub = installStub(page, 'chat');
    stub.minimize();
    void stub.restoreChat({ embedded: true });
    const script = await load(pasteScript({ deployment: 'shop' }));
    stub.onSession(() => {});
    void stub.startChat({ embedded: true });
    fetches[0]?.arrive();
    await settle();
    expect(linked).toHaveLength(1);
    const [{ slot, waiting, ...given }] = linked as [(typeof linked)[number]];
    expect(given).toMatchObject({ stub, script });
    expect(given.script.dataset.deployment).toBe('shop');
    expect(waiting.map((entry) => (entry as [string])[0])).toEqual([
      'minimize',
      'restoreChat',
      'onSession',
      'startChat',
    ]);
    expect(slot(document.documentElement)).toBe(frames()[0]);
    slot();
    expect(frames()).toEqual([]);
  });

  it('is heard under the name that the script tag gives', async () => {
    await load(pasteScript({ global: 'help' }));
    expect(page.chat).toBeUndefined();
    void (page.help as Stub).startChat({ embedded: true });
    expect(fetches).toHaveLength(1);
  });
});

describe('standing on the page twice', () => {
  it('changes nothing: one queue, one iframe, one fetch, every call once', async () => {
    const stub = installStub(page, 'chat');
    await load();
    void stub.startChat({ embedded: true });
    await load();
    void stub.restoreChat({ embedded: true });
    expect([fetches.length, frames().length, stub.q.length]).toEqual([1, 1, 2]);
    fetches[0]?.arrive();
    await settle();
    await load();
    expect(linked.map(({ waiting }) => waiting.length)).toEqual([2]);
    expect(fetches).toHaveLength(1);
  });
});

describe('a link part that does not come', () => {
  it('fails what waits for a chat with 300, takes the iframe away, and keeps the rest of the queue', async () => {
    const stub = installStub(page, 'chat');
    const onSession = vi.fn();
    stub.onSession(onSession);
    await load();
    const call = stub.startChat({ embedded: true });
    const [done, fail] = [vi.fn(), vi.fn()];
    call.done(done).fail(fail);
    fetches[0]?.fail();
    expect(await failure(call)).toMatchObject({ error: { code: 300, description: expect.any(String) } });
    expect([done.mock.calls.length, fail.mock.calls.length]).toEqual([0, 1]);
    expect(frames()).toEqual([]);
    expect(stub.q.map(([, method]) => method)).toEqual(['onSession']);
  });

  it('is fetched again by a later call', async () => {
    await load();
    const stub = page.chat as Stub;
    const first = stub.startChat({ embedded: true });
    fetches[0]?.fail();
    await failure(first);
    void stub.startChat({ embedded: true });
    expect([fetches.length, frames().length]).toEqual([2, 1]);
    fetches[1]?.arrive();
    await settle();
    expect(linked.map(({ waiting }) => waiting)).toEqual([[['startChat', [{ embedded: true }]]]]);
  });

  it('fails with 300 as well when its fetch hangs, and is linked once if it comes after all', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    await load();
    const stub = page.chat as Stub;
    const first = failure(stub.restoreChat({ embedded: true }));
    vi.advanceTimersByTime(HANDSHAKE_LIMIT_MS);
    expect(await first).toMatchObject({ error: { code: 300 } });
    expect(frames()).toEqual([]);
    void stub.startChat({ embedded: true });
    expect([fetches.length, frames().length]).toEqual([1, 1]);
    fetches[0]?.arrive();
    await settle();
    expect(linked.map(({ waiting }) => waiting.length)).toEqual([1]);
  });

  it('does nothing to a chat that came in time', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    await load();
    void (page.chat as Stub).startChat({ embedded: true });
    fetches[0]?.arrive();
    await settle();
    vi.advanceTimersByTime(2 * HANDSHAKE_LIMIT_MS);
    expect(frames()).toHaveLength(1);
  });
});
