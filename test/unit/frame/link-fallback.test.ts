// From sockets to long polling and back, in mid chat: nothing is lost or doubled at the change.

import { describe, expect, it } from 'vitest';
import { createSelectingOpener } from '../../../frame/transport/select.ts';
import {
  type Channel,
  type ChannelEvents,
  type ChannelOpening,
  type Hello,
  OPEN_LIMIT_MS,
} from '../../../frame/transport/transport.ts';
import type { ServerPush } from '../../../protocol/server.ts';
import { openHello } from '../../contract/channel-contract.ts';
import { opened, resumed, SESSION, said } from '../../support/frame-facts.ts';
import { createFakeClock, settled } from '../../support/frame-fakes.ts';

type Way = 'socket' | 'poll';
const GONE: ChannelOpening = { outcome: 'unreachable' };
const PING = { type: 'ping', id: 'ping-0001' } as const;

function world() {
  const clock = createFakeClock();
  /** What was tried, asked, looked at and closed, in order. */
  const done: string[] = [];
  const hellos: { way: Way; hello: Hello }[] = [];
  const state = { isAllowed: true, works: { socket: false, poll: true }, socketTakesMs: 0 };
  const line: { [Name in Way]?: ChannelEvents } = {};
  let held: (() => void)[] | null = null;

  const channelOf = (way: Way): Channel => ({
    request: () => {
      done.push(`${way} asked`);
      const answer = { ok: true as const, value: way };
      return held ? new Promise((resolve) => held?.push(() => resolve(answer))) : Promise.resolve(answer);
    },
    check: () => void done.push(`${way} looked at`),
    close: () => void done.push(`${way} closed`),
  });
  const openerOf = (way: Way) => async (hello: Hello, events: ChannelEvents) => {
    done.push(way);
    hellos.push({ way, hello });
    line[way] = events;
    if (way === 'socket') clock.set(clock.now() + state.socketTakesMs);
    if (!state.works[way]) return GONE;
    const value = hello.type === 'open' ? { ...opened(), writerEpoch: 4 } : resumed(0);
    return { outcome: 'opened' as const, channel: channelOf(way), value };
  };
  const open = createSelectingOpener({
    ...{ clock, socket: openerOf('socket'), poll: openerOf('poll') },
    isSocketAllowed: () => state.isAllowed,
  });

  const pushes: ServerPush[] = [];
  let lost = 0;
  const events: ChannelEvents = {
    onPush: (push) => pushes.push(push),
    onLost() {
      lost += 1;
    },
  };
  const begin = () => open(openHello('the-one-and-only-open-1'), events, new AbortController().signal);
  return {
    ...{ clock, done, hellos, state, line, begin },
    indexes: () => pushes.flatMap((push) => (push.type === 'entries' ? push.entries.map(({ index }) => index) : [])),
    lost: () => lost,
    /** A chat that polls, because two sockets did not open. */
    async polling() {
      await begin();
      const opening = await begin();
      if (opening.outcome !== 'opened') throw new Error('not opened');
      done.length = 0;
      return opening.channel;
    },
    holdAnswers() {
      held = [];
      return () => {
        for (const answer of held ?? []) answer();
        held = null;
      };
    },
  };
}

const entry = (index: number): ServerPush => ({ type: 'entries', entries: [said(index)] });

describe('the choice of the way', () => {
  it('falls to polling when two sockets did not open, and remembers that for a while', async () => {
    const { begin, done, clock } = world();
    expect(await begin()).toEqual(GONE);
    expect(await begin()).toMatchObject({ outcome: 'opened' });
    await begin();
    expect(done).toEqual(['socket', 'socket', 'poll', 'poll']);
    clock.set(clock.now() + 10 * 60_000);
    await begin();
    expect(done.slice(4)).toEqual(['socket', 'poll']);
  });

  it('falls to polling at once when a socket hangs', async () => {
    const { begin, done, state } = world();
    state.socketTakesMs = OPEN_LIMIT_MS;
    await begin();
    expect(done).toEqual(['socket', 'poll']);
  });

  it('falls to polling when two sockets opened and were dead soon after', async () => {
    const { begin, done, state, line, clock } = world();
    state.works.socket = true;
    for (const _ of ['first', 'second']) {
      await begin();
      clock.set(clock.now() + 25_000);
      line.socket?.onLost('silent');
    }
    await begin();
    expect(done).toEqual(['socket', 'socket', 'poll']);
  });

  it('does not hold a socket that lived long against sockets', async () => {
    const { begin, done, state, line, clock } = world();
    state.works.socket = true;
    for (const _ of ['first', 'second', 'third']) {
      await begin();
      clock.set(clock.now() + 60_000);
      line.socket?.onLost('closed');
    }
    expect(done).toEqual(['socket', 'socket', 'socket']);
  });

  it('does not take a server that is down for a network that blocks sockets', async () => {
    const { begin, done, state } = world();
    state.works.poll = false;
    for (let attempt = 0; attempt < 3; attempt += 1) await begin();
    state.works.socket = true;
    await begin();
    expect(done.at(-1)).toBe('socket');
  });

  it('never tries a socket where the site does not want one, also not later', async () => {
    const { begin, done, state, clock } = world();
    state.works.socket = true;
    state.isAllowed = false;
    await begin();
    await clock.advance(60 * 60_000);
    expect(done).toEqual(['poll']);
  });
});

describe('a chat that polls', () => {
  it('tries a socket beside the poll, ever more rarely, and the poll goes on', async () => {
    const { polling, done, clock, lost } = world();
    const channel = await polling();
    await clock.advance(30_000 + 60_000 + 120_000);
    expect(done).toEqual(['socket', 'socket', 'socket']);
    expect(await channel.request(PING)).toEqual({ ok: true, value: 'poll' });
    expect(lost()).toBe(0);
  });

  it('goes over to a socket that opens, from the last index that came, and nothing comes twice', async () => {
    const { polling, done, hellos, state, line, clock, indexes } = world();
    const channel = await polling();
    line.poll?.onPush(entry(1));
    line.poll?.onPush(entry(2));
    state.works.socket = true;
    await clock.advance(60_000);
    expect(done).toEqual(['socket', 'poll closed']);
    expect(hellos.at(-1)).toMatchObject({
      way: 'socket',
      hello: { type: 'resume', session: SESSION, afterIndex: 2, writerEpoch: 4 },
    });
    expect(hellos.at(-1)?.hello).not.toHaveProperty('claim');
    line.socket?.onPush(entry(3));
    line.poll?.onPush(entry(3));
    expect(indexes()).toEqual([1, 2, 3]);
    expect(await channel.request(PING)).toEqual({ ok: true, value: 'socket' });
  });

  it('does not go over before what it asked is answered', async () => {
    const { polling, done, state, clock, holdAnswers } = world();
    const channel = await polling();
    const answerAll = holdAnswers();
    const asked = channel.request(PING);
    state.works.socket = true;
    await clock.advance(60_000);
    expect(done).toEqual(['poll asked', 'socket']);
    answerAll();
    expect(await asked).toEqual({ ok: true, value: 'poll' });
    await settled();
    expect(done.at(-1)).toBe('poll closed');
  });

  it('stays with its poll when the socket dies while it waits', async () => {
    const { polling, done, state, line, clock, holdAnswers, lost } = world();
    const channel = await polling();
    const answerAll = holdAnswers();
    const asked = channel.request(PING);
    state.works.socket = true;
    await clock.advance(60_000);
    line.socket?.onLost('closed');
    answerAll();
    await asked;
    expect(await channel.request(PING)).toEqual({ ok: true, value: 'poll' });
    expect(done).not.toContain('poll closed');
    expect(lost()).toBe(0);
  });

  it('follows a hint at once, but not each of many', async () => {
    const { polling, done, clock } = world();
    const channel = await polling();
    await clock.advance(12_000);
    for (const _ of ['online', 'visible', 'shown']) channel.check();
    await settled();
    expect(done.filter((what) => what === 'socket')).toHaveLength(1);
    expect(done.filter((what) => what === 'poll looked at')).toHaveLength(3);
  });

  it('loses the socket that it went over to as any other, once', async () => {
    const { polling, state, line, clock, lost } = world();
    await polling();
    state.works.socket = true;
    await clock.advance(60_000);
    line.poll?.onLost('closed');
    expect(lost()).toBe(0);
    line.socket?.onLost('closed');
    expect(lost()).toBe(1);
  });

  it('tries nothing more once it is closed or lost', async () => {
    for (const end of ['closed', 'lost']) {
      const { polling, done, line, clock } = world();
      const channel = await polling();
      if (end === 'closed') channel.close();
      else line.poll?.onLost('closed');
      await clock.advance(60 * 60_000);
      expect(done).not.toContain('socket');
    }
  });
});
