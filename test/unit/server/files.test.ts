// Files of visitors and agents over real HTTP and sockets, on the real store and a real folder.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { http, type Json, message, newId, openAgent, openVisitor } from '../../support/server-client.ts';
import { gifOf, pngOf, sendAgentPiece, sendFile, sendPiece } from '../../support/server-files.ts';
import { removeFolder, startTestServer, temporaryFolder } from '../../support/server-in-process.ts';

type Server = Awaited<ReturnType<typeof startTestServer>>;
type Config = NonNullable<Parameters<typeof startTestServer>[0]>;

describe('files', () => {
  let folder = '';
  let server: Server;
  let port = 0;

  const start = async ({ config, ...options }: Config = {}) => {
    server = await startTestServer({ config: { databaseFile: join(folder, 'chat.db'), ...config }, ...options });
    port = server.port;
  };
  const restart = async (options: Config = {}) => {
    await server.stop();
    await start(options);
  };
  const limited = (files: object) => restart({ config: { files: { ...DEFAULTS, ...files } } });
  const stored = () => (existsSync(join(folder, 'chat.db-files')) ? readdirSync(join(folder, 'chat.db-files')) : []);
  const DEFAULTS = {
    maxBytes: 10_000,
    types: ['image/*', 'text/plain'],
    bytesPerSession: 100_000,
    filesPerSession: 10,
    bytesInAll: 1_000_000,
  };

  beforeEach(async () => {
    folder = temporaryFolder();
    await start();
  });
  afterEach(async () => {
    await server.stop();
    removeFolder(folder);
  });

  const append = (channel: { ask: (request: never) => Promise<Json> }, fileId: string, id = newId()) =>
    channel.ask({ ...message('anything', id), fileId } as never);
  const addressOf = async (channel: { ask: (request: never) => Promise<Json> }, fileId: string, more = {}) =>
    (await channel.ask({ type: 'getFile', fileId, ...more } as never)).value?.path as string;

  it('arrive in pieces, become a message, and are read by both sides as they were sent', async () => {
    const { channel, session } = await openVisitor(port);
    const whole = Buffer.concat([pngOf(640, 480), Buffer.alloc(600_000, 'x')]);
    const fileId = newId();
    const about = { fileId, size: whole.length, name: '../Grüße ☂.png', type: 'image/png' };
    const asked = await sendPiece(port, session, { ...about, bytes: Buffer.alloc(0) });
    expect(asked.json).toEqual({ ok: true, receivedBytes: 0, file: null });
    for (let offset = 0; offset < whole.length; offset += 262_144) {
      const bytes = whole.subarray(offset, offset + 262_144);
      const { json } = await sendPiece(port, session, { ...about, offset, bytes });
      expect(json).toMatchObject({ ok: true, receivedBytes: offset + bytes.length });
    }
    const facts = {
      fileId,
      name: 'Grüße ☂.png',
      mediaType: 'image/png',
      sizeBytes: whole.length,
      width: 640,
      height: 480,
    };
    const last = await sendPiece(port, session, { ...about, bytes: Buffer.alloc(0) });
    expect(last.json).toEqual({ ok: true, receivedBytes: whole.length, file: facts });
    expect((await append(channel, fileId)).value).toEqual({ index: 1 });
    await channel.untilIndex(1);
    expect(channel.entries()[0]).toMatchObject({ text: 'Grüße ☂.png', parts: [{ kind: 'file', ...facts }] });
    const { channel: agent } = await openAgent(port);
    const { sessionId } = session;
    for (const path of [await addressOf(channel, fileId), await addressOf(agent, fileId, { sessionId })]) {
      const reply = await http(port, path);
      expect(reply.status).toBe(200);
      expect(reply.bytes.equals(whole)).toBe(true);
      expect(path).not.toContain(session.token);
    }
  });

  it('take any piece again, by any page and in any order, and keep what was there first', async () => {
    const { channel, session } = await openVisitor(port);
    const [fileId, size] = [newId(), 30];
    const piece = (offset: number, text: string) =>
      sendPiece(port, session, { fileId, size, offset, bytes: Buffer.from(text) });
    expect((await piece(10, 'too early.')).json).toEqual({ ok: true, receivedBytes: 0, file: null });
    expect((await piece(0, 'aaaaaaaaaa')).json.receivedBytes).toBe(10);
    expect((await piece(0, 'XXXXXXXXXX')).json.receivedBytes).toBe(10);
    expect((await piece(5, 'YYYYYbbbbb')).json.receivedBytes).toBe(15);
    expect((await piece(20, 'gap')).json.receivedBytes).toBe(15);
    expect((await piece(15, 'ccccccccccccccc')).json).toMatchObject({ receivedBytes: 30, file: { sizeBytes: 30 } });
    expect((await piece(0, 'ZZZZZ')).json).toMatchObject({ receivedBytes: 30, file: { sizeBytes: 30 } });
    await append(channel, fileId);
    const reply = await http(port, await addressOf(channel, fileId));
    expect(reply.text).toBe('aaaaaaaaaabbbbbccccccccccccccc');
  });

  it('of two tabs that send the same one at once are one file', async () => {
    const { channel, session } = await openVisitor(port);
    const whole = Buffer.from(Array.from({ length: 200 }, (_, number) => number));
    const fileId = newId();
    const tab = async (step: number) => {
      let offset = 0;
      while (offset < whole.length) {
        const bytes = whole.subarray(offset, offset + step);
        const { json } = await sendPiece(port, session, { fileId, size: whole.length, offset, bytes });
        offset = json.receivedBytes;
      }
    };
    await Promise.all([tab(7), tab(11), tab(60)]);
    expect(stored()).toHaveLength(1);
    expect((await http(port, await addressOf(channel, fileId))).bytes.equals(whole)).toBe(true);
  });

  it('go on after a restart where they were', async () => {
    const { session } = await openVisitor(port);
    const fileId = newId();
    const about = { fileId, size: 10 };
    await sendPiece(port, session, { ...about, bytes: Buffer.from('first') });
    await restart();
    const asked = await sendPiece(port, session, { ...about, bytes: Buffer.alloc(0) });
    expect(asked.json).toEqual({ ok: true, receivedBytes: 5, file: null });
    const end = await sendPiece(port, session, { ...about, offset: 5, bytes: Buffer.from('later') });
    expect(end.json).toMatchObject({ receivedBytes: 10, file: { name: 'notes.txt' } });
  });

  it('keep their addresses over a restart', async () => {
    const { channel, session } = await openVisitor(port);
    const path = await addressOf(channel, await sendFile(port, session));
    await restart();
    expect((await http(port, path)).text).toBe('some words');
  });

  it('that are too large are refused before a byte is kept', async () => {
    await limited({});
    const { session } = await openVisitor(port);
    const { status, json } = await sendPiece(port, session, { fileId: newId(), size: 10_001, bytes: Buffer.alloc(10) });
    expect([status, json.ok, json.error]).toEqual([
      ...[200, false, { code: 311, description: 'x-size: expected at most 10000 bytes, received 10001' }],
    ]);
    const piece = await sendPiece(port, session, { fileId: newId(), size: 10, bytes: Buffer.alloc(262_145) });
    expect([piece.status, piece.json.error.code]).toEqual([413, 3]);
    const beyond = await sendPiece(port, session, { fileId: newId(), size: 10, offset: 8, bytes: Buffer.alloc(3) });
    expect(beyond.json.error.description).toBe('x-offset: expected a piece within 10 bytes, received one up to 11');
    expect(stored()).toEqual([]);
  });

  it('of kinds that the operator does not take are refused with those that are taken', async () => {
    await limited({});
    const { session } = await openVisitor(port);
    for (const type of ['text/html', 'application/zip', '', 'nonsense']) {
      const { json } = await sendPiece(port, session, {
        fileId: newId(),
        bytes: Buffer.from('x'),
        type,
        name: 'x.bin',
      });
      expect([type, json.error?.code]).toEqual([type, type === 'nonsense' ? 3 : 312]);
    }
    expect(stored()).toEqual([]);
  });

  it('are of the kind that their name says where none was said', async () => {
    await limited({});
    const { channel, session } = await openVisitor(port);
    for (const type of ['', 'application/octet-stream']) {
      const fileId = await sendFile(port, session, { bytes: gifOf(3, 4), type, name: 'cat.GIF' });
      const reply = await http(port, await addressOf(channel, fileId));
      expect(reply.headers['content-type']).toBe('image/gif');
    }
    const program = { fileId: newId(), bytes: Buffer.from('MZ'), type: '', name: 'setup.exe' };
    expect((await sendPiece(port, session, program)).json.error.code).toBe(312);
  });

  it('that say to be a picture are one, of the kind that is found', async () => {
    const { channel, session } = await openVisitor(port);
    const wrong = { fileId: newId(), bytes: Buffer.from('<svg onload=alert(1)>'), type: 'image/png' };
    expect((await sendPiece(port, session, wrong)).json.error.code).toBe(312);
    expect(stored()).toEqual([]);
    const fileId = await sendFile(port, session, { bytes: gifOf(3, 4), type: 'image/png', name: 'x.png' });
    const reply = await http(port, await addressOf(channel, fileId));
    expect(reply.headers['content-type']).toBe('image/gif');
  });

  it('of one size cannot become another one', async () => {
    const { session } = await openVisitor(port);
    const fileId = newId();
    await sendPiece(port, session, { fileId, size: 10, bytes: Buffer.from('x') });
    const { json } = await sendPiece(port, session, { fileId, size: 11, offset: 1, bytes: Buffer.from('x') });
    expect(json.error).toEqual({ code: 3, description: 'x-size: expected 10 as before, received 11' });
  });

  it('have only so much room in a chat', async () => {
    await limited({ filesPerSession: 2, bytesPerSession: 20 });
    const { session } = await openVisitor(port);
    const send = (size: number) => sendPiece(port, session, { fileId: newId(), size, bytes: Buffer.alloc(0) });
    expect((await send(21)).json.error.code).toBe(51);
    await sendFile(port, session, { bytes: Buffer.alloc(10) });
    await sendFile(port, session, { bytes: Buffer.alloc(10) });
    expect((await send(0)).json.error.code).toBe(51);
    const other = await openVisitor(port);
    await sendFile(port, other.session);
  });

  it('of nothing are files too', async () => {
    const { channel, session } = await openVisitor(port);
    const reply = await http(port, await addressOf(channel, await sendFile(port, session, { bytes: Buffer.alloc(0) })));
    expect([reply.status, reply.text]).toEqual([200, '']);
  });

  it('that come too fast wait, and lose nothing by it', async () => {
    await restart({ limits: { piecesPerSession: { burst: 2, perSecond: 1 } } });
    const { session } = await openVisitor(port);
    const about = { fileId: newId(), size: 3 };
    const send = (offset: number) => sendPiece(port, session, { ...about, offset, bytes: Buffer.from('x') });
    await send(0);
    await send(1);
    const refused = await send(2);
    expect(refused.json).toMatchObject({ ok: false, error: { code: 308 }, retryAfterMs: expect.any(Number) });
  });

  it('of one address wait too, in whichever chats they are', async () => {
    await restart({ limits: { piecesPerAddress: { burst: 2, perSecond: 0.001 } } });
    const send = async () => {
      const { session } = await openVisitor(port);
      return sendPiece(port, session, { fileId: newId(), size: 3, bytes: Buffer.from('x') });
    };
    await send();
    await send();
    expect((await send()).json).toMatchObject({ ok: false, error: { code: 308 }, retryAfterMs: expect.any(Number) });
  });

  it('have only so much room in all chats together', async () => {
    await limited({ bytesInAll: 15 });
    await sendFile(port, (await openVisitor(port)).session, { bytes: Buffer.alloc(10) });
    const { session } = await openVisitor(port);
    const { json } = await sendPiece(port, session, { fileId: newId(), size: 10, bytes: Buffer.alloc(0) });
    expect(json.error).toMatchObject({ code: 51, description: expect.stringContaining('this server has no room') });
  });

  it('are refused where the operator wants none, and the visitor is not told of any', async () => {
    await restart({ config: { files: false } });
    const { channel, session } = await openVisitor(port);
    const { json } = await sendPiece(port, session, { fileId: newId(), bytes: Buffer.from('x') });
    expect(json.error.code).toBe(310);
    expect((await channel.ask({ type: 'getFile', fileId: newId() })).error.code).toBe(3);
    expect((await http(port, '/files/x/1/y')).status).toBe(404);
  });

  it('are taken with the token of their session alone', async () => {
    const [ann, bea] = [await openVisitor(port), await openVisitor(port)];
    const piece = { fileId: newId(), bytes: Buffer.from('x') };
    const strangers = [
      { ...ann.session, token: bea.session.token },
      { ...ann.session, token: newId() },
      { sessionId: 'nobody-knows', token: ann.session.token },
      { sessionId: '../../etc/passwd', token: ann.session.token },
    ];
    for (const stranger of strangers) expect((await sendPiece(port, stranger, piece)).json.error.code).toBe(50);
    for (const authorization of ['', 'Bearer', `Basic ${ann.session.token}`, ann.session.token]) {
      const { json } = await sendPiece(port, ann.session, { ...piece, headers: { authorization } });
      expect(json.error.code).toBe(50);
    }
    expect(stored()).toEqual([]);
  });

  it('have ids that are no paths, and say in words what a header lacks', async () => {
    const { session } = await openVisitor(port);
    const bytes = Buffer.from('x');
    for (const fileId of ['..%2f..%2f..%2fetc%2fpasswd', 'short', '%00%00%00%00%00%00%00%00', 'a.b.c.d.e.f']) {
      const { status, json } = await sendPiece(port, session, { fileId, bytes });
      expect([fileId, status, json.error.code]).toEqual([fileId, 400, 3]);
    }
    expect((await sendPiece(port, session, { fileId: '../../../../x', bytes })).status).toBe(404);
    const faults: (readonly [Record<string, string>, number])[] = [
      ...([
        [{ 'x-offset': '-1' }, 3],
        [{ 'x-offset': '1e3' }, 3],
        [{ 'x-size': 'x' }, 3],
        [{ 'x-name': '%' }, 3],
      ] as const),
      ...([
        [{ 'x-size': '' }, 2],
        [{ 'x-name': '' }, 2],
        [{ 'x-size': '9'.repeat(20) }, 3],
      ] as const),
    ];
    for (const [headers, code] of faults) {
      const { status, json } = await sendPiece(port, session, { fileId: newId(), bytes, headers });
      expect([headers, status, json.error.code]).toEqual([headers, 400, code]);
    }
    expect(stored()).toEqual([]);
  });

  it('lie under names of the server’s own making', async () => {
    const { session } = await openVisitor(port);
    await sendFile(port, session, { name: '../../../evil.sh' });
    expect(stored()).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)]);
    expect(readFileSync(join(folder, 'chat.db-files', stored()[0]!), 'utf8')).toBe('some words');
    expect(readdirSync(folder).filter((name) => !name.startsWith('chat.db'))).toEqual([]);
  });

  it('of another session are nobody’s: neither to be sent nor to be read', async () => {
    const [ann, bea] = [await openVisitor(port), await openVisitor(port)];
    const fileId = await sendFile(port, ann.session);
    expect((await append(bea.channel, fileId)).error.code).toBe(3);
    expect((await bea.channel.ask({ type: 'getFile', fileId })).error.code).toBe(3);
    expect((await append(ann.channel, fileId)).ok).toBe(true);
    expect((await bea.channel.ask({ type: 'getFile', fileId })).error.code).toBe(3);
  });

  it('become one message each, however often it is sent, and none before they are whole', async () => {
    const { channel, session } = await openVisitor(port);
    const fileId = newId();
    await sendPiece(port, session, { fileId, size: 2, bytes: Buffer.from('x') });
    expect((await append(channel, fileId)).error).toMatchObject({ code: 52 });
    await sendPiece(port, session, { fileId, size: 2, offset: 1, bytes: Buffer.from('x') });
    const id = newId();
    expect((await append(channel, fileId, id)).value).toEqual({ index: 1 });
    expect((await append(channel, fileId, id)).value).toEqual({ index: 1 });
    expect((await append(channel, fileId)).error.code).toBe(3);
  });

  it('of a visitor are not read by an agent before a message names them', async () => {
    const { channel, session } = await openVisitor(port);
    const { channel: agent } = await openAgent(port);
    const fileId = await sendFile(port, session);
    const ask = { type: 'getFile', sessionId: session.sessionId, fileId };
    expect((await agent.ask(ask)).error.code).toBe(3);
    await append(channel, fileId);
    expect((await agent.ask(ask)).ok).toBe(true);
  });

  it('of an agent are sent to a chat of their own alone', async () => {
    const { channel, session } = await openVisitor(port);
    const { sessionId } = session;
    const { channel: agent } = await openAgent(port);
    const [fileId, bytes] = [newId(), gifOf(3, 4)];
    const about = { fileId, bytes, type: 'image/gif', name: 'teapot.gif' };
    expect((await sendAgentPiece(port, sessionId, about)).json.error.code).toBe(51);
    await agent.ask({ type: 'accept', sessionId });
    expect((await sendAgentPiece(port, sessionId, about)).json.file).toMatchObject({ width: 3, height: 4 });
    expect((await append(channel, fileId)).error.code).toBe(3);
    const sent = { type: 'append', sessionId, text: 'a picture', fileId };
    expect(
      (await agent.ask({ ...sent, parts: [{ kind: 'quickReplies', replies: [{ label: 'x' }] }] })).error.code,
    ).toBe(3);
    expect((await agent.ask(sent)).value).toEqual({ index: 2 });
    await channel.untilIndex(2);
    expect(channel.entries()[1]).toMatchObject({
      text: 'teapot.gif',
      parts: [{ kind: 'file', mediaType: 'image/gif' }],
    });
    const foreign = await sendAgentPiece(port, sessionId, {
      ...about,
      headers: { origin: `http://localhost:${port}` },
    });
    expect(foreign.status).toBe(403);
    expect((await sendAgentPiece(port, 'nobody-knows', about)).json.error.code).toBe(50);
  });

  it('come no more once the chat has ended, and can still be read', async () => {
    const { channel, session } = await openVisitor(port);
    const fileId = await sendFile(port, session);
    await append(channel, fileId);
    await channel.ask({ type: 'leave' });
    expect((await sendPiece(port, session, { fileId: newId(), bytes: Buffer.from('x') })).json.error.code).toBe(51);
    expect((await http(port, await addressOf(channel, fileId))).text).toBe('some words');
  });

  it('that cannot be stored are refused for a while, and nothing is lost', async () => {
    const { session } = await openVisitor(port);
    const broken = await startTestServer({
      config: { databaseFile: join(folder, 'chat.db') },
      parts: { filesFolder: join(folder, 'chat.db', 'no-folder') },
    });
    const about = { fileId: newId(), bytes: Buffer.from('some words') };
    const { json } = await sendPiece(broken.port, session, about);
    expect(json).toMatchObject({ ok: false, error: { code: 100 }, retryAfterMs: 30_000 });
    await broken.stop();
    expect((await sendPiece(port, session, about)).json).toMatchObject({ ok: true, receivedBytes: 10 });
  });
});
