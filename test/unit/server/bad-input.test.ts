// Whatever comes in that is not of the protocol gets an answer that says what was expected and what came.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  chatPost,
  http,
  type Json,
  message,
  newId,
  openAgent,
  openRequest,
  openSocket,
  openVisitor,
  resumeRequest,
} from '../../support/server-client.ts';
import { startTestServer } from '../../support/server-in-process.ts';

describe('bad input', () => {
  let server: Awaited<ReturnType<typeof startTestServer>>;
  let port = 0;
  beforeAll(async () => {
    server = await startTestServer();
    port = server.port;
  });
  afterAll(() => server.stop());

  const call = (request: Json, session: Json = null) => chatPost(port, 'call', { session, writerEpoch: 0, request });

  it('closes a socket with 4400 for what is not a JSON object', async () => {
    for (const text of ['', 'hello', '[', 'null', '42', '"open"']) {
      const channel = await openSocket(port);
      channel.send(text === '' ? ' ' : text);
      expect(await channel.closed).toMatchObject({ code: 4400 });
    }
    const binary = await openSocket(port);
    binary.socket.send(Buffer.from('{}'), { binary: true });
    expect(await binary.closed).toMatchObject({ code: 4400 });
  });

  it('answers an unknown command with 1, a missing parameter with 2, a wrong one with 3', async () => {
    const { channel } = await openVisitor(port);
    expect((await channel.ask({ type: 'dance' })).error).toMatchObject({ code: 1 });
    expect((await channel.ask({ type: 'append', contentType: 'text' })).error).toEqual({
      code: 2,
      description: 'text: expected "text", received undefined',
    });
    expect((await channel.ask({ type: 'append', contentType: 'html', text: 'x' })).error).toEqual({
      code: 3,
      description: 'contentType: expected ("text" | "url"), received "html"',
    });
    expect((await channel.ask(message('still here'))).ok).toBe(true);
  });

  it('answers a message that is too long with 307 and the two lengths', async () => {
    const { channel, session } = await openVisitor(port);
    const tooLong = message('x'.repeat(5_001));
    const expected = { code: 307, description: 'text: expected at most 5000 characters, received 5001' };
    expect((await channel.ask(tooLong)).error).toEqual(expected);
    const reply = await call(tooLong, session);
    expect([reply.status, reply.json.id, reply.json.result.error]).toEqual([400, tooLong.id, expected]);
    expect((await channel.ask(message('x'.repeat(5_000)))).ok).toBe(true);
  });

  it('answers a request without a readable id too', async () => {
    const { channel } = await openVisitor(port);
    channel.send({ type: 'append', id: '!', contentType: 'text', text: 'x' });
    const answer = await channel.until((received) => received.id === 'unreadable');
    expect(answer.result.error.description).toContain('id: expected');
  });

  it('wants open or resume first, and once', async () => {
    const channel = await openSocket(port);
    expect((await channel.ask(message('early'))).error.description).toBe(
      'type: expected open or resume first, received append',
    );
    await channel.ask(openRequest(port));
    expect((await channel.ask(openRequest(port))).error.description).toBe(
      'type: expected a request of the open session, received open',
    );
  });

  it('wants hello first of an agent, and once', async () => {
    const early = await openSocket(port, { path: '/agent/v1/socket' });
    expect((await early.ask({ type: 'ping' })).error.description).toBe('type: expected hello first, received ping');
    const { channel } = await openAgent(port);
    expect((await channel.ask({ type: 'hello', version: 1, name: 'Bob' })).error.code).toBe(52);
    for (const type of ['accept', 'end', 'follow']) {
      const answer = await channel.ask({ type, sessionId: 'nobody-knows', afterIndex: 0 });
      expect([type, answer.error.code]).toEqual([type, 50]);
    }
  });

  it('refuses a version that does not fit with 302', async () => {
    const channel = await openSocket(port);
    expect((await channel.ask(openRequest(port, { version: 3 }))).error.code).toBe(302);
    expect((await channel.ask(openRequest(port, { version: 2 }))).ok).toBe(true);
    const agent = await openSocket(port, { path: '/agent/v1/socket' });
    expect((await agent.ask({ type: 'hello', version: 9, name: 'Bob' })).error.code).toBe(302);
  });

  it('knows a session only with its own token', async () => {
    const { session } = await openVisitor(port);
    const stranger = { ...session, token: newId() };
    const channel = await openSocket(port);
    expect((await channel.ask(resumeRequest(port, stranger))).error.code).toBe(50);
    expect((await call(message('x'), stranger)).json.result.error.code).toBe(50);
    expect((await call(resumeRequest(port, stranger))).json.result.error.code).toBe(50);
    const poll = await chatPost(port, 'poll', { session: stranger, afterIndex: 0, writerEpoch: 0, waitMs: 0 });
    expect(poll.json).toMatchObject({ ok: false, error: { code: 50 } });
    expect((await call(message('x'), { ...session, sessionId: 'nobody-knows' })).json.result.error.code).toBe(50);
  });

  it('wants a session with every call but open and resume', async () => {
    const { status, json } = await call(message('x'));
    expect([status, json.result.error.code]).toEqual([400, 2]);
  });

  it('answers a body that is no JSON or no call with 400 and the words why', async () => {
    for (const body of ['{', '[]', '{}', '{"session":null}', '"x"']) {
      const reply = await chatPost(port, 'call', body);
      expect([body, reply.status, reply.json.type, reply.json.id]).toEqual([body, 400, 'result', 'unreadable']);
      expect(reply.json.result.error.description).toMatch(/expected .*received /);
      const poll = await chatPost(port, 'poll', body);
      expect([poll.status, poll.json.ok]).toEqual([400, false]);
    }
  });

  it('answers a body that is too large with 413, a frame that is too large with words, a huge one with 1009', async () => {
    const large = 'x'.repeat(70_000);
    const reply = await call(message(large));
    expect([reply.status, reply.json.result.error.description]).toEqual([
      413,
      expect.stringMatching(/^body: expected at most 65536 bytes, received 70\d\d\d$/),
    ]);
    const { channel, session } = await openVisitor(port);
    const subject = message('x');
    expect((await channel.ask({ ...subject, extra: large })).error.description).toMatch(
      /^request: expected at most 65536 bytes, received 70\d\d\d$/,
    );
    expect((await channel.ask(message('still here'))).value.index).toBe(1);
    channel.send({ ...message('x'), extra: 'x'.repeat(1_100_000) });
    expect((await channel.closed).code).toBe(1009);
    const again = await openSocket(port);
    expect((await again.ask(resumeRequest(port, session))).value.lastIndex).toBe(1);
  });

  it('bounds a body that does not say how long it is', async () => {
    const reply = await http(port, '/chat/v1/call', {
      body: `{"x":"${'x'.repeat(70_000)}"}`,
      headers: { origin: `http://127.0.0.1:${port}`, 'transfer-encoding': 'chunked' },
    });
    expect(reply.status).toBe(413);
    expect(reply.json.result.error.description).toBe('body: expected at most 65536 bytes, received more');
  });

  it("takes no id of another party's message for a repetition", async () => {
    const { channel, session } = await openVisitor(port);
    const { channel: agent } = await openAgent(port);
    await agent.ask({ type: 'accept', sessionId: session.sessionId });
    const id = newId();
    await agent.ask({ type: 'append', id, sessionId: session.sessionId, text: 'answer' });
    expect((await channel.ask(message('mine', id))).error.code).toBe(3);
  });

  it('keeps user data within a hundred thousand characters in all', async () => {
    const { channel } = await openVisitor(port, { userData: {} });
    const set = (from: number) =>
      channel.ask({
        type: 'setUserData',
        userData: Object.fromEntries([0, 1, 2, 3, 4].map((key) => [`key-${from + key}`, 'x'.repeat(4_000)])),
      });
    for (const from of [0, 5, 10, 15]) expect((await set(from)).ok).toBe(true);
    expect((await set(20)).error.description).toMatch(
      /^userData: expected at most 100000 characters in all, received 100\d\d\d$/,
    );
    expect((await set(15)).ok).toBe(true);
  });

  it("keeps a visitor's names whatever characters they have, but for the one that no text may have", async () => {
    const { channel: agent } = await openAgent(port);
    const { session } = await openVisitor(port, { username: 'A\u0000n\u0007n \u202e\ud83d\ude00', subject: '\u0000' });
    const push = await agent.until((received) => received.session?.sessionId === session.sessionId);
    expect([push.session.username, push.session.subject]).toEqual(['An\u0007n \u202e\ud83d\ude00', '']);
  });

  it('keeps user data within a hundred keys in all', async () => {
    const { channel } = await openVisitor(port, { userData: {} });
    const keys = (from: number, count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, number) => [`key-${from + number}`, number]));
    expect((await channel.ask({ type: 'setUserData', userData: keys(0, 60) })).ok).toBe(true);
    expect((await channel.ask({ type: 'setUserData', userData: keys(60, 60) })).error.description).toBe(
      'userData: expected at most 100 keys in all, received 120',
    );
    await channel.ask({ type: 'deleteUserData', keys: ['key-0'] });
    const answer = await channel.ask({ type: 'getUserData', keys: ['key-0', 'key-1', '__proto__', 'missing'] });
    expect(answer.value).toEqual({ userData: { 'key-1': 1 } });
  });
});
