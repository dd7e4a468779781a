// What a browser is told about a stored file, and who may ask across origins.

import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { http, type Json, newId, openVisitor } from '../../support/server-client.ts';
import { createTestClock } from '../../support/server-clock.ts';
import { gifOf, sendFile, sendPiece } from '../../support/server-files.ts';
import { removeFolder, startTestServer, temporaryFolder } from '../../support/server-in-process.ts';

const EVERY_TYPE = {
  maxBytes: 10_000,
  types: ['*/*'],
  bytesPerSession: 100_000,
  filesPerSession: 100,
  bytesInAll: 1_000_000_000,
};
const OTHER_FRAME = 'https://frames.example';

describe('a stored file', () => {
  let folder = '';
  let server: Awaited<ReturnType<typeof startTestServer>>;
  let port = 0;
  let visitor: Awaited<ReturnType<typeof openVisitor>>;

  const start = async (config = {}, parts = {}) => {
    server = await startTestServer({
      config: { databaseFile: join(folder, 'chat.db'), files: EVERY_TYPE, ...config },
      parts,
    });
    port = server.port;
  };
  const restart = async (config = {}, parts = {}) => {
    await server.stop();
    await start(config, parts);
    visitor = await openVisitor(port);
  };
  beforeEach(async () => {
    folder = temporaryFolder();
    await start();
    visitor = await openVisitor(port);
  });
  afterEach(async () => {
    await server.stop();
    removeFolder(folder);
  });

  const addressOf = async (fileId: string): Promise<string> =>
    (await visitor.channel.ask({ type: 'getFile', fileId })).value.path;
  const served = async (about: Json = {}) => http(port, await addressOf(await sendFile(port, visitor.session, about)));

  it('is shown in place where it is a picture, a sound or a film, and is a download otherwise', async () => {
    const kind = async (type: string, bytes: Buffer = Buffer.from('x')) => {
      const { headers } = await served({ type, bytes, name: 'a "b".x' });
      return [headers['content-type'], String(headers['content-disposition']).split(';')[0]];
    };
    expect(await kind('image/gif', gifOf(3, 4))).toEqual(['image/gif', 'inline']);
    expect(await kind('video/mp4')).toEqual(['video/mp4', 'inline']);
    expect(await kind('audio/webm;codecs=opus')).toEqual(['audio/webm', 'inline']);
    expect(await kind('application/pdf')).toEqual(['application/pdf', 'attachment']);
    expect(await kind('text/plain')).toEqual(['text/plain; charset=utf-8', 'attachment']);
    for (const type of ['text/html', 'image/svg+xml', 'application/xml', 'text/javascript', 'application/xhtml+xml']) {
      expect([type, await kind(type)]).toEqual([type, ['application/octet-stream', 'attachment']]);
    }
  });

  it('comes with every header that keeps a browser from running, guessing or sharing it', async () => {
    const { headers } = await served({ name: 'Grüße.txt' });
    expect(headers).toMatchObject({
      'content-disposition': `attachment; filename="Gr__e.txt"; filename*=UTF-8''Gr%C3%BC%C3%9Fe.txt`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'cross-origin',
      'referrer-policy': 'no-referrer',
      'cache-control': expect.stringMatching(/^private, max-age=\d{3}, immutable$/),
      'content-length': '10',
    });
    expect(headers['set-cookie']).toBeUndefined();
    await restart({ chatOrigins: [`http://127.0.0.1:${port}`], port });
    expect((await served()).headers['cross-origin-resource-policy']).toBe('same-origin');
  });

  it('is given in parts to a player', async () => {
    const path = await addressOf(await sendFile(port, visitor.session));
    const part = await http(port, path, { headers: { range: 'bytes=5-' } });
    expect([part.status, part.text, part.headers['content-range']]).toEqual([206, 'words', 'bytes 5-9/10']);
    const none = await http(port, path, { headers: { range: 'bytes=10-' } });
    expect([none.status, none.headers['content-range']]).toEqual([416, 'bytes */10']);
    const head = await http(port, path, { method: 'HEAD' });
    expect([head.status, head.text, head.headers['content-length']]).toEqual([200, '', '10']);
  });

  it('has no address that is forged, of another file, or of a path', async () => {
    const [path, other] = [
      await addressOf(await sendFile(port, visitor.session)),
      await addressOf(await sendFile(port, visitor.session)),
    ];
    const [, , name, until, signature] = path.split('/');
    const forged = [
      ...[`/files/${other.split('/')[2]}/${until}/${signature}`, `/files/${name}/${Number(until) + 1}/${signature}`],
      ...[`/files/${name}`, `/files/${name}/${until}/${'A'.repeat(43)}`, `${path}x`, `${path}/x`, '/files/', '/files'],
      ...['/files/../chat.db', '/files/..%2f..%2fchat.db/1/x', `/files/%2e%2e/${until}/${signature}`],
    ];
    for (const one of forged) expect([one, (await http(port, one)).status]).toEqual([one, 404]);
    expect((await http(port, path)).status).toBe(200);
    expect((await http(port, path, { headers: { host: `localhost:${port}` } })).status).toBe(421);
  });

  it('is not found after its time, and has a new address then', async () => {
    const clock = createTestClock();
    await restart({}, { clock });
    const fileId = await sendFile(port, visitor.session);
    const path = await addressOf(fileId);
    clock.jump(900_001);
    expect((await http(port, path)).status).toBe(404);
    const next = await addressOf(fileId);
    expect(next).not.toBe(path);
    expect((await http(port, next)).status).toBe(200);
  });

  it('is not found where the disk has lost it, in words rather than half', async () => {
    const path = await addressOf(await sendFile(port, visitor.session));
    removeFolder(join(folder, 'chat.db-files'));
    expect((await http(port, path)).status).toBe(404);
  });

  it('may be sent and read by a frame of a listed origin, and by no other site', async () => {
    await restart({ frameOrigins: [OTHER_FRAME] });
    const ask = (origin: string) =>
      http(port, `/chat/v1/files/${newId()}`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST' },
      });
    const allowed = await ask(OTHER_FRAME);
    expect([allowed.status, allowed.headers['access-control-allow-origin']]).toEqual([204, OTHER_FRAME]);
    for (const name of ['authorization', 'x-session', 'x-offset', 'x-size', 'x-name', 'x-type', 'content-type']) {
      expect(String(allowed.headers['access-control-allow-headers']).split(', ')).toContain(name);
    }
    const piece = { fileId: newId(), bytes: Buffer.from('x') };
    const sent = await sendPiece(port, visitor.session, { ...piece, headers: { origin: OTHER_FRAME } });
    expect([sent.json.ok, sent.headers['access-control-allow-origin']]).toEqual([true, OTHER_FRAME]);
    const read = await http(port, await addressOf(piece.fileId), { headers: { origin: OTHER_FRAME } });
    expect(read.headers['access-control-allow-origin']).toBe(OTHER_FRAME);
    const evil = 'https://evil.example';
    expect((await ask(evil)).status).toBe(403);
    expect((await sendPiece(port, visitor.session, { ...piece, headers: { origin: evil } })).status).toBe(403);
    const stolen = await http(port, await addressOf(piece.fileId), { headers: { origin: evil } });
    expect(stolen.headers['access-control-allow-origin']).toBeUndefined();
  });
});
