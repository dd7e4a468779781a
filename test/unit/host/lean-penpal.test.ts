import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as penpal from 'penpal';
import { afterEach, describe, expect, it } from 'vitest';
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

type Penpal = Pick<typeof penpal, 'connect'>;
const lean: Penpal = await import(`data:text/javascript,${encodeURIComponent(withoutUnusedParts(original))}`);

/** Penpal's own messengers are not in use, so what is left of it knows none. */
function overPort(port: MessagePort): penpal.Messenger {
  const handlers = new Set<(message: penpal.Message) => void>();
  return {
    initialize() {
      port.onmessage = ({ data }) => {
        for (const handler of handlers) handler(data);
      };
    },
    sendMessage: (message) => port.postMessage(message),
    addMessageHandler: (handler) => handlers.add(handler),
    removeMessageHandler: (handler) => handlers.delete(handler),
    destroy: () => port.close(),
  };
}

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
    const open = ({ connect }: Penpal, port: MessagePort, methods: Answers) =>
      connect({ messenger: overPort(port), methods: methods as never });
    const host = open(ours, port1, hostMethods);
    const frame = open(theirs, port2, frameMethods);
    const [toFrame, toHost] = (await Promise.all([host.promise, frame.promise])) as unknown as [Calls, Calls];
    return { host, frame, toFrame, toHost };
  };

  const rejection = (call: Promise<unknown> | undefined) =>
    call?.then(
      () => null,
      () => 'rejected',
    );

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
    expect(await rejection(toFrame.leave?.())).toBe('rejected');
    expect(await rejection(toFrame.missing?.())).toBe('rejected');
  });

  it('what cannot be sent rejects the call', async () => {
    const { toFrame } = await join({}, { submit: () => null });
    expect(await rejection(toFrame.submit?.(() => {}))).toBe('rejected');
  });

  it('the end of the connection rejects what is open', async () => {
    const { toFrame, host } = await join({}, { submit: () => new Promise(() => {}) });
    const open = toFrame.submit?.();
    host.destroy();
    expect(await rejection(open)).toBe('rejected');
  });
});
