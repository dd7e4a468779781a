// Visitor and agent over real sockets and real HTTP, on the real store.

import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../../server/store/sqlite.ts';
import {
  chatPost,
  type Json,
  message,
  newId,
  openAgent,
  openRequest,
  openSocket,
  openVisitor,
  resumeRequest,
} from '../../support/server-client.ts';
import { removeFolder, startTestServer, temporaryFolder } from '../../support/server-in-process.ts';

describe('a conversation', () => {
  let folder = '';
  let server: Awaited<ReturnType<typeof startTestServer>>;
  let port = 0;

  beforeEach(async () => {
    folder = temporaryFolder();
    server = await startTestServer({ config: { databaseFile: join(folder, 'chat.db') } });
    port = server.port;
  });
  afterEach(async () => {
    await server.stop();
    removeFolder(folder);
  });

  it('keeps what a visitor said just before the page was left', async () => {
    const { channel, session } = await openVisitor(port);
    for (const text of ['one', 'two', 'three']) channel.send(message(text));
    channel.close();
    await channel.closed;
    const next = await openSocket(port);
    await next.ask(resumeRequest(port, session));
    await next.untilIndex(3);
    expect(next.entries().map(({ text }: Json) => text)).toEqual(['one', 'two', 'three']);
    next.close();
  });

  it('carries messages both ways between two visitors and one agent, each in its own order', async () => {
    const [ann, bea] = await Promise.all([openVisitor(port), openVisitor(port, { username: 'Bea' })]);
    const { channel: agent, result } = await openAgent(port);
    expect(result.value.sessions).toHaveLength(2);
    for (const { session, channel } of [ann, bea]) {
      const { sessionId } = session;
      expect(await agent.ask({ type: 'accept', sessionId })).toEqual({ ok: true, value: {} });
      expect(await agent.ask({ type: 'follow', sessionId, afterIndex: 0 })).toEqual({ ok: true, value: {} });
      for (const number of [1, 2, 3]) {
        await channel.ask(message(`question ${number}`));
        await agent.ask({ type: 'append', sessionId, text: `answer ${number}` });
      }
    }
    await Promise.all([ann.channel.untilIndex(7), bea.channel.untilIndex(7)]);
    for (const { session, channel } of [ann, bea]) {
      await agent.until((push) => push.sessionId === session.sessionId && push.entries?.at(-1).index === 7);
      const expected = ['question 1', 'answer 1', 'question 2', 'answer 2', 'question 3', 'answer 3'];
      expect(channel.entries().map((entry) => entry.index)).toEqual([1, 2, 3, 4, 5, 6, 7]);
      expect(channel.entries().flatMap((entry) => entry.text ?? [])).toEqual(expected);
      expect(agent.entries(session.sessionId)).toEqual(channel.entries());
      expect(channel.entries()[0]).toMatchObject({
        kind: 'agentConnected',
        party: { id: 3, name: 'Bob', kind: 'agent' },
      });
    }
  });

  it('answers a repeated message with its first place and stores it once', async () => {
    const { channel } = await openVisitor(port);
    const request = message('hello');
    const first = await channel.ask(request);
    expect(first).toEqual({ ok: true, value: { index: 1 } });
    channel.received.length = 0;
    expect(await channel.ask(request)).toEqual(first);
    expect((await channel.ask({ type: 'getTranscript', fromIndex: 0 })).value.entries).toHaveLength(1);
  });

  it('resumes from the middle of the log, with nothing twice and nothing missing', async () => {
    const { channel, session } = await openVisitor(port);
    for (const number of [1, 2, 3, 4, 5]) await channel.ask(message(`number ${number}`));
    const second = await openSocket(port);
    const result = await second.ask(resumeRequest(port, session, 3));
    expect(result.value.lastIndex).toBe(5);
    await channel.ask(message('number 6'));
    await second.untilIndex(6);
    expect(second.entries().map((entry) => entry.index)).toEqual([4, 5, 6]);
    expect(second.received[0].type).toBe('result');
  });

  it('mixes sockets and polls in one session', async () => {
    const opened = (await chatPost(port, 'call', { session: null, writerEpoch: 0, request: openRequest(port) })).json;
    const { session } = opened.result.value;
    const socket = await openSocket(port);
    await socket.ask(resumeRequest(port, session));
    const held = chatPost(port, 'poll', { session, afterIndex: 0, writerEpoch: 0, waitMs: 20_000 });
    await socket.ask(message('by socket'));
    expect((await held).json.pushes[0].entries.map((entry: Json) => entry.text)).toEqual(['by socket']);
    const appended = await chatPost(port, 'call', { session, writerEpoch: 0, request: message('by call') });
    expect(appended.json.result).toEqual({ ok: true, value: { index: 2 } });
    await socket.untilIndex(2);
    const atOnce = await chatPost(port, 'poll', { session, afterIndex: 1, writerEpoch: 0, waitMs: 0 });
    expect(atOnce.json.pushes[0].entries.map((entry: Json) => entry.text)).toEqual(['by call']);
  });

  it('has a message on disk before it is acknowledged', async () => {
    const { channel, session } = await openVisitor(port);
    await channel.ask(message('kept'));
    const other = openSqliteStore(join(folder, 'chat.db'), Date.now);
    const entries = await other.entriesAfter(session.sessionId, 0, 10);
    await other.close();
    expect(entries).toMatchObject([{ index: 1, text: 'kept' }]);
  });

  it('gives the same session and token for a repeated open, also where it comes late: no earlier answer loses its worth', async () => {
    const openId = newId();
    const first = await openVisitor(port, { openId });
    const second = await openVisitor(port, { openId });
    expect(second.session).toEqual(first.session);
    const other = await openVisitor(port, { openId: newId() });
    expect(other.session.token).not.toBe(first.session.token);
    const late = await openSocket(port);
    expect((await late.ask(resumeRequest(port, first.session))).ok).toBe(true);
  });

  it('that is called off is left, whether it was opened or not, and none is made for that', async () => {
    const openId = newId();
    const callOff = async () => (await openSocket(port)).ask({ ...openRequest(port), openId, calledOff: true });
    const { channel: agent, result } = await openAgent(port);
    expect(result.value.sessions).toEqual([]);
    expect(await callOff()).toMatchObject({ ok: false, error: { code: 50 } });
    const { channel } = await openVisitor(port, { openId });
    expect(await callOff()).toMatchObject({ ok: false, error: { code: 50 } });
    await channel.untilIndex(1);
    expect(channel.entries()).toMatchObject([{ kind: 'sessionEnded', reason: 'leaveRequest' }]);
    const heardOf = agent.received.flatMap((push) => (push.type === 'session' ? [push.session.sessionId] : []));
    expect(new Set(heardOf).size).toBe(1);
  });

  it('ends by the agent with the end as the last entry, and takes nothing after it', async () => {
    const { channel, session } = await openVisitor(port);
    const { channel: agent } = await openAgent(port);
    await agent.ask({ type: 'accept', sessionId: session.sessionId });
    await agent.ask({ type: 'end', sessionId: session.sessionId });
    await channel.untilIndex(3);
    expect(channel.entries().map((entry) => entry.kind)).toEqual([
      'agentConnected',
      'agentDisconnected',
      'sessionEnded',
    ]);
    expect((await channel.ask(message('too late'))).error.code).toBe(51);
    expect((await agent.ask({ type: 'append', sessionId: session.sessionId, text: 'too late' })).error.code).toBe(51);
  });

  it('lets only the first of two agents accept', async () => {
    const { session } = await openVisitor(port);
    const [bob, eve] = await Promise.all([openAgent(port, 'Bob'), openAgent(port, 'Eve')]);
    const { sessionId } = session;
    expect((await bob.channel.ask({ type: 'accept', sessionId })).ok).toBe(true);
    expect((await eve.channel.ask({ type: 'accept', sessionId })).error.code).toBe(51);
    expect((await bob.channel.ask({ type: 'accept', sessionId })).ok).toBe(true);
    expect((await eve.channel.ask({ type: 'append', sessionId, text: 'mine?' })).error.code).toBe(51);
    expect((await eve.channel.ask({ type: 'end', sessionId })).error.code).toBe(51);
  });

  it('brings typing both ways without storing it', async () => {
    const { channel, session } = await openVisitor(port);
    const { sessionId } = session;
    const { channel: agent } = await openAgent(port);
    await agent.ask({ type: 'accept', sessionId });
    await agent.ask({ type: 'follow', sessionId, afterIndex: 1 });
    channel.send({ type: 'typing', id: newId(), isTyping: true, text: 'hel' });
    const typed = await agent.until((push) => push.type === 'visitorTyping');
    expect(typed).toEqual({ type: 'visitorTyping', sessionId, isTyping: true, text: 'hel' });
    await agent.ask({ type: 'typing', sessionId, isTyping: true });
    const push = await channel.until((received) => received.type === 'agentTyping');
    expect(push).toMatchObject({ isTyping: true, party: { id: 3, name: 'Bob' } });
    expect((await channel.ask({ type: 'getTranscript', fromIndex: 0 })).value.entries).toHaveLength(1);
  });

  it('continues after a restart on the same file', async () => {
    const { channel, session } = await openVisitor(port);
    await channel.ask(message('before'));
    const stopped = channel.closed;
    await server.stop();
    expect((await stopped).code).toBe(1012);
    server = await startTestServer({ config: { databaseFile: join(folder, 'chat.db') } });
    port = server.port;
    const again = await openSocket(port);
    await again.ask(resumeRequest(port, session));
    await again.ask(message('after'));
    await again.untilIndex(2);
    expect(again.entries().map((entry) => entry.text)).toEqual(['before', 'after']);
  });
});
