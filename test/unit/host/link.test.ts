import { type Connection, connect, type Message, PortMessenger } from 'penpal';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Link, openLink } from '../../../host/link.ts';
import { FRAME_UNREACHABLE } from '../../../protocol/errors.ts';
import { HANDSHAKE_LIMIT_MS } from '../../../protocol/limits.ts';
import { failed, ok } from '../../../protocol/result.ts';
import type { HostMethods } from '../../../protocol/rpc.ts';

const UNREACHABLE = failed(FRAME_UNREACHABLE);
const REQUEST = { to: 'open' };

/** One way to a frame: opened by the link, ended by the test. */
type Way = {
  frame: Connection | null;
  hear(message: Message): void;
  /** Of the frame's document, as its handshake says. */
  name: string | undefined;
};
let ways: Way[];
let ports: MessagePort[];
let isGone: boolean;
let frameAnswers: boolean;
let link: Link;
const setWindow = vi.fn((): unknown => ok(null));

const openMessenger = () => {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  const messenger = new PortMessenger({ port: port1 });
  const frame = frameAnswers
    ? connect({ messenger: new PortMessenger({ port: port2 }), methods: { setWindow } as never })
    : null;
  isGone = false;
  const handlers: ((message: Message) => void)[] = [];
  const way: Way = {
    frame,
    name: undefined,
    hear(message) {
      for (const handler of handlers) handler(message);
    },
  };
  const { addMessageHandler } = messenger;
  messenger.addMessageHandler = (handler) => {
    handlers.push(handler);
    addMessageHandler(handler);
  };
  messenger.addMessageHandler((message) => {
    if (message.type === 'SYN') way.name = message.participantId;
  });
  ways.push(way);
  return messenger;
};

/** The frame's document says its first word, through the window that the one before it had. */
const loadAnew = (participantId = 'another') =>
  ways.at(-1)?.hear({ namespace: 'penpal', channel: undefined, type: 'SYN', participantId });

beforeEach(() => {
  ways = [];
  ports = [];
  isGone = false;
  frameAnswers = true;
  setWindow.mockReset().mockImplementation(() => ok(null));
  link = openLink(openMessenger, () => isGone, {} as HostMethods);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  link.close();
  for (const { frame } of ways) frame?.destroy();
  for (const port of ports) port.close();
});

it('answers with what the frame answered', async () => {
  expect(await link.call('setWindow', REQUEST)).toEqual(ok(null));
  expect(setWindow.mock.calls).toEqual([[REQUEST]]);
});

it('answers with 300 where the frame throws or has no such method', async () => {
  setWindow.mockImplementation(() => {
    throw new Error('inside');
  });
  expect(await link.call('setWindow', REQUEST)).toEqual(UNREACHABLE);
  expect(await link.call('leave', {})).toEqual(UNREACHABLE);
  expect(ways).toHaveLength(1);
});

it('fails at once what an earlier document of the frame was asked, and asks the next one for what comes then', async () => {
  await link.call('setWindow', REQUEST);
  setWindow.mockImplementationOnce(() => new Promise(() => {}));
  const open = link.call('setWindow', REQUEST);
  await vi.waitFor(() => expect(setWindow).toHaveBeenCalledTimes(2));
  loadAnew();
  expect(await open).toEqual(UNREACHABLE);
  expect(await link.call('setWindow', REQUEST)).toEqual(ok(null));
  expect([ways.length, setWindow.mock.calls.length]).toEqual([2, 3]);
});

it('keeps its way while the same document shakes hands again', async () => {
  await link.call('setWindow', REQUEST);
  loadAnew(ways[0]?.name);
  expect(await link.call('setWindow', REQUEST)).toEqual(ok(null));
  expect(ways).toHaveLength(1);
});

it('is made anew when the frame is gone, before anything is sent to nobody', async () => {
  await link.call('setWindow', REQUEST);
  isGone = true;
  expect(await link.call('setWindow', REQUEST)).toEqual(ok(null));
  expect(await link.call('setWindow', REQUEST)).toEqual(ok(null));
  expect(ways).toHaveLength(2);
});

it('answers with 300 when time is over, also in the handshake', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  setWindow.mockImplementation(() => new Promise(() => {}));
  const unanswered = link.call('setWindow', REQUEST);
  vi.advanceTimersByTime(HANDSHAKE_LIMIT_MS);
  expect(await unanswered).toEqual(UNREACHABLE);

  frameAnswers = false;
  isGone = true;
  const alone = link.call('setWindow', REQUEST);
  vi.advanceTimersByTime(HANDSHAKE_LIMIT_MS);
  expect(await alone).toEqual(UNREACHABLE);
});

it('answers with 300 after it was closed', async () => {
  await link.call('setWindow', REQUEST);
  link.close();
  expect(await link.call('setWindow', REQUEST)).toEqual(UNREACHABLE);
});

it('leaves no time limit running behind an answer, nor behind its close', async () => {
  // Only those that the call itself starts: other tests of this process may have timers too.
  const start = vi.spyOn(globalThis, 'setTimeout');
  const stop = vi.spyOn(globalThis, 'clearTimeout');
  const callAndCount = () => {
    start.mockClear();
    const answer = link.call('setWindow', REQUEST);
    const timers = start.mock.results.map(({ value }) => value);
    expect(timers).toHaveLength(1);
    return { answer, running: () => timers.filter((timer) => !stop.mock.calls.some(([stopped]) => stopped === timer)) };
  };
  const answered = callAndCount();
  await answered.answer;
  expect(answered.running()).toEqual([]);

  setWindow.mockImplementation(() => new Promise(() => {}));
  const unanswered = callAndCount();
  expect(unanswered.running()).toHaveLength(1);
  link.close();
  expect(await unanswered.answer).toEqual(UNREACHABLE);
  expect(unanswered.running()).toEqual([]);
});

it('answers with 300 where the frame is gone and there is no place for another', async () => {
  await link.call('setWindow', REQUEST);
  const nowhere = openLink(
    () => {
      if (ways.length > 1) throw new TypeError('no window');
      return openMessenger();
    },
    () => true,
    {} as HostMethods,
  );
  expect(await nowhere.call('setWindow', REQUEST)).toEqual(UNREACHABLE);
  nowhere.close();
});
