import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as penpal from 'penpal';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CUTS, cut, withoutUnusedParts } from '../../../build/lean-penpal.ts';

const original = readFileSync(
  createRequire(import.meta.url)
    .resolve('penpal')
    .replace(/\.cjs$/, '.mjs'),
  'utf8',
);

describe('each cut', () => {
  let before = original;
  for (const one of CUTS) {
    const [what] = one;
    const after = (() => {
      try {
        return cut(before, one);
      } catch {
        return null;
      }
    })();
    it(`"${what}" has its passage in the installed Penpal, and fails the build without it`, () => {
      expect(after).not.toBeNull();
      expect(() => cut(after ?? '', one)).toThrow(`Penpal has changed: no passage found for "${what}"`);
    });
    before = after ?? before;
  }

  it('together are what the build applies', () => {
    expect(before).toBe(withoutUnusedParts(original));
    expect(before.length).toBeLessThan(original.length);
  });
});

type Penpal = Pick<typeof penpal, 'connect' | 'PortMessenger' | 'WindowMessenger'>;
const lean: Penpal = await import(`data:text/javascript,${encodeURIComponent(withoutUnusedParts(original))}`);

describe.each([
  ['lean', 'original', lean, penpal],
  ['original', 'lean', penpal, lean],
  ['lean', 'lean', lean, lean],
  ['original', 'original', penpal as Penpal, penpal],
])('between a %s host page and a %s frame', (_here, _there, ours, theirs) => {
  const ports: MessagePort[] = [];
  afterEach(() => {
    for (const port of ports.splice(0)) port.close();
  });

  type Answers = Record<string, (...args: never[]) => unknown>;
  type Calls = Record<string, (...args: unknown[]) => Promise<unknown>>;
  const join = async (hostMethods: Answers, frameMethods: Answers) => {
    const { port1, port2 } = new MessageChannel();
    ports.push(port1, port2);
    const open = ({ connect, PortMessenger }: Penpal, port: MessagePort, methods: Answers) =>
      connect({ messenger: new PortMessenger({ port }), methods: methods as never });
    const host = open(ours, port1, hostMethods);
    const frame = open(theirs, port2, frameMethods);
    const [toFrame, toHost] = (await Promise.all([host.promise, frame.promise])) as unknown as [Calls, Calls];
    return { host, frame, toFrame, toHost };
  };

  it('calls go both ways, also inside one another, with values as they were', async () => {
    const value = { text: 'ü', list: [1, null, undefined], at: new Date(0), deep: { er: new Map([[1, 2]]) } };
    const { toFrame, toHost } = await join(
      { frameReady: (given: unknown) => ({ given }) },
      {
        submit: (request: unknown) => Promise.resolve({ ok: true, value: request }),
        twice: async (n: number) => [n, await toHost.frameReady?.(n)],
      },
    );
    expect(await toFrame.submit?.(value)).toEqual({ ok: true, value });
    expect(await toHost.frameReady?.(undefined)).toEqual({ given: undefined });
    expect(await toFrame.twice?.(2)).toEqual([2, { given: 2 }]);
  });

  it('many calls at once each get their own answer', async () => {
    const { toFrame } = await join({}, { submit: async (n: number) => n * 2 });
    const numbers = Array.from({ length: 50 }, (_, n) => n);
    expect(await Promise.all(numbers.map((n) => toFrame.submit?.(n)))).toEqual(numbers.map((n) => n * 2));
  });

  it('a method that throws rejects the call, one that is missing too', async () => {
    const { toFrame } = await join(
      {},
      {
        leave() {
          throw new TypeError('no');
        },
      },
    );
    const rejection = (call: Promise<unknown> | undefined) =>
      call?.then(
        () => null,
        () => 'rejected',
      );
    expect(await rejection(toFrame.leave?.())).toBe('rejected');
    expect(await rejection(toFrame.missing?.())).toBe('rejected');
  });

  it('what cannot be sent rejects the call with the code that the link heals by', async () => {
    const { toFrame } = await join({}, { submit: () => null });
    await expect(toFrame.submit?.(() => {})).rejects.toMatchObject({ code: 'TRANSMISSION_FAILED' });
  });

  it('the end of the connection rejects what is open', async () => {
    const { toFrame, host } = await join({}, { submit: () => new Promise(() => {}) });
    const open = toFrame.submit?.();
    host.destroy();
    await expect(open).rejects.toMatchObject({ code: 'CONNECTION_DESTROYED' });
  });
});

const [SITE, CHAT] = ['https://site.test', 'https://chat.test'];

/** Two windows of which each is the other's remote one. They share the global, which hears what either is sent. */
function createWindows() {
  const channel = new EventTarget();
  const to = (origin: string, source: () => object) => ({
    postMessage(data: unknown, { targetOrigin, transfer = [] }: { targetOrigin: string; transfer?: MessagePort[] }) {
      if (targetOrigin !== '*' && targetOrigin !== (origin === SITE ? CHAT : SITE)) return;
      const event = { data: structuredClone(data), origin, ports: transfer, source: source() };
      queueMicrotask(() => channel.dispatchEvent(Object.assign(new Event('message'), event)));
    },
  });
  const host: object = to(CHAT, () => frame);
  const frame: object = to(SITE, () => host);
  return { channel, host: host as Window, frame: frame as Window };
}

describe.each([
  ['lean', 'original', lean, penpal as Penpal],
  ['original', 'lean', penpal as Penpal, lean],
  ['lean', 'lean', lean, lean],
])('between the windows of a %s host page and a %s frame', (_here, _there, ours, theirs) => {
  let windows: ReturnType<typeof createWindows>;
  beforeEach(() => {
    windows = createWindows();
    vi.stubGlobal('window', windows.channel);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });
  const open = ({ connect, WindowMessenger }: Penpal, remoteWindow: Window, origin: string, methods: object) =>
    connect({ messenger: new WindowMessenger({ remoteWindow, allowedOrigins: [origin] }), methods: methods as never });
  type Remote = { say(text: string): Promise<string> };

  // The leader of the handshake is drawn by lot.
  it.each(
    Array.from({ length: 12 }, (_, n) => n),
  )('the handshake succeeds and calls go both ways, draw %i', async () => {
    const host = open(ours, windows.frame, CHAT, { say: (text: string) => `host: ${text}` });
    const frame = open(theirs, windows.host, SITE, { say: (text: string) => `frame: ${text}` });
    const [toFrame, toHost] = (await Promise.all([host.promise, frame.promise])) as unknown as [Remote, Remote];
    expect(await toFrame.say('a')).toBe('frame: a');
    expect(await toHost.say('b')).toBe('host: b');
    host.destroy();
    frame.destroy();
  });

  it('a document that is loaded anew beneath the same window gets the connection', async () => {
    const host = open(ours, windows.frame, CHAT, { say: (text: string) => text });
    const first = open(theirs, windows.host, SITE, {});
    await Promise.all([host.promise, first.promise]);
    const second = open(theirs, windows.host, SITE, {});
    expect(await ((await second.promise) as unknown as Remote).say('again')).toBe('again');
    for (const { destroy } of [host, first, second]) destroy();
  });

  it('an origin that is not the expected one is not spoken to', async () => {
    const host = open(ours, windows.frame, 'https://other.test', {});
    const frame = open(theirs, windows.host, SITE, {});
    const outcome = Promise.race([host.promise, frame.promise].map((promise) => promise.then(() => 'connected')));
    const quiet = new Promise((resolve) => setImmediate(() => setImmediate(() => resolve('quiet'))));
    expect(await Promise.race([outcome, quiet])).toBe('quiet');
    host.destroy();
    frame.destroy();
  });
});
