import { describe, expect, it } from 'vitest';
import { LOGIN_FAILED, VERSIONS_DIFFER } from '../../../protocol/errors.ts';
import { CROWD_BACKOFF, RECONNECT_BACKOFF } from '../../../protocol/retry.ts';
import { PING_INTERVAL_MS, SILENCE_LIMIT_MS } from '../../../protocol/server.ts';
import { createAgentLink } from '../../../server/console/agent-link.ts';
import type { Clock, SocketEvents } from '../../../server/console/ports.ts';
import { countingRandom, type FakeClock, fakeClock, summary, welcome } from './console-fixtures.ts';

type Sent = { type: string; id: string };

function world(slow = (clock: FakeClock): Clock => clock) {
  const clock = fakeClock();
  const sockets: { events: SocketEvents; sent: Sent[]; isClosed: boolean }[] = [];
  const heard: string[] = [];
  const link = createAgentLink(
    {
      clock: slow(clock),
      random: countingRandom,
      openSocket(events) {
        const socket = { events, sent: [] as Sent[], isClosed: false };
        sockets.push(socket);
        return {
          send: (text) => void socket.sent.push(JSON.parse(text)),
          close: () => {
            socket.isClosed = true;
          },
        };
      },
    },
    'Ada',
    {
      onUp: () => void heard.push('up'),
      onPush: (push) => void heard.push(push.type),
      onDown: () => void heard.push('down'),
      onStopped: ({ code }) => void heard.push(`stopped ${code}`),
      onOddity: (description) => void heard.push(`oddity: ${description}`),
    },
  );
  const socket = () => sockets.at(-1)!;
  const say = (message: unknown) => socket().events.onText(JSON.stringify(message));
  const answer = (result: unknown) => say({ type: 'result', id: socket().sent.at(-1)!.id, result });
  const comeUp = async () => {
    socket().events.onOpen();
    answer({ ok: true, value: welcome() });
    await clock.advance(0);
  };
  return { clock, sockets, socket, heard, link, say, answer, comeUp };
}

describe('agent link', () => {
  it('says hello first and is up when it is welcomed', async () => {
    const { socket, heard, comeUp } = world();
    await comeUp();
    expect(socket().sent[0]).toMatchObject({ type: 'hello', name: 'Ada' });
    expect(heard).toEqual(['up']);
  });

  it('comes back after a loss, ever later while nobody answers', async () => {
    const { clock, sockets, socket } = world();
    const delays: number[] = [];
    for (let attempt = 0; attempt < 9; attempt += 1) {
      const before = sockets.length;
      const lostAt = clock.now();
      socket().events.onClosed(1006);
      while (sockets.length === before) await clock.advance(10);
      delays.push(clock.now() - lostAt);
    }
    expect(delays).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000]);
  });

  it('does not come back all at once with others to a server that has closed its line', async () => {
    const { clock, sockets, socket, comeUp } = world();
    await comeUp();
    const lostAt = clock.now();
    socket().events.onClosed(1012);
    while (sockets.length === 1) await clock.advance(10);
    expect(clock.now() - lostAt).toBe(CROWD_BACKOFF.baseMs / 2);
  });

  it('comes back within half a second where it has given up the line itself', async () => {
    const { clock, sockets, heard, comeUp } = world();
    await comeUp();
    await clock.advance(SILENCE_LIMIT_MS);
    expect(heard).toEqual(['up', 'down']);
    await clock.advance(RECONNECT_BACKOFF.baseMs);
    expect(sockets).toHaveLength(2);
  });

  it('answers open requests when the connection is lost', async () => {
    const { socket, link, comeUp } = world();
    await comeUp();
    const asked = link.request({ type: 'ping' });
    socket().events.onClosed(1006);
    expect(await asked).toMatchObject({ ok: false, error: { code: 100 } });
    expect(await link.request({ type: 'ping' })).toMatchObject({ ok: false, error: { code: 100 } });
  });

  it('notices a silent connection within thirty seconds', async () => {
    const { clock, socket, heard, comeUp } = world();
    await comeUp();
    await clock.advance(PING_INTERVAL_MS);
    expect(socket().sent.at(-1)).toMatchObject({ type: 'ping' });
    await clock.advance(SILENCE_LIMIT_MS - PING_INTERVAL_MS);
    expect(heard).toEqual(['up', 'down']);
    expect(SILENCE_LIMIT_MS).toBeLessThan(30_000);
  });

  it('stays up while pings are answered', async () => {
    const { clock, heard, answer, comeUp } = world();
    await comeUp();
    for (let minute = 0; minute < 12; minute += 1) {
      await clock.advance(PING_INTERVAL_MS);
      answer({ ok: true, value: {} });
    }
    expect(heard).toEqual(['up']);
  });

  it('does not take a connection for dead because a hidden page’s timers run late', async () => {
    const minutely = (clock: FakeClock): Clock => ({
      now: clock.now,
      after(delayMs, run) {
        const due = clock.now() + delayMs;
        return clock.after(Math.ceil(due / 60_000) * 60_000 - clock.now(), run);
      },
    });
    const { clock, heard, answer, comeUp } = world(minutely);
    await comeUp();
    for (let minute = 0; minute < 10; minute += 1) {
      await clock.advance(60_000);
      answer({ ok: true, value: {} });
    }
    expect(heard).toEqual(['up']);
  });

  it.each([VERSIONS_DIFFER, LOGIN_FAILED])('makes no further attempt after refusal $code', async (error) => {
    const { clock, sockets, socket, heard, answer } = world();
    socket().events.onOpen();
    answer({ ok: false, error });
    await clock.advance(120_000);
    expect(heard).toEqual([`stopped ${error.code}`]);
    expect(sockets).toHaveLength(1);
  });

  it('ignores what is not of the protocol and says what it expected', async () => {
    const { socket, heard, say, comeUp } = world();
    await comeUp();
    socket().events.onText('no JSON');
    say({ type: 'session', session: { ...summary(), status: 'asleep' } });
    say({ type: 'session', session: summary() });
    expect(heard[1]).toContain('oddity');
    expect(heard[2]).toMatch(/status: expected .*"waiting".*received "asleep"/);
    expect(heard[3]).toBe('session');
  });

  it('tries at once when it is woken while waiting', async () => {
    const { sockets, socket, link } = world();
    socket().events.onClosed(1006);
    link.wake();
    expect(sockets).toHaveLength(2);
    link.wake();
    expect(sockets).toHaveLength(2);
  });

  it('leaves no timer, socket or event behind when it is closed, also twice', async () => {
    const { clock, socket, heard, link, comeUp } = world();
    await comeUp();
    link.close();
    link.close();
    expect(socket().isClosed).toBe(true);
    expect(clock.pending()).toBe(0);
    socket().events.onClosed(1000);
    expect(heard).toEqual(['up']);
  });
});
