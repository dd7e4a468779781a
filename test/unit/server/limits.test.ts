// Limits refuse with a time to come back, and what was refused is taken then: nothing is lost.

import { describe, expect, it } from 'vitest';
import { createCounter } from '../../../server/limits/counter.ts';
import { createLimiter } from '../../../server/limits/limiter.ts';
import {
  chatPost,
  message,
  newId,
  openAgent,
  openRequest,
  openSocket,
  openVisitor,
} from '../../support/server-client.ts';
import { createTestClock } from '../../support/server-clock.ts';
import { startTestServer } from '../../support/server-in-process.ts';

describe('a limiter', () => {
  it('lets a burst through, then the rate, each key by itself', async () => {
    const clock = createTestClock();
    const limiter = createLimiter({ burst: 30, perSecond: 10 }, clock);
    expect(Array.from({ length: 30 }, () => limiter.take('a')).every((waitMs) => waitMs === 0)).toBe(true);
    expect(limiter.take('a')).toBe(100);
    expect(limiter.take('b')).toBe(0);
    await clock.advance(100);
    expect([limiter.take('a'), limiter.take('a')]).toEqual([0, 100]);
  });

  it('says a wait after which there is room', async () => {
    const clock = createTestClock();
    const limiter = createLimiter({ burst: 1, perSecond: 3 }, clock);
    for (let round = 0; round < 5; round += 1) {
      expect(limiter.take('a')).toBe(0);
      await clock.advance(limiter.take('a'));
    }
  });

  it('is not confused by a clock that is set, back or forward', async () => {
    for (const jumpMs of [-3_600_000, 3_600_000]) {
      const clock = createTestClock();
      const limiter = createLimiter({ burst: 2, perSecond: 1 }, clock);
      limiter.take('a');
      clock.jump(jumpMs);
      expect([limiter.take('a'), limiter.take('a')]).toEqual([0, 1_000]);
    }
  });
});

describe('a counter', () => {
  it('counts each one once, however often it leaves', () => {
    const counter = createCounter(2);
    const [first, second] = [counter.enter('a'), counter.enter('a')];
    expect(counter.enter('a')).toBeNull();
    first?.();
    first?.();
    expect(counter.enter('a')).not.toBeNull();
    expect(counter.enter('a')).toBeNull();
    second?.();
    expect(counter.enter('b')).not.toBeNull();
  });
});

describe('the limits of a server', () => {
  const clock = createTestClock();

  it('refuses messages above the rate with 308 and a wait, after which the same message is taken', async () => {
    const server = await startTestServer({ parts: { clock } });
    const { channel, session } = await openVisitor(server.port);
    for (let number = 1; number <= 30; number += 1) {
      expect((await channel.ask(message(`number ${number}`))).value).toEqual({ index: number });
    }
    const refused = message('one too many');
    const refusal = { ok: false, error: { code: 308, description: expect.any(String) }, retryAfterMs: 100 };
    expect(await channel.ask(refused)).toEqual(refusal);
    const byCall = await chatPost(server.port, 'call', { session, writerEpoch: 0, request: refused });
    expect([byCall.status, byCall.json.result]).toEqual([200, refusal]);
    await clock.advance(100);
    channel.received.length = 0;
    expect((await channel.ask(refused)).value).toEqual({ index: 31 });
    await server.stop();
  });

  it('gives the agent the same rate in each chat', async () => {
    const server = await startTestServer({
      parts: { clock },
      limits: { messagesPerSession: { burst: 2, perSecond: 1 } },
    });
    const [ann, bea] = await Promise.all([openVisitor(server.port), openVisitor(server.port)]);
    const { channel: agent } = await openAgent(server.port);
    for (const { session } of [ann, bea]) {
      const { sessionId } = session;
      await agent.ask({ type: 'accept', sessionId });
      const outcomes = [];
      for (const text of ['1', '2', '3']) outcomes.push((await agent.ask({ type: 'append', sessionId, text })).ok);
      expect(outcomes).toEqual([true, true, false]);
    }
    await server.stop();
  });

  it('refuses opens, requests and polls above their rates', async () => {
    const few = { burst: 2, perSecond: 1 };
    const limits = { hellosPerAddress: few, requestsPerConnection: few };
    const server = await startTestServer({ parts: { clock }, limits });
    const { channel, session } = await openVisitor(server.port);
    await openVisitor(server.port);
    const third = await openSocket(server.port);
    expect(await third.ask(openRequest(server.port))).toMatchObject({ error: { code: 308 }, retryAfterMs: 1_000 });
    for (const expected of [true, true, false]) expect((await channel.ask({ type: 'ping' })).ok).toBe(expected);
    const poll = await chatPost(server.port, 'poll', { session, afterIndex: 0, writerEpoch: 0, waitMs: 0 });
    expect(poll.json).toMatchObject({ ok: false, error: { code: 308 }, retryAfterMs: 1_000 });
    await clock.advance(1_000);
    expect((await third.ask(openRequest(server.port))).ok).toBe(true);
    await server.stop();
  });

  it("keeps a session's limits from a stranger who knows its id", async () => {
    const few = { burst: 2, perSecond: 1 };
    const limits = { messagesPerSession: few, requestsPerConnection: few };
    const server = await startTestServer({ parts: { clock }, limits });
    const { channel, session } = await openVisitor(server.port);
    const stranger = { ...session, token: newId() };
    for (let number = 0; number < 5; number += 1) {
      const call = { session: stranger, writerEpoch: 0, request: message('mine?') };
      expect((await chatPost(server.port, 'call', call)).json.result.error.code).toBe(50);
      const poll = { session: stranger, afterIndex: 0, writerEpoch: 0, waitMs: 0 };
      expect((await chatPost(server.port, 'poll', poll)).json.error.code).toBe(50);
    }
    expect((await channel.ask(message('mine'))).ok).toBe(true);
    expect((await channel.ask({ type: 'ping' })).ok).toBe(true);
    await server.stop();
  });

  it('rations what comes from an address and is malformed or of nobody', async () => {
    const server = await startTestServer({
      parts: { clock },
      limits: { hellosPerAddress: { burst: 3, perSecond: 1 } },
    });
    const { session } = await openVisitor(server.port);
    const stranger = { ...session, token: newId() };
    const known = { session, writerEpoch: 0, request: message('mine') };
    const strays = [
      ['call', {}],
      ['poll', {}],
      ['call', { ...known, session: stranger }],
    ] as const;
    for (const [path, body] of strays) {
      const { json } = await chatPost(server.port, path, body);
      expect((json.result ?? json).error.code).not.toBe(308);
    }
    for (const [path, body] of strays) {
      const { json } = await chatPost(server.port, path, body);
      expect(json.result ?? json).toMatchObject({ ok: false, error: { code: 308 }, retryAfterMs: 1_000 });
    }
    expect((await chatPost(server.port, 'call', known)).json.result.ok).toBe(true);
    await server.stop();
  });

  it('refuses more sockets from one address than the operator allows, until one is closed', async () => {
    const server = await startTestServer({ limits: { connectionsPerAddress: 2 } });
    const first = await openSocket(server.port);
    await openSocket(server.port);
    await expect(openSocket(server.port)).rejects.toThrow('status 429');
    first.close();
    await first.closed;
    (await openSocket(server.port)).close();
    await server.stop();
  });

  it('holds only so many polls of one session at once', async () => {
    const server = await startTestServer({ limits: { pollsPerSession: 1 } });
    const { channel, session } = await openVisitor(server.port);
    const poll = () => chatPost(server.port, 'poll', { session, afterIndex: 0, writerEpoch: 0, waitMs: 20_000 });
    const both = [poll(), poll()];
    const refused = await Promise.race(both);
    expect(refused.json).toMatchObject({ ok: false, error: { code: 308 }, retryAfterMs: 1_000 });
    await channel.ask(message('news'));
    const answers = await Promise.all(both);
    expect(answers.filter(({ json }) => json.ok)).toHaveLength(1);
    await server.stop();
  });

  it('closes a socket that asks on and on without waiting for answers', async () => {
    const server = await startTestServer();
    const { channel } = await openVisitor(server.port);
    for (let number = 0; number < 5_000; number += 1) channel.send({ type: 'ping', id: newId() });
    expect((await channel.closed).code).toBe(4429);
    await server.stop();
  });
});
