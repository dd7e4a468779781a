import { describe, expect, it } from 'vitest';
import type { Network } from '../../../frame/ports.ts';
import { createHeartbeat } from '../../../frame/transport/heartbeat.ts';
import { createLongPollOpener } from '../../../frame/transport/long-poll.ts';
import { createReconnecting } from '../../../frame/transport/reconnecting.ts';
import { createSelectingOpener } from '../../../frame/transport/select.ts';
import { type ChannelOpening, OPEN_LIMIT_MS, type OpenChannel } from '../../../frame/transport/transport.ts';
import { createWebSocketOpener } from '../../../frame/transport/websocket.ts';
import { SILENCE_LIMIT_MS } from '../../../protocol/server.ts';
import { openHello } from '../../contract/channel-contract.ts';
import { opened, resumed } from '../../support/frame-facts.ts';
import { createFakeClock, createFakeRandom, settled } from '../../support/frame-fakes.ts';

const nobody = { onPush: () => {}, onLost: () => {} };
const channel = { request: async () => ({ ok: true as const, value: {} }), check: () => {}, close: () => {} };
const reached: ChannelOpening = { outcome: 'opened', channel, value: opened() };
const never = new AbortController().signal;
const hello = openHello('the-one-and-only-open-1');

/** A socket that a test plays the server of. */
class FakeSocket extends EventTarget {
  sent: { type: string; id: string }[] = [];
  closed = false;
  send(text: string) {
    this.sent.push(JSON.parse(text));
  }
  close() {
    this.closed = true;
  }
  receive(message: unknown) {
    this.dispatchEvent(Object.assign(new Event('message'), { data: JSON.stringify(message) }));
  }
}

function openFakeSocket() {
  const clock = createFakeClock();
  const socket = new FakeSocket();
  const logged: unknown[] = [];
  const network = { openSocket: () => socket } as unknown as Network;
  const parts = { network, clock, random: createFakeRandom(), log: (...words: unknown[]) => void logged.push(words) };
  let lost = 0;
  const opening = createWebSocketOpener('ws://x/', parts)(hello, { ...nobody, onLost: () => (lost += 1) }, never);
  const greet = async () => {
    socket.dispatchEvent(new Event('open'));
    socket.receive({ type: 'result', id: socket.sent[0]?.id, result: { ok: true, value: opened() } });
    return opening;
  };
  return { clock, socket, opening, greet, logged, lost: () => lost };
}

describe('a socket', () => {
  it('that does not open in time is given up', async () => {
    const { clock, opening, socket } = openFakeSocket();
    await clock.advance(OPEN_LIMIT_MS);
    expect(await opening).toEqual({ outcome: 'unreachable' });
    expect(socket.closed).toBe(true);
  });

  it.each([
    [{ type: 'entries', entries: [{ index: 'one' }] }],
    ['nonsense'],
    [{ type: 'result', id: 7 }],
  ])('on which %j comes is dropped and logged rather than trusted', async (message) => {
    const { greet, socket, lost, logged } = openFakeSocket();
    await greet();
    socket.receive(message);
    expect(lost()).toBe(1);
    expect(logged).toHaveLength(1);
  });

  it('ignores kinds of messages that only a newer version knows', async () => {
    const { greet, socket, lost } = openFakeSocket();
    await greet();
    socket.receive({ type: 'agentMood', mood: 'sunny' });
    expect(lost()).toBe(0);
  });

  it('whose server falls silent is noticed within 30 s', async () => {
    const { greet, clock, socket, lost } = openFakeSocket();
    await greet();
    await clock.advance(SILENCE_LIMIT_MS - 1);
    expect(lost()).toBe(0);
    expect(socket.sent.filter(({ type }) => type === 'ping').length).toBeGreaterThan(1);
    await clock.advance(1);
    expect(lost()).toBe(1);
  });

  it('answers a request that takes too long with 100, and is lost', async () => {
    const { greet, clock, lost } = openFakeSocket();
    const opening = await greet();
    if (opening.outcome !== 'opened') throw new Error('not opened');
    const answer = opening.channel.request({ type: 'ping', id: 'ping-0001' });
    await clock.advance(10_000);
    expect(await answer).toMatchObject({ ok: false, error: { code: 100 } });
    expect(lost()).toBe(1);
  });
});

describe('a heartbeat', () => {
  it('gives a page that woke up its answer within 5 s', async () => {
    const clock = createFakeClock();
    let silent = 0;
    const heartbeat = createHeartbeat(
      clock,
      () => {},
      () => (silent += 1),
    );
    heartbeat.check();
    await clock.advance(4_999);
    expect(silent).toBe(0);
    await clock.advance(1);
    expect(silent).toBe(1);
    heartbeat.stop();
  });
});

describe('a long poll', () => {
  it('that is refused for a while waits as long as it is told', async () => {
    const clock = createFakeClock();
    const paths: string[] = [];
    const post = async (url: string, body: { request?: { id: string } }) => {
      paths.push(url);
      const poll = { ok: false, error: { code: 308, description: '' }, retryAfterMs: 3_000 };
      const call = { type: 'result', id: body.request?.id, result: { ok: true, value: opened() } };
      return { status: 200, body: url.endsWith('poll') ? poll : call };
    };
    const network = { post } as unknown as Network;
    const open = createLongPollOpener('x', { network, clock, random: createFakeRandom(), log: () => {} });
    await open(hello, nobody, never);
    await clock.advance(2_999);
    expect(paths).toEqual(['x/call', 'x/poll']);
    await clock.advance(1);
    expect(paths).toHaveLength(3);
  });
});

describe('the choice of the way', () => {
  const world = (socketTakesMs: number, outcome: ChannelOpening) => {
    const clock = createFakeClock();
    const tried: string[] = [];
    const state = { socket: outcome, poll: reached as ChannelOpening, isSocketAllowed: true };
    const socket: OpenChannel = async () => {
      tried.push('socket');
      clock.set(clock.now() + socketTakesMs);
      return state.socket;
    };
    const poll: OpenChannel = async () => {
      tried.push('poll');
      return state.poll;
    };
    const ways = { socket, poll, clock, isSocketAllowed: () => state.isSocketAllowed };
    const open = createSelectingOpener(ways);
    return { clock, tried, state, open: () => open(hello, nobody, never) };
  };
  const gone: ChannelOpening = { outcome: 'unreachable' };

  it('falls to polling when two sockets did not open, and remembers that for a while', async () => {
    const { open, tried, clock } = world(0, gone);
    expect(await open()).toEqual(gone);
    expect(await open()).toEqual(reached);
    await open();
    expect(tried).toEqual(['socket', 'socket', 'poll', 'poll']);
    clock.set(clock.now() + 10 * 60_000);
    await open();
    expect(tried.slice(4)).toEqual(['socket', 'poll']);
  });

  it('falls to polling at once when a socket hangs', async () => {
    const { open, tried } = world(OPEN_LIMIT_MS, gone);
    await open();
    expect(tried).toEqual(['socket', 'poll']);
  });

  it('does not take a server that is down for a network that blocks sockets', async () => {
    const { open, tried, state } = world(0, gone);
    state.poll = gone;
    for (let attempt = 0; attempt < 3; attempt += 1) await open();
    state.socket = reached;
    await open();
    expect(tried.at(-1)).toBe('socket');
  });

  it('never tries a socket where the site does not want one', async () => {
    const { open, tried, state } = world(0, reached);
    state.isSocketAllowed = false;
    await open();
    expect(tried).toEqual(['poll']);
  });
});

describe('coming back', () => {
  function reconnecting(outcomes: ChannelOpening[]) {
    const clock = createFakeClock();
    const startedAt = clock.now();
    const tries: number[] = [];
    let lose = () => {};
    const open: OpenChannel = async (_, { onLost }) => {
      tries.push(clock.now() - startedAt);
      lose = onLost;
      return outcomes.shift() ?? { outcome: 'unreachable' };
    };
    const heard: string[] = [];
    const events = {
      ...{ onOpened: () => heard.push('opened'), onResumed: () => heard.push('resumed'), onPush: () => {} },
      ...{ onDown: () => heard.push('down'), onRefused: () => heard.push('refused') },
    };
    const transport = createReconnecting({ open, clock, random: createFakeRandom(1) }, events as never);
    const cursor = () => ({ session: opened().session, afterIndex: 0, writerEpoch: 0, page: { url: '', title: '' } });
    transport.resume(cursor);
    return { clock, tries, heard, transport, lose: () => lose() };
  }
  const back: ChannelOpening = { outcome: 'opened', channel, value: resumed(0) };

  it('waits ever longer, and tries at once when the page wakes up', async () => {
    const { clock, tries, transport, heard } = reconnecting([]);
    await clock.advance(500 + 1_000 + 2_000);
    expect(tries).toEqual([0, 500, 1_500, 3_500]);
    transport.wake();
    await settled();
    expect(tries).toHaveLength(5);
    expect(heard).toEqual(['down']);
  });

  it('begins the count anew only after a channel that held', async () => {
    const { clock, tries, lose } = reconnecting([{ outcome: 'unreachable' }, back, back]);
    await clock.advance(500);
    lose();
    await clock.advance(1_000);
    expect(tries).toEqual([0, 500, 1_500]);
    await clock.advance(10_000);
    lose();
    await clock.advance(500);
    expect(tries.at(-1)).toBe(12_000);
  });

  it('waits as long as a refusal says that will pass', async () => {
    const error = { code: 308, description: '' };
    const { clock, tries, heard } = reconnecting([{ outcome: 'refused', error, retryAfterMs: 4_000 }]);
    await clock.advance(4_499);
    expect(tries).toHaveLength(1);
    await clock.advance(1);
    expect(tries).toHaveLength(2);
    expect(heard).toEqual(['down']);
  });
});
