import { describe, expect, it } from 'vitest';
import type { Network } from '../../../frame/ports.ts';
import { createHeartbeat } from '../../../frame/transport/heartbeat.ts';
import { createLongPollOpener } from '../../../frame/transport/long-poll.ts';
import { createReconnecting } from '../../../frame/transport/reconnecting.ts';
import {
  CHECK_LIMIT_MS,
  type ChannelOpening,
  type Loss,
  OPEN_LIMIT_MS,
  type OpenChannel,
} from '../../../frame/transport/transport.ts';
import { createWebSocketOpener } from '../../../frame/transport/websocket.ts';
import { POLL_HOLD_MS, SILENCE_LIMIT_MS } from '../../../protocol/server.ts';
import { openHello } from '../../contract/channel-contract.ts';
import { opened, resumed, said } from '../../support/frame-facts.ts';
import { createFakeClock, createFakeRandom, settled } from '../../support/frame-fakes.ts';

const nobody = { onPush: () => {}, onLost: () => {} };
const channel = { request: async () => ({ ok: true as const, value: {} }), check: () => {}, close: () => {} };
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

  it('that opens and swallows our first words is given up in the same time', async () => {
    const { clock, opening, socket } = openFakeSocket();
    socket.dispatchEvent(new Event('open'));
    await clock.advance(OPEN_LIMIT_MS);
    expect(await opening).toEqual({ outcome: 'unreachable' });
    expect(socket.sent).toHaveLength(1);
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
  const beating = () => {
    const clock = createFakeClock();
    const count = { pings: 0, silences: 0 };
    const heartbeat = createHeartbeat(
      clock,
      () => {
        count.pings += 1;
      },
      () => {
        count.silences += 1;
      },
    );
    return { clock, count, heartbeat };
  };

  it('gives a page that woke up its answer within 5 s, however often it asks', async () => {
    const { clock, count, heartbeat } = beating();
    heartbeat.check();
    await clock.advance(CHECK_LIMIT_MS - 1);
    heartbeat.check();
    expect(count).toEqual({ pings: 1, silences: 0 });
    await clock.advance(1);
    expect(count.silences).toBe(1);
    expect(CHECK_LIMIT_MS).toBeLessThan(5_000);
    heartbeat.stop();
  });

  it('holds nobody to be silent whom it could not have asked: timers of a hidden page come a minute late, all at once', async () => {
    const { clock, count, heartbeat } = beating();
    clock.set(clock.now() + 60_000);
    await clock.advance(0);
    expect(count.silences).toBe(0);
    heartbeat.heard();
    clock.set(clock.now() + 60_000);
    await clock.advance(0);
    expect(count.silences).toBe(0);
    await clock.advance(CHECK_LIMIT_MS);
    expect(count.silences).toBe(1);
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

describe('a long poll that is held', () => {
  type Body = { waitMs: number; afterIndex: number; seen: object };
  async function polling() {
    const clock = createFakeClock();
    const outliving: Record<string, boolean> = {};
    const calls: AbortSignal[] = [];
    const polls: (Body & { answer(pushes: unknown[]): void; isAbandoned(): boolean })[] = [];
    const post = (
      url: string,
      body: Body & { request?: { id: string; type: string } },
      signal: AbortSignal,
      outlives: boolean,
    ) =>
      new Promise((resolve, reject) => {
        outliving[url] = outlives;
        signal.addEventListener('abort', () => reject(signal.reason));
        const answer = (value: object) => resolve({ status: 200, body: value });
        if (url.endsWith('call')) calls.push(signal);
        if (body.request?.type === 'open')
          answer({ type: 'result', id: body.request.id, result: { ok: true, value: opened() } });
        else if (url.endsWith('poll'))
          polls.push({ ...body, answer: (pushes) => answer({ ok: true, pushes }), isAbandoned: () => signal.aborted });
      });
    const lost: (string | undefined)[] = [];
    const network = { post } as unknown as Network;
    const open = createLongPollOpener('x', { network, clock, random: createFakeRandom(0.5), log: () => {} });
    const opening = await open(hello, { ...nobody, onLost: (how) => void lost.push(how) }, never);
    if (opening.outcome !== 'opened') throw new Error('not opened');
    return { clock, polls, calls, lost, outliving, channel: opening.channel };
  }

  it('says which entries and which marks have come', async () => {
    const { polls } = await polling();
    const mark = { deliveredIndex: 1, readIndex: 0 };
    polls[0]?.answer([
      { type: 'entries', entries: [said(1)] },
      { type: 'seen', ...mark },
    ]);
    await settled();
    expect(polls).toMatchObject([
      { afterIndex: 0, seen: { deliveredIndex: 0, readIndex: 0 } },
      { afterIndex: 1, seen: mark },
    ]);
  });

  it('ends with its page, and what is said does not', async () => {
    const { outliving } = await polling();
    expect(outliving).toEqual({ 'x/call': true, 'x/poll': false });
  });

  it('is given up when its channel is closed, and what was said goes on; both when the line is lost', async () => {
    for (const end of ['closed', 'lost']) {
      const { clock, polls, calls, channel } = await polling();
      const answered = channel.request({ type: 'append', id: 'message-1', contentType: 'text', text: 'Bye' });
      if (end === 'closed') channel.close();
      else {
        channel.check();
        await clock.advance(5_000);
        expect(await answered).toMatchObject({ ok: false, error: { code: 100 } });
      }
      await settled();
      expect(polls.every(({ isAbandoned }) => isAbandoned())).toBe(true);
      expect(calls.at(-1)?.aborted).toBe(end === 'lost');
    }
  });

  it('and hangs is noticed within 30 s', async () => {
    const { clock, lost } = await polling();
    await clock.advance(POLL_HOLD_MS);
    expect(lost).toEqual([]);
    await clock.advance(30_000 - POLL_HOLD_MS);
    expect(lost).toEqual(['silent']);
  });

  it('is abandoned after sleep, and asked anew for an answer at once', async () => {
    const { clock, polls, lost, channel } = await polling();
    for (const _ of ['resumed', 'online']) channel.check();
    await settled();
    channel.check();
    await settled();
    expect(polls.map(({ waitMs }) => waitMs)).toEqual([POLL_HOLD_MS, 0]);
    expect(polls[0]?.isAbandoned()).toBe(true);
    polls[1]?.answer([{ type: 'entries', entries: [said(1)] }]);
    await settled();
    expect(polls.at(-1)).toMatchObject({ waitMs: POLL_HOLD_MS, afterIndex: 1 });
    channel.check();
    await clock.advance(5_000);
    expect(lost).toEqual(['silent']);
  });

  it('and is answered early with nothing was a goodbye to all: each is back at a moment of its own', async () => {
    const { clock, polls, lost } = await polling();
    await clock.advance(5_000);
    polls[0]?.answer([]);
    await clock.advance(2_499);
    expect(polls).toHaveLength(1);
    await clock.advance(1);
    expect(polls).toHaveLength(2);
    await clock.advance(POLL_HOLD_MS);
    polls[1]?.answer([]);
    await settled();
    expect([polls.length, lost]).toEqual([3, []]);
  });
});

describe('coming back', () => {
  function reconnecting(outcomes: ChannelOpening[], fraction = 1) {
    const clock = createFakeClock();
    const startedAt = clock.uptime();
    const tries: number[] = [];
    let lose: (how: Loss) => void = () => {};
    let checks = 0;
    const open: OpenChannel = async (_, { onLost }) => {
      tries.push(clock.uptime() - startedAt);
      lose = onLost;
      const outcome = outcomes.shift() ?? { outcome: 'unreachable' };
      const check = () => {
        checks += 1;
      };
      return outcome.outcome === 'opened' ? { ...outcome, channel: { ...channel, check } } : outcome;
    };
    const heard: string[] = [];
    const events = {
      ...{ onOpened: () => heard.push('opened'), onResumed: () => heard.push('resumed'), onPush: () => {} },
      ...{ onDown: () => heard.push('down'), onRefused: () => heard.push('refused') },
    };
    const transport = createReconnecting({ open, clock, random: createFakeRandom(fraction) }, events as never);
    const cursor = () => ({ session: opened().session, afterIndex: 0, writerEpoch: 0, page: { url: '', title: '' } });
    transport.resume(cursor);
    return { clock, tries, heard, transport, lose: (how: Loss) => lose(how), checks: () => checks };
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

  it('makes one attempt of many hints, and goes on waiting longer after it', async () => {
    const { clock, tries, transport } = reconnecting([]);
    await clock.advance(500 + 1_000 + 2_000 + 4_000);
    const before = tries.length;
    for (const _ of ['online', 'visible', 'shown']) {
      transport.wake();
      await settled();
    }
    expect(tries).toHaveLength(before + 1);
    const hintedAt = tries.at(-1) ?? 0;
    await clock.advance(2_000 + 4_000 + 8_000);
    expect(tries.slice(before + 1)).toEqual([2_000, 6_000, 14_000].map((ms) => hintedAt + ms));
  });

  it('is not hurried by a page that is shown and hidden all the time', async () => {
    const { clock, tries, transport } = reconnecting([]);
    await clock.advance(100_000);
    const before = tries.length;
    for (let second = 0; second < 60; second += 1) {
      transport.wake();
      await clock.advance(1_000);
    }
    expect(tries.length - before).toBeLessThanOrEqual(2 * (60 / 5));
  });

  it('is spread over five seconds from the first attempt on where the other side has closed the line', async () => {
    const { clock, tries, lose } = reconnecting([back], 0.5);
    await clock.advance(60_000);
    lose('closed');
    await clock.advance(2_499);
    expect(tries).toEqual([0]);
    await clock.advance(1 + 5_000 + 10_000);
    expect(tries).toEqual([0, 62_500, 67_500, 77_500]);
  });

  it('is quick where the line had only fallen silent here', async () => {
    const { clock, tries, lose } = reconnecting([back]);
    await clock.advance(60_000);
    lose('silent');
    await clock.advance(500);
    expect(tries).toEqual([0, 60_500]);
  });

  it('begins the count anew only after a channel that held', async () => {
    const { clock, tries, lose } = reconnecting([{ outcome: 'unreachable' }, back, back]);
    await clock.advance(500);
    lose('silent');
    await clock.advance(1_000);
    expect(tries).toEqual([0, 500, 1_500]);
    await clock.advance(10_000);
    lose('silent');
    await clock.advance(500);
    expect(tries.at(-1)).toBe(12_000);
  });

  it('waits as long as a refusal says that will pass, and by chance a little longer, but not ever longer', async () => {
    const refusal: ChannelOpening = { outcome: 'refused', error: { code: 308, description: '' }, retryAfterMs: 4_000 };
    const { clock, tries, heard } = reconnecting([refusal, refusal, refusal, refusal]);
    await clock.advance(60_000);
    expect(tries.slice(0, 5)).toEqual([0, 9_000, 23_000, 37_000, 51_000]);
    expect(heard).toEqual(['down']);
  });

  it('after sleep looks at the line by itself, whether or not time went on in the sleep', async () => {
    const { clock, checks, transport } = reconnecting([back]);
    await clock.advance(10_000);
    expect(checks()).toBe(0);
    clock.set(clock.now() + 3_600_000);
    await clock.advance(0);
    expect(checks()).toBe(1);
    clock.jump(3_600_000);
    await clock.advance(1_000);
    expect(checks()).toBe(2);
    transport.close();
    clock.jump(3_600_000);
    await clock.advance(10_000);
    expect(checks()).toBe(2);
  });

  it('after sleep tries at once instead of waiting', async () => {
    const { clock, tries } = reconnecting([]);
    await clock.advance(40_000);
    const before = tries.length;
    clock.jump(3_600_000);
    await clock.advance(1_000);
    expect(tries).toHaveLength(before + 1);
  });
});
