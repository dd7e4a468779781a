// What is special about polling: it must hold, wake, and let go.

import { describe, expect, it } from 'vitest';
import { DEPARTURE_GRACE_MS } from '../../../server/chats/presence.ts';
import { type Clock, systemClock } from '../../../server/ports.ts';
import {
  chatPost,
  type Json,
  message,
  newId,
  openAgent,
  openRequest,
  openVisitor,
} from '../../support/server-client.ts';
import { startTestServer } from '../../support/server-in-process.ts';

describe('a poll', () => {
  const poll = (port: number, session: Json, afterIndex: number, waitMs = 20_000, signal?: AbortSignal) =>
    chatPost(port, 'poll', { session, afterIndex, writerEpoch: 0, waitMs }, signal);
  const call = async (port: number, session: Json, request: Json) =>
    (await chatPost(port, 'call', { session, writerEpoch: 0, request })).json.result;

  it('answers at once what is there already, page by page in order', async () => {
    const server = await startTestServer({ limits: { messagesPerSession: { burst: 1_000, perSecond: 1_000 } } });
    const { port } = server;
    const { channel, session } = await openVisitor(port);
    for (let number = 0; number < 230; number += 1) await channel.ask(message(`number ${number}`));
    const seen: number[] = [];
    while (seen.length < 230) {
      const { pushes } = (await poll(port, session, seen.at(-1) ?? 0)).json;
      expect(pushes[0].entries.length).toBeLessThanOrEqual(200);
      seen.push(...pushes[0].entries.map((entry: Json) => entry.index));
    }
    expect(seen).toEqual(Array.from({ length: 230 }, (_, position) => position + 1));
    expect((await poll(port, session, 230, 0)).json).toEqual({ ok: true, pushes: [] });
    await server.stop();
  });

  it('cuts a page of long messages, and says that there is more', async () => {
    const server = await startTestServer({ limits: { messagesPerSession: { burst: 1_000, perSecond: 1_000 } } });
    const { channel } = await openVisitor(server.port);
    for (let number = 0; number < 60; number += 1) await channel.ask(message('x'.repeat(5_000)));
    const { value } = await channel.ask({ type: 'getTranscript', fromIndex: 1 });
    expect([value.entries.length, value.more]).toEqual([50, true]);
    const rest = (await channel.ask({ type: 'getTranscript', fromIndex: 51 })).value;
    expect([rest.entries.length, rest.more]).toEqual([10, false]);
    await server.stop();
  });

  it('is not ended by a change that brings the visitor nothing', async () => {
    const server = await startTestServer();
    const { channel, session } = await openVisitor(server.port);
    const held = poll(server.port, session, 0);
    await channel.ask({ type: 'setUserData', userData: { vip: true } });
    await channel.ask({ type: 'setUserData', userData: { vip: false } });
    await channel.ask(message('news'));
    expect((await held).json.pushes[0].entries).toHaveLength(1);
    await server.stop();
  });

  it('brings typing that came while no poll was held, once', async () => {
    const server = await startTestServer();
    const { port } = server;
    const opened = await call(port, null, openRequest(port));
    const { session } = opened.value;
    const { sessionId } = session;
    const { channel: agent } = await openAgent(port);
    await agent.ask({ type: 'accept', sessionId });
    await agent.ask({ type: 'typing', sessionId, isTyping: true });
    const { pushes } = (await poll(port, session, 1)).json;
    expect(pushes).toEqual([{ type: 'agentTyping', party: { id: 3, name: 'Bob', kind: 'agent' }, isTyping: true }]);
    expect((await poll(port, session, 1, 0)).json.pushes).toEqual([]);
    await server.stop();
  });

  it('carries a whole conversation by calls alone', async () => {
    const server = await startTestServer();
    const { port } = server;
    const { session } = (await call(port, null, openRequest(port))).value;
    expect(await call(port, session, message('hello'))).toEqual({ ok: true, value: { index: 1 } });
    expect(await call(port, session, { type: 'typing', id: newId(), isTyping: true, text: null })).toMatchObject({
      ok: true,
    });
    expect(await call(port, session, { type: 'ping', id: newId() })).toMatchObject({ ok: true });
    expect(await call(port, session, { type: 'leave', id: newId() })).toMatchObject({ ok: true });
    const { pushes } = (await poll(port, session, 0)).json;
    expect(pushes[0].entries.map((entry: Json) => entry.kind)).toEqual(['message', 'sessionEnded']);
    expect((await call(port, session, message('late'))).error.code).toBe(51);
    expect(await call(port, session, { type: 'leave', id: newId() })).toMatchObject({ ok: true });
    await server.stop();
  });

  it('is let go when its browser is gone: the visitor is away then', async () => {
    const clock: Clock = {
      ...systemClock,
      // The grace is over at once; everything else takes its time.
      after: (ms, run) => systemClock.after(ms === DEPARTURE_GRACE_MS ? 5 : ms, run),
    };
    const server = await startTestServer({ parts: { clock }, limits: { pollsPerSession: 1 } });
    const { port } = server;
    const { channel: agent } = await openAgent(port);
    const { session } = (await call(port, null, openRequest(port))).value;
    const page = new AbortController();
    const held = poll(port, session, 0, 20_000, page.signal).catch(() => 'gone');
    // A second poll is refused as soon as the first is held.
    while ((await poll(port, session, 0, 0)).json.ok);
    page.abort();
    expect(await held).toBe('gone');
    const push = await agent.until((received) => received.session?.presence === 'away');
    expect(push.session.sessionId).toBe(session.sessionId);
    await server.stop();
  });
});
