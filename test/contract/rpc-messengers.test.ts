// Host page and frame, joined by messages between windows: today's messengers, and those of loaders and frames that were
// built before them, with the whole Penpal and with what the build leaves of it. Whoever posts to either window.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Messenger } from 'penpal';
import * as whole from 'penpal';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { withoutUnusedParts } from '../../build/lean-penpal.ts';
import { createMessenger } from '../../frame/rpc/messenger.ts';
import { createHostQueue } from '../../frame/session/host-queue.ts';
import { openLink } from '../../host/link.ts';
import { messengerTo } from '../../host/messenger.ts';
import { FRAME_UNREACHABLE } from '../../protocol/errors.ts';
import { failed } from '../../protocol/result.ts';
import { FORGED } from '../support/forged.ts';
import { createFakeClock } from '../support/frame-fakes.ts';
import { HEALING_MS } from '../support/healing.ts';
import { CHAT, createWindows, SITE } from '../support/message-windows.ts';

type Connect = Pick<typeof whole, 'connect'>;
type Remote = { say(text: string): Promise<string> };
type Age = 'today' | 'before';

const source = readFileSync(
  createRequire(import.meta.url)
    .resolve('penpal')
    .replace(/\.cjs$/, '.mjs'),
  'utf8',
);
const lean: Connect = await import(`data:text/javascript,${encodeURIComponent(withoutUnusedParts(source))}`);

let windows: ReturnType<typeof createWindows>;
let clock: ReturnType<typeof createFakeClock>;
let ends: { destroy(): void }[];

beforeEach(() => {
  windows = createWindows();
  clock = createFakeClock();
  ends = [];
});
afterEach(() => {
  vi.useRealTimers();
  for (const { destroy } of ends) destroy();
  vi.unstubAllGlobals();
});

/** Globals are those of the window that the code runs in. */
function inWindow<Value>(window: object, run: () => Value): Value {
  vi.stubGlobal('window', window);
  for (const [name, value] of Object.entries(window)) vi.stubGlobal(name, value);
  return run();
}

const methodsOf = (name: string) => ({
  say: (text: string) => `${name}: ${text}`,
  wait: () => new Promise<never>(() => {}),
});

function openHost({ connect }: Connect, age: Age, origin = CHAT, methods: object = methodsOf('host')) {
  return inWindow(windows.site, () => {
    const messenger =
      age === 'today'
        ? messengerTo(windows.frameSeen, origin)
        : new whole.WindowMessenger({ remoteWindow: windows.frameSeen, allowedOrigins: [origin] });
    const end = connect({ messenger, methods: methods as never });
    ends.push(end);
    return end.promise as unknown as Promise<Remote>;
  });
}

function openFrame({ connect }: Connect, age: Age, name = 'frame') {
  return inWindow(windows.frame, () => {
    const messenger =
      age === 'today'
        ? createMessenger({ here: windows.frame as never, there: windows.siteSeen }, SITE, clock)
        : new whole.WindowMessenger({ remoteWindow: windows.siteSeen, allowedOrigins: [SITE] });
    return connect({ messenger, methods: methodsOf(name) }).promise as unknown as Promise<Remote>;
  });
}

const quiet = () => new Promise<string>((resolve) => setImmediate(() => setImmediate(() => resolve('quiet'))));

describe.each([
  ['today', 'today', lean, lean],
  ['today', 'today', whole, lean],
  ['today', 'before', lean, whole],
  ['before', 'today', whole, lean],
] as const)('between a host page of %s and a frame of %s', (hostAge, frameAge, ours, theirs) => {
  // The leader of the handshake is drawn by lot.
  it.each(Array.from({ length: 8 }, (_, n) => n))('calls go both ways, draw %i', async () => {
    const [toFrame, toHost] = await Promise.all([openHost(ours, hostAge), openFrame(theirs, frameAge)]);
    expect(await Promise.all([toFrame.say('a'), toHost.say('b')])).toEqual(['frame: a', 'host: b']);
  });

  it('a document that is loaded anew beneath the same window gets the connection', async () => {
    const host = openHost(ours, hostAge);
    await openFrame(theirs, frameAge);
    await host;
    windows.frame.empty();
    const again = await openFrame(theirs, frameAge, 'again');
    expect(await again.say('b')).toBe('host: b');
    expect(await (await host).say('a')).toBe('again: a');
  });

  it('an origin that is not the expected one is not spoken to', async () => {
    const both = [openHost(ours, hostAge, 'https://other.test'), openFrame(theirs, frameAge)];
    const outcome = Promise.race(both.map((one) => one.then(() => 'connected')));
    expect(await Promise.race([outcome, quiet()])).toBe('quiet');
  });
});

describe('a frame that is loaded anew by itself', () => {
  /** As a page has it, which makes its way anew by itself. */
  function openPageLink() {
    const methods = methodsOf('host') as never;
    const openMessenger = (): Messenger => {
      const messenger = messengerTo(windows.frameSeen, CHAT);
      const here = <Value>(run: () => Value): Value => inWindow(windows.site, run);
      const { initialize, destroy } = messenger;
      return { ...messenger, initialize: (to) => here(() => initialize(to)), destroy: () => here(destroy) };
    };
    const link = openLink(openMessenger, () => false, methods);
    ends.push({ destroy: link.close });
    return (method: 'say' | 'wait', text: string): Promise<unknown> => link.call(method as never, text as never);
  }

  /** Of the time of both sides, which runs no further than that. */
  async function within<Value>(limitMs: number, outcome: Promise<Value>): Promise<Value | 'too late'> {
    const all: Value[] = [];
    void outcome.then((value) => all.push(value));
    for (let waitedMs = 0; all.length === 0 && waitedMs < limitMs; waitedMs += 100) {
      await quiet();
      await clock.advance(100);
      await vi.advanceTimersByTimeAsync(100);
    }
    await quiet();
    return all[0] ?? 'too late';
  }

  it('answers the page within two seconds, and what the one before it was asked has failed by then', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const ask = openPageLink();
    await openFrame(lean, 'today');
    expect(await within(HEALING_MS, ask('say', 'before'))).toBe('frame: before');
    windows.frame.empty();
    const open = ask('wait', 'on its way');
    await quiet();
    const toHost = openFrame(lean, 'today', 'again');
    expect(await within(HEALING_MS, open)).toEqual(failed(FRAME_UNREACHABLE));
    expect(await within(HEALING_MS, ask('say', 'after'))).toBe('again: after');
    expect(await within(HEALING_MS, (await toHost).say('here'))).toBe('host: here');
  });
});

describe('what a script of the page has made up', () => {
  const forgeTo = (frame: Window, messages: (typeof FORGED)[string]) => {
    for (const { data, withPort } of messages) {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {};
      ends.push({ destroy: () => port1.close() });
      frame.postMessage(data, '*', withPort ? [port2] : []);
    }
  };

  it.each(Object.entries(FORGED))('%s: the next calls of both sides have their answers', async (_kind, messages) => {
    const [toFrame, toHost] = await Promise.all([openHost(lean, 'today'), openFrame(lean, 'today')]);
    const open = toFrame.say('open');
    forgeTo(windows.frameSeen, messages);
    await quiet();
    expect(await open).toBe('frame: open');
    // A call that went elsewhere is made again by whoever made it; by then there is a way.
    const first = toHost.say('b');
    const answered = await Promise.race([first, quiet().then(quiet)]);
    if (answered === 'quiet') {
      await clock.advance(500);
      await quiet();
      expect(await toHost.say('b')).toBe('host: b');
    }
    expect(await toFrame.say('a')).toBe('frame: a');
  });

  it.each(Object.entries(FORGED))('%s: the page is told within two seconds, and once', async (_kind, messages) => {
    const told: string[] = [];
    const hears = {
      say(text: string) {
        told.push(text);
        return text;
      },
    };
    const [, toHost] = await Promise.all([openHost(lean, 'today', CHAT, hears), openFrame(lean, 'today')]);
    const queue = createHostQueue(clock);
    forgeTo(windows.frameSeen, messages);
    await quiet();
    queue.add(() => toHost.say('one'));
    queue.add(() => toHost.say('two'));
    for (let waitedMs = 0; told.length < 2 && waitedMs < HEALING_MS; waitedMs += 100) {
      await quiet();
      await clock.advance(100);
    }
    await quiet();
    expect(told).toEqual(['one', 'two']);
    for (let turn = 0; turn < 50; turn += 1) {
      await quiet();
      await clock.advance(1_000);
    }
    expect(told).toEqual(['one', 'two']);
  });

  it('goes elsewhere only where a whole handshake was made up', async () => {
    for (const [kind, messages] of Object.entries(FORGED)) {
      windows = createWindows();
      const [, toHost] = await Promise.all([openHost(lean, 'today'), openFrame(lean, 'today')]);
      expect(await toHost.say('a')).toBe('host: a');
      forgeTo(windows.frameSeen, messages);
      await quiet();
      const answered = await Promise.race([toHost.say('b'), quiet().then(quiet)]);
      expect(answered, kind).toBe(kind === 'SYN, then ACK2 with a port' ? 'quiet' : 'host: b');
    }
  });

  it.each(['CALL', 'DESTROY', 'REPLY'])('%s through a window runs no method and ends nothing', async (type) => {
    const [toFrame, toHost] = await Promise.all([openHost(lean, 'today'), openFrame(lean, 'today')]);
    const data = { namespace: 'penpal', type, id: '1', callId: '1', methodPath: ['say'], args: ['x'] };
    const heard: unknown[] = [];
    windows.site.addEventListener('message', ({ data: word }) => heard.push(word));
    windows.frameSeen.postMessage(data, '*');
    windows.siteSeen.postMessage(data, '*');
    await quiet();
    expect(heard).toEqual([data]);
    expect(await Promise.all([toFrame.say('a'), toHost.say('b')])).toEqual(['frame: a', 'host: b']);
  });

  it('a page that ends its link closes every port that it ever gave', () => {
    const closed = vi.spyOn(MessagePort.prototype, 'close');
    const messenger = messengerTo({ postMessage() {} } as unknown as Window, CHAT);
    for (let asked = 0; asked < 10; asked += 1) messenger.sendMessage({ type: 'ACK2' } as never);
    vi.stubGlobal('removeEventListener', () => {});
    messenger.destroy();
    expect(closed).toHaveBeenCalledTimes(10);
    closed.mockRestore();
  });

  it('an event that no window has sent is not believed by the host page, nor one of another window or origin', async () => {
    const [toFrame] = await Promise.all([openHost(lean, 'today'), openFrame(lean, 'today')]);
    expect(await toFrame.say('a')).toBe('frame: a');
    const { port1, port2 } = new MessageChannel();
    const stolen: unknown[] = [];
    port1.onmessage = ({ data }) => stolen.push(data);
    const real = { origin: CHAT, source: windows.frameSeen, isTrusted: true, ports: [port2] };
    for (const wrong of [{ isTrusted: false }, { source: windows.siteSeen }, { source: null }, { origin: SITE }]) {
      windows.site.hear({ ...real, ...wrong, data: { namespace: 'penpal', type: 'ACK2' } });
    }
    expect(await toFrame.say('b')).toBe('frame: b');
    expect(stolen).toEqual([]);
    port1.close();
  });

  it('a page that is only busy hears a call once, though a new way is asked for meanwhile', async () => {
    const [, toHost] = await Promise.all([openHost(lean, 'today'), openFrame(lean, 'today')]);
    const answer = toHost.say('slow');
    await clock.advance(500);
    expect(await answer).toBe('host: slow');
    expect(await toHost.say('next')).toBe('host: next');
  });
});
