// How a server stops: everyone is told, nothing is cut in the middle, and the store is closed last.

import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createMemoryStore } from '../../support/memory-store.ts';
import { chatPost, http, message, openAgent, openSocket, openVisitor } from '../../support/server-client.ts';
import { startTestServer } from '../../support/server-in-process.ts';

afterEach(() => {
  vi.useRealTimers();
});

describe('a stopping server', () => {
  it('closes visitors and agents with 1012, answers held polls and frees the port', async () => {
    const server = await startTestServer();
    const { port } = server;
    const { channel, session } = await openVisitor(port);
    const { channel: agent } = await openAgent(port);
    const held = chatPost(port, 'poll', { session, afterIndex: 0, writerEpoch: 0, waitMs: 20_000 });
    // A round trip later the poll is being held.
    await channel.ask(message('first'));
    const next = chatPost(port, 'poll', { session, afterIndex: 1, writerEpoch: 0, waitMs: 20_000 });
    await held;
    await channel.ask({ type: 'ping' });
    await server.close();
    expect((await channel.closed).code).toBe(1012);
    expect((await agent.closed).code).toBe(1012);
    expect((await next).json).toEqual({ ok: true, pushes: [] });
    await expect(http(port, '/health')).rejects.toThrow('ECONNREFUSED');
    await server.stop();
  });

  it('does not wait for a connection that was opened ahead of its first request', async () => {
    const server = await startTestServer();
    const spare = connect(server.port, '127.0.0.1');
    await once(spare, 'connect');
    // Answered after the spare connection was taken up: one listener, one queue.
    await http(server.port, '/health');
    const gone = once(spare, 'close');
    // The time after which whatever is left is cut off never comes.
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    await server.close();
    vi.useRealTimers();
    await gone;
    await server.stop();
  });

  it('closes its store once, after everything else, also when told twice', async () => {
    const store = createMemoryStore();
    let closings = 0;
    const server = await startTestServer({
      parts: {
        store: {
          ...store,
          close: async () => {
            closings += 1;
          },
        },
      },
    });
    await openVisitor(server.port);
    await Promise.all([server.close(), server.close()]);
    await server.close();
    expect(closings).toBe(1);
    await server.stop();
  });

  it('says that it is not healthy when its store does not answer', async () => {
    const check = () => Promise.reject(new Error('disk gone'));
    const server = await startTestServer({ parts: { store: { ...createMemoryStore(), check } } });
    const reply = await http(server.port, '/health');
    expect([reply.status, reply.text]).toEqual([503, '{"ok":false,"error":"the store does not answer"}']);
    await server.stop();
  });

  it('closes a socket whose request the store could not answer, so that the client comes again', async () => {
    const store = createMemoryStore();
    let works = true;
    const change: typeof store.change = (...words) =>
      works ? store.change(...words) : Promise.reject(new Error('disk full: /secret/path'));
    const server = await startTestServer({ parts: { store: { ...store, change } } });
    const { channel, session } = await openVisitor(server.port);
    works = false;
    channel.send(message('lost?'));
    expect(await channel.closed).toEqual({ code: 1011, reason: 'the server could not answer' });
    const call = { session, writerEpoch: 0, request: message('lost?') };
    const reply = await chatPost(server.port, 'call', call);
    expect([reply.status, reply.text]).toEqual([500, 'The server could not answer.\n']);
    works = true;
    expect((await chatPost(server.port, 'call', call)).json.result).toEqual({ ok: true, value: { index: 1 } });
    (await openSocket(server.port)).close();
    await server.stop();
  });
});
