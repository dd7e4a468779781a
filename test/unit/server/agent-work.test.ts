// What agents do besides answering: who is there, handing a chat over, notes, old chats, ready texts, pictures, and what
// they may offer beside a text.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashPassword } from '../../../server/agents.ts';
import {
  http,
  type Json,
  message,
  newId,
  openAgent,
  openSocket,
  openVisitor,
  resumeRequest,
} from '../../support/server-client.ts';
import { pngOf, sendAgentPiece } from '../../support/server-files.ts';
import { removeFolder, startTestServer, temporaryFolder } from '../../support/server-in-process.ts';

describe('agents', () => {
  let folder = '';
  let server: Awaited<ReturnType<typeof startTestServer>>;
  let port = 0;

  const start = async (config = {}) => {
    // Some say much at once.
    const limits = { messagesPerSession: { burst: 1_000, perSecond: 1 } };
    server = await startTestServer({ config: { databaseFile: join(folder, 'chat.db'), ...config }, limits });
    port = server.port;
  };
  const restart = async (config = {}) => {
    await server.stop();
    await start(config);
  };
  beforeEach(async () => {
    folder = temporaryFolder();
    await start();
  });
  afterEach(async () => {
    await server.stop();
    removeFolder(folder);
  });

  const idOf = (opened: { result: Json }): string => opened.result.value.agent.id;
  const shows =
    (...expected: [name: string, status: string, chats: number][]) =>
    (push: Json) =>
      push.type === 'agents' &&
      JSON.stringify(push.agents.map(({ name, status, chats }: Json) => [name, status, chats])) ===
        JSON.stringify(expected);

  it('hear who is there, who is away, who has gone, and how many chats each has', async () => {
    const bob = await openAgent(port, 'Bob');
    expect(bob.result.value).toMatchObject({
      ...{ isAvailable: true, agents: [{ name: 'Bob', status: 'available', chats: 0 }], cannedReplies: [] },
      files: { maxBytes: 10_000_000 },
    });
    const eve = await openAgent(port, 'Eve');
    await bob.channel.until(shows(['Bob', 'available', 0], ['Eve', 'available', 0]));
    expect((await eve.channel.ask({ type: 'availability', isAvailable: false })).ok).toBe(true);
    await bob.channel.until(shows(['Bob', 'available', 0], ['Eve', 'away', 0]));
    const { session } = await openVisitor(port);
    await bob.channel.ask({ type: 'accept', sessionId: session.sessionId });
    await eve.channel.until(shows(['Bob', 'available', 1], ['Eve', 'away', 0]));
    eve.channel.close();
    await bob.channel.until(shows(['Bob', 'available', 1], ['Eve', 'offline', 0]));
    const again = await openAgent(port, 'Eve');
    expect(again.result.value.isAvailable).toBe(false);
    await bob.channel.until(shows(['Bob', 'available', 1], ['Eve', 'away', 0]));
  });

  it('are there as long as one of their windows is open', async () => {
    const [first, second] = [await openAgent(port, 'Bob'), await openAgent(port, 'Bob')];
    const eve = await openAgent(port, 'Eve');
    first.channel.close();
    await first.channel.closed;
    await second.channel.ask({ type: 'availability', isAvailable: false });
    await eve.channel.until(shows(['Bob', 'away', 0], ['Eve', 'available', 0]));
    expect(eve.channel.received.some(shows(['Bob', 'offline', 0], ['Eve', 'available', 0]))).toBe(false);
  });

  it('hand a chat over to one who is there: both stand in the log, and the new one has it at once', async () => {
    const { channel, session } = await openVisitor(port);
    const { sessionId } = session;
    const [bob, eve] = [await openAgent(port, 'Bob'), await openAgent(port, 'Eve')];
    await bob.channel.ask({ type: 'accept', sessionId });
    expect((await bob.channel.ask({ type: 'transfer', sessionId, toAgentId: idOf(eve) })).ok).toBe(true);
    await eve.channel.until(({ type, session: seen }) => type === 'session' && seen.agent?.id === idOf(eve));
    await channel.untilIndex(3);
    expect(channel.entries().map(({ kind, party }) => [kind, party.name])).toEqual([
      ...[
        ['agentConnected', 'Bob'],
        ['agentDisconnected', 'Bob'],
        ['agentConnected', 'Eve'],
      ],
    ]);
    expect((await bob.channel.ask({ type: 'append', sessionId, text: 'mine' })).error.code).toBe(51);
    expect((await eve.channel.ask({ type: 'append', sessionId, text: 'hello' })).ok).toBe(true);
  });

  it('hand no chat over that is not theirs, or to one who is unknown, away or gone', async () => {
    const { session } = await openVisitor(port);
    const { sessionId } = session;
    const [bob, eve, joe] = [await openAgent(port, 'Bob'), await openAgent(port, 'Eve'), await openAgent(port, 'Joe')];
    const give = async (from: typeof bob, toAgentId: string, whose = sessionId) =>
      (await from.channel.ask({ type: 'transfer', sessionId: whose, toAgentId })).error?.code;
    expect(await give(bob, idOf(eve))).toBe(51);
    await bob.channel.ask({ type: 'accept', sessionId });
    expect(await give(eve, idOf(joe))).toBe(51);
    expect(await give(bob, 'nobody')).toBe(51);
    expect(await give(bob, '__proto__')).toBe(51);
    expect(await give(bob, idOf(eve), 'nobody-knows')).toBe(50);
    await eve.channel.ask({ type: 'availability', isAvailable: false });
    expect(await give(bob, idOf(eve))).toBe(51);
    joe.channel.close();
    await bob.channel.until(({ agents }) =>
      agents?.some(({ name, status }: Json) => name === 'Joe' && status === 'offline'),
    );
    expect(await give(bob, idOf(joe))).toBe(51);
  });

  it('leave notes that every agent reads who follows the chat, once and in order, and no visitor', async () => {
    const { channel, session } = await openVisitor(port);
    const { sessionId } = session;
    const [bob, eve] = [await openAgent(port, 'Bob'), await openAgent(port, 'Eve')];
    await bob.channel.ask({ type: 'follow', sessionId, afterIndex: 0 });
    const note = { type: 'note', id: newId(), sessionId, text: 'Grüße ☂' };
    for (let round = 0; round < 2; round += 1) expect((await bob.channel.ask(note)).ok).toBe(true);
    await eve.channel.ask({ type: 'note', sessionId, text: 'second' });
    const texts = ({ type, notes }: Json) =>
      type === 'notes' && notes.map(({ text }: Json) => text).join() === 'Grüße ☂,second';
    const push = await bob.channel.until(texts);
    expect(push.notes[0]).toEqual({ id: note.id, text: 'Grüße ☂', at: expect.any(Number), agentName: 'Bob' });
    await eve.channel.ask({ type: 'follow', sessionId, afterIndex: 0 });
    await eve.channel.until(texts);
    expect((await bob.channel.ask({ type: 'note', sessionId: 'nobody-knows', text: 'x' })).error.code).toBe(50);
    await channel.ask({ type: 'ping' });
    expect(channel.received.filter(({ type }) => type !== 'result')).toEqual([]);
  });

  it('find ended chats by all words of what was said, written and known, and page through them', async () => {
    for (let number = 1; number <= 25; number += 1) {
      const { channel } = await openVisitor(port, { username: `Visitor ${number}`, subject: 'Teapots' });
      if (number === 7) await channel.ask(message('It is 100% broken'));
      await channel.ask({ type: 'leave' });
      channel.close();
    }
    await openVisitor(port, { subject: 'Teapots' });
    const { channel: agent } = await openAgent(port);
    const search = async (query: string, before: number | null = null) =>
      (await agent.ask({ type: 'search', query, before })).value;
    const first = await search('  teapots ');
    expect(first.more).toBe(true);
    const second = await search('teapots', first.sessions.at(-1).endedAt);
    const found = [...first.sessions, ...second.sessions].map(({ sessionId }: Json) => sessionId);
    expect([found.length, new Set(found).size, second.more]).toEqual([25, 25, false]);
    expect((await search('broken 100% visitor')).sessions).toMatchObject([{ username: 'Visitor 7', status: 'ended' }]);
    expect(await search("'; DROP TABLE sessions; --")).toEqual({ sessions: [], more: false });
    expect(await search('   ')).toEqual({ sessions: [], more: false });
  });

  it('are given the operator’s ready texts', async () => {
    const cannedReplies = [
      { shortcut: 'hello', text: 'Hello {name}!' },
      {
        shortcut: 'menu',
        text: 'What is it?',
        parts: [{ kind: 'quickReplies' as const, replies: [{ label: 'Track it' }] }],
      },
    ];
    await restart({ cannedReplies });
    expect((await openAgent(port)).result.value.cannedReplies).toEqual(cannedReplies);
  });

  it('have their pictures on the visitor’s screen, from an address that is safe and never changes', async () => {
    const avatar = join(folder, 'bob.jpg');
    writeFileSync(avatar, pngOf(32, 32));
    await restart({ agents: [{ name: 'Bob', passwordHash: await hashPassword('secret', 4), avatar }] });
    const origin = `http://127.0.0.1:${port}`;
    const login = await http(port, '/agent/v1/login', {
      body: { name: 'Bob', password: 'secret' },
      headers: { origin },
    });
    const cookie = String(login.headers['set-cookie']).split(';')[0] ?? '';
    expect(Object.keys(login.json.agent)).toEqual(['id', 'name']);
    const { channel, session } = await openVisitor(port);
    const { channel: agent, result } = await openAgent(port, 'Bob', { cookie });
    expect(Object.keys(result.value.agent)).toEqual(['id', 'name']);
    await agent.ask({ type: 'accept', sessionId: session.sessionId });
    await channel.untilIndex(1);
    const { party } = channel.entries()[0];
    expect(party.avatar).toMatch(/^\/avatars\/[0-9a-f]{32}\.png$/);
    const picture = await http(port, party.avatar);
    expect(picture.bytes.equals(pngOf(32, 32))).toBe(true);
    expect(picture.headers).toMatchObject({
      ...{ 'content-type': 'image/png', 'x-content-type-options': 'nosniff' },
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'cross-origin',
    });
    expect((await http(port, '/avatars/..%2fchat.db')).status).toBe(404);
  });

  it('send files by their login, to chats of their own', async () => {
    const passwordHash = await hashPassword('secret', 4);
    await restart({ agents: ['Bob', 'Eve'].map((name) => ({ name, passwordHash })) });
    const origin = `http://127.0.0.1:${port}`;
    const cookieOf = async (name: string) => {
      const body = { name, password: 'secret' };
      const { headers } = await http(port, '/agent/v1/login', { body, headers: { origin } });
      return String(headers['set-cookie']).split(';')[0] ?? '';
    };
    const [bob, eve] = [await cookieOf('Bob'), await cookieOf('Eve')];
    const { session } = await openVisitor(port);
    const { sessionId } = session;
    const { channel } = await openAgent(port, 'Bob', { cookie: bob });
    await channel.ask({ type: 'accept', sessionId });
    const send = async (headers: Record<string, string>) =>
      (await sendAgentPiece(port, sessionId, { fileId: newId(), bytes: Buffer.from('x'), headers })).json;
    expect((await send({})).error.code).toBe(101);
    expect((await send({ cookie: eve })).error.code).toBe(51);
    expect(await send({ cookie: bob })).toMatchObject({ ok: true, file: { sizeBytes: 1 } });
  });

  it('have no picture that is missing or is none: the server says so and does not start', async () => {
    const avatar = join(folder, 'bob.svg');
    const passwordHash = await hashPassword('secret', 4);
    const refusal = (file: string) =>
      startTestServer({ config: { agents: [{ name: 'Bob', passwordHash, avatar: file }] } }).then(
        () => 'started',
        (failure: Error) => failure.message,
      );
    expect(await refusal(avatar)).toMatch(/^agents: avatar of Bob: expected a readable file, received .*bob\.svg/);
    writeFileSync(avatar, '<svg/>');
    expect(await refusal(avatar)).toMatch(/expected a PNG, JPEG, GIF or WebP picture/);
  });

  it('offer what visitors choose from, and send nobody anywhere but over https or to this server', async () => {
    const { channel, session } = await openVisitor(port);
    const { sessionId } = session;
    const { channel: agent } = await openAgent(port);
    await agent.ask({ type: 'accept', sessionId });
    const card = (url: string) => ({ kind: 'cards', cards: [{ title: 'x', buttons: [{ label: 'x', url }] }] });
    const picture = (url: string) => ({ kind: 'cards', cards: [{ title: 'x', image: { url, alt: '' } }] });
    const offer = (...parts: Json[]) => agent.ask({ type: 'append', sessionId, text: 'Choose', parts });
    const parts = [
      { kind: 'quickReplies', replies: [{ label: 'Yes' }, { label: 'No', text: 'No, thank you' }] },
      { ...card('https://example.org/a?b=c#d') },
      { ...picture('/avatars/x.png') },
      { kind: 'list', items: [{ label: 'One', detail: 'of many' }] },
    ];
    expect((await offer(...parts)).ok).toBe(true);
    await channel.untilIndex(2);
    expect(channel.entries()[1]).toMatchObject({ text: 'Choose', parts });
    const hostile = [
      ...[
        'javascript:alert(1)',
        'JaVaScRiPt:alert(1)',
        ' javascript:alert(1)',
        'java\nscript:alert(1)',
        'data:text/html,x',
      ],
      ...[
        'http://example.org/',
        '//evil.example/',
        '/\\evil.example',
        '\\\\evil.example',
        '/\t/evil.example',
        'vbscript:x',
      ],
      ...[
        'https:',
        'https://',
        'https:/\\evil.example',
        'https://user:pass@example.org/',
        'https://exa mple.org',
        'example.org',
      ],
      ...['blob:https://example.org/x', 'file:///etc/passwd', 'ftp://example.org', 'x'],
    ];
    for (const url of hostile) {
      for (const part of [card(url), picture(url)]) {
        const { ok, error } = await offer(part);
        expect([url, ok, error?.code === 3 || error?.code === 2]).toEqual([url, false, true]);
      }
    }
    expect((await offer({ kind: 'file', fileId: 'file-0001', name: 'x', mediaType: 'a/b', sizeBytes: 1 })).ok).toBe(
      false,
    );
    expect((await offer({ kind: 'list', items: [] })).ok).toBe(false);
  });

  it('see the page that the visitor is on now', async () => {
    const { channel: agent } = await openAgent(port);
    const { session } = await openVisitor(port);
    const page = { url: `http://localhost:${port}/cart`, title: 'Cart' };
    await (await openSocket(port)).ask(resumeRequest(port, session, 0, { page }));
    const push = await agent.until(({ type, session: seen }) => type === 'session' && seen.page.title === 'Cart');
    expect(push.session.page).toEqual(page);
  });
});
