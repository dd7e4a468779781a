// Bounded memory for each socket, whatever the other side does: read nothing, send nonsense, send without waiting, or
// say nothing at all.

import { describe, expect, it } from 'vitest';
import { createOutgoing } from '../../../server/gateway/outgoing.ts';
import { createMemoryStore } from '../../support/memory-store.ts';
import { newId, openAgent, openSocket, openVisitor, resumeRequest } from '../../support/server-client.ts';
import { createTestClock } from '../../support/server-clock.ts';
import { startTestServer } from '../../support/server-in-process.ts';

function createLine() {
  const line = {
    OPEN: 1,
    readyState: 1,
    bufferedAmount: 0,
    terminated: 0,
    /** What waits to be taken, and what then says so. */
    waiting: [] as ((failure?: Error) => void)[],
    sent: [] as string[],
    send(text: string, taken: (failure?: Error) => void) {
      if (line.readyState !== line.OPEN) return taken(new Error('gone'));
      line.sent.push(text);
      line.bufferedAmount += text.length;
      line.waiting.push(taken);
    },
    terminate() {
      line.terminated += 1;
      line.readyState = 3;
      for (const taken of line.waiting.splice(0)) taken(new Error('gone'));
    },
    take() {
      line.bufferedAmount = 0;
      for (const taken of line.waiting.splice(0)) taken();
    },
  };
  return line;
}

describe('a line that does not read', () => {
  it('is dropped when it has taken nothing for as long as a client would wait', async () => {
    const [line, clock] = [createLine(), createTestClock()];
    const outgoing = createOutgoing(line as never, clock);
    const taken = outgoing.send({ number: 1 });
    await clock.advance(24_000);
    line.take();
    await expect(taken).resolves.toBeUndefined();
    await clock.advance(60_000);
    expect(line.terminated).toBe(0);
    const lost = expect(outgoing.send({ number: 2 })).rejects.toThrow('gone');
    await clock.advance(25_000);
    await lost;
    expect(line.terminated).toBe(1);
  });

  it('is dropped when more waits for it than a few pages of the longest messages', async () => {
    const line = createLine();
    const outgoing = createOutgoing(line as never, createTestClock());
    const page = 'x'.repeat(1_000_000);
    const sends = Array.from({ length: 6 }, () => outgoing.send(page).catch(() => 'lost'));
    expect(await Promise.all(sends)).toEqual(sends.map(() => 'lost'));
    expect([line.readyState, line.sent.length]).toEqual([3, 4]);
  });

  it('misses what may get lost, and takes it again once it reads', () => {
    const line = createLine();
    const outgoing = createOutgoing(line as never, createTestClock());
    for (let number = 0; number < 10; number += 1) outgoing.sendLossy('x'.repeat(30_000));
    expect(line.sent.length).toBe(3);
    line.take();
    outgoing.sendLossy('again');
    expect(line.sent.at(-1)).toBe('"again"');
  });

  it('gets everything once and in order when it comes back after it was dropped', async () => {
    const [clock, store] = [createTestClock(), createMemoryStore()];
    const server = await startTestServer({ parts: { clock, store } });
    const { channel: writer, session } = await openVisitor(server.port);
    // More than the machine's own buffers between the two hold.
    const count = 2_400;
    const party = { id: 1, name: 'Ann', kind: 'visitor' } as const;
    const entries = Array.from({ length: count }, (_, number) => {
      const id = `message-${number}`;
      return { kind: 'message', id, party, contentType: 'text', text: 'x'.repeat(5_000), at: 1 } as const;
    });
    await store.change(session.sessionId, null, () => ({ patch: {}, entries }));
    const reader = await openSocket(server.port);
    reader.socket.pause();
    reader.send(resumeRequest(server.port, session));
    for (let second = 0; second < 40; second += 5) {
      await writer.ask({ type: 'ping' });
      await clock.advance(5_000);
    }
    reader.socket.resume();
    await reader.closed;
    const last = reader.entries().at(-1)?.index ?? 0;
    expect(last).toBeLessThan(count);
    const again = await openSocket(server.port);
    await again.ask(resumeRequest(server.port, session, last));
    await again.untilIndex(count);
    const indexes = [...reader.entries(), ...again.entries()].map(({ index }) => index);
    expect(indexes).toEqual(Array.from({ length: count }, (_, position) => position + 1));
    await server.stop();
  });
});

describe('a socket that is no good', () => {
  const few = { requestsPerConnection: { burst: 5, perSecond: 1 } };

  it('is answered in words as often as requests may be made, and then closed', async () => {
    const server = await startTestServer({ limits: few, parts: { clock: createTestClock() } });
    for (const path of ['/chat/v1/socket', '/agent/v1/socket']) {
      for (const stray of [{ type: 'dance' }, { type: 'append' }, { type: 'ping', filler: 'x'.repeat(70_000) }]) {
        const channel = await openSocket(server.port, { path });
        for (let number = 0; number < 5; number += 1) expect((await channel.ask({ ...stray })).ok).toBe(false);
        channel.send({ ...stray, id: newId() });
        expect(await channel.closed).toEqual({ code: 4429, reason: 'too much that is not of this protocol' });
      }
    }
    await server.stop();
  });

  it('is closed when what it sends without waiting is larger than a few requests', async () => {
    const store = createMemoryStore();
    const change = () => new Promise<never>(() => {});
    const server = await startTestServer({ parts: { store: { ...store, change } } });
    const { channel } = await openVisitor(server.port);
    for (let number = 0; number < 5; number += 1) channel.send({ type: 'ping', id: newId(), x: 'x'.repeat(60_000) });
    expect(await channel.closed).toEqual({ code: 4429, reason: 'too many requests without waiting for answers' });
    await server.stop();
  });

  it('is closed when it has not said hello in time, of a visitor and of an agent', async () => {
    const clock = createTestClock();
    const server = await startTestServer({ parts: { clock } });
    const { channel: visitor } = await openVisitor(server.port);
    const { channel: agent } = await openAgent(server.port);
    const mute = await openSocket(server.port);
    const other = await openSocket(server.port, { path: '/agent/v1/socket' });
    await clock.advance(15_000);
    expect(await mute.closed).toEqual({ code: 1008, reason: 'expected open or resume within 15 s' });
    expect(await other.closed).toEqual({ code: 1008, reason: 'expected hello within 15 s' });
    for (const channel of [visitor, agent]) expect((await channel.ask({ type: 'ping' })).ok).toBe(true);
    await server.stop();
  });
});
