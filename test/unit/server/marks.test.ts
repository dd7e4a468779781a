// How far each side has read, told to the other on every way in; and what the visitor thought of the chat.

import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  chatPost,
  type Json,
  message,
  newId,
  openAgent,
  openSocket,
  openVisitor,
  resumeRequest,
} from '../../support/server-client.ts';
import { createTestClock, type TestClock } from '../../support/server-clock.ts';
import { removeFolder, startTestServer, temporaryFolder } from '../../support/server-in-process.ts';

describe('read marks and ratings', () => {
  let folder = '';
  let server: Awaited<ReturnType<typeof startTestServer>>;
  let port = 0;
  let clock: TestClock;
  let visitor: Awaited<ReturnType<typeof openVisitor>>;
  let agent: Awaited<ReturnType<typeof openAgent>>['channel'];
  let sessionId = '';

  const start = async (config = {}) => {
    server = await startTestServer({ config: { databaseFile: join(folder, 'chat.db'), ...config }, parts: { clock } });
    port = server.port;
  };
  /** A chat with three entries. */
  const begin = async () => {
    visitor = await openVisitor(port);
    sessionId = visitor.session.sessionId;
    agent = (await openAgent(port)).channel;
    await agent.ask({ type: 'accept', sessionId });
    await agent.ask({ type: 'follow', sessionId, afterIndex: 0 });
    for (const text of ['one', 'two']) await visitor.channel.ask(message(text));
  };
  beforeEach(async () => {
    folder = temporaryFolder();
    clock = createTestClock();
    await start();
    await begin();
  });
  afterEach(async () => {
    await server.stop();
    removeFolder(folder);
  });

  const seen = (deliveredIndex: number, readIndex: number) =>
    agent.ask({ type: 'seen', sessionId, deliveredIndex, readIndex });
  const isMark = (delivered: number, read: number) => (push: Json) =>
    push.type === 'seen' && push.deliveredIndex === delivered && push.readIndex === read;
  const poll = async (waitMs = 0, afterIndex = 3): Promise<Json[]> =>
    (await chatPost(port, 'poll', { session: visitor.session, afterIndex, writerEpoch: 0, waitMs })).json.pushes;
  const summaries = () => agent.received.filter(({ type }) => type === 'session');

  it('of the agent reach the visitor’s sockets at once, and those that come later', async () => {
    expect((await seen(2, 0)).ok).toBe(true);
    expect(await visitor.channel.until(isMark(2, 0))).toEqual({ type: 'seen', deliveredIndex: 2, readIndex: 0 });
    await seen(3, 3);
    await visitor.channel.until(isMark(3, 3));
    const later = await openSocket(port);
    await later.ask(resumeRequest(port, visitor.session, 3));
    await later.until(isMark(3, 3));
  });

  it('of the agent end a held poll, and are told again to whoever resumes', async () => {
    expect(await poll()).toEqual([]);
    const held = poll(20_000);
    await seen(3, 1);
    expect(await held).toEqual([{ type: 'seen', deliveredIndex: 3, readIndex: 1 }]);
    expect(await poll()).toEqual([]);
    await chatPost(port, 'call', { session: null, writerEpoch: 0, request: resumeRequest(port, visitor.session, 3) });
    expect(await poll()).toEqual([{ type: 'seen', deliveredIndex: 3, readIndex: 1 }]);
  });

  it('of the agent are told again to a poll that says it has others, and to no other one', async () => {
    await seen(3, 1);
    const having = async (deliveredIndex: number, readIndex: number) => {
      const about = { session: visitor.session, afterIndex: 3, writerEpoch: 0, waitMs: 0 };
      return (await chatPost(port, 'poll', { ...about, seen: { deliveredIndex, readIndex } })).json.pushes;
    };
    const mark = { type: 'seen', deliveredIndex: 3, readIndex: 1 };
    // As often as an answer is lost.
    for (let times = 0; times < 3; times += 1) expect(await having(0, 0)).toEqual([mark]);
    expect(await having(3, 0)).toEqual([mark]);
    expect(await having(3, 1)).toEqual([]);
    expect(await having(4, 4)).toEqual([]);
  });

  it('of the visitor reach the agents that follow the chat, and those that follow it later', async () => {
    expect((await visitor.channel.ask({ type: 'seen', readIndex: 1 })).ok).toBe(true);
    await agent.until((push) => push.type === 'visitorSeen' && push.readIndex === 1);
    const call = { session: visitor.session, writerEpoch: 0, request: { type: 'seen', id: newId(), readIndex: 3 } };
    expect((await chatPost(port, 'call', call)).json.result.ok).toBe(true);
    const push = await agent.until(({ type, readIndex }) => type === 'visitorSeen' && readIndex === 3);
    expect(push).toEqual({ type: 'visitorSeen', sessionId, readIndex: 3 });
    const { channel: eve } = await openAgent(port, 'Eve');
    await eve.ask({ type: 'follow', sessionId, afterIndex: 3 });
    await eve.until(({ type, readIndex }) => type === 'visitorSeen' && readIndex === 3);
  });

  it('survive a restart, and never go back or beyond the log', async () => {
    await seen(99, 2);
    await visitor.channel.ask({ type: 'seen', readIndex: 99 });
    await server.stop();
    await start();
    const again = await openSocket(port);
    await again.ask(resumeRequest(port, visitor.session, 3));
    await again.until(isMark(3, 2));
    agent = (await openAgent(port)).channel;
    await agent.ask({ type: 'follow', sessionId, afterIndex: 3 });
    await agent.until(({ type, readIndex }) => type === 'visitorSeen' && readIndex === 3);
    await seen(1, 1);
    await seen(3, 3);
    await again.until(isMark(3, 3));
    expect(again.received.filter(({ type }) => type === 'seen')).toHaveLength(2);
  });

  it('change no summary, and say nothing twice', async () => {
    await agent.ask({ type: 'ping' });
    const before = summaries().length;
    for (let round = 0; round < 5; round += 1) {
      await seen(3, 3);
      await visitor.channel.ask({ type: 'seen', readIndex: 3 });
    }
    await agent.until(({ type }) => type === 'visitorSeen');
    await visitor.channel.until(isMark(3, 3));
    await Promise.all([agent.ask({ type: 'ping' }), visitor.channel.ask({ type: 'ping' })]);
    expect(summaries()).toHaveLength(before);
    expect(visitor.channel.received.filter(({ type }) => type === 'seen')).toHaveLength(1);
    expect(agent.received.filter(({ type }) => type === 'visitorSeen')).toHaveLength(1);
  });

  it('of an agent who only looks on are no answer to the visitor', async () => {
    const { channel: eve } = await openAgent(port, 'Eve');
    expect((await eve.ask({ type: 'seen', sessionId, deliveredIndex: 3, readIndex: 3 })).ok).toBe(true);
    expect(await poll()).toEqual([]);
    expect(
      (await eve.ask({ type: 'seen', sessionId: 'nobody-knows', deliveredIndex: 3, readIndex: 3 })).error.code,
    ).toBe(50);
  });

  it('that nobody sends cost nobody a word', async () => {
    await Promise.all([agent.ask({ type: 'ping' }), visitor.channel.ask({ type: 'ping' })]);
    expect(visitor.channel.received.some(({ type }) => type === 'seen')).toBe(false);
    expect(agent.received.some(({ type }) => type === 'visitorSeen')).toBe(false);
  });

  const rating = (score: number) => ({ type: 'rate', id: newId(), score, comment: 'Thanks ☂' });
  const rateByCall = async (score: number): Promise<Json> =>
    (await chatPost(port, 'call', { session: visitor.session, writerEpoch: 0, request: rating(score) })).json.result;

  it('are asked for, unless the operator wants none', async () => {
    expect((await visitor.channel.ask(rating(4))).ok).toBe(true);
    const resumed = await (await openSocket(port)).ask(resumeRequest(port, visitor.session, 3));
    expect(resumed.value.limits).toMatchObject({ rating: true, files: { maxBytes: 10_000_000 } });
    await server.stop();
    await start({ rating: false });
    await begin();
    expect((await visitor.channel.ask(rating(4))).error.code).toBe(51);
    const again = await (await openSocket(port)).ask(resumeRequest(port, visitor.session, 3));
    expect(again.value.limits.rating).toBe(false);
  });

  it('may be given up to an hour after the end, by call and by a socket, and the last one stands in the summary', async () => {
    await visitor.channel.ask({ type: 'leave' });
    expect((await rateByCall(2)).ok).toBe(true);
    await clock.advance(3_599_000);
    const late = await openSocket(port);
    expect((await late.ask(resumeRequest(port, visitor.session, 4))).ok).toBe(true);
    expect((await late.ask(rating(5))).ok).toBe(true);
    const push = await agent.until(({ type, session }) => type === 'session' && session.rating?.score === 5);
    expect(push.session.rating).toEqual({ score: 5, comment: 'Thanks ☂' });
    clock.jump(2_000);
    expect((await rateByCall(1)).error.code).toBe(51);
    const { result } = await openAgent(port, 'Eve');
    expect(result.value.sessions[0].rating.score).toBe(5);
  });

  it('are taken with the session’s own token, from one to five', async () => {
    const stranger = { session: { ...visitor.session, token: newId() }, writerEpoch: 0, request: rating(5) };
    expect((await chatPost(port, 'call', stranger)).json.result.error.code).toBe(50);
    for (const score of [0, 6, 2.5]) expect((await visitor.channel.ask(rating(score))).error.code).toBe(3);
  });
});
