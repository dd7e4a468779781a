// The frame's upload and the real chat server: what one sends, the other takes.

import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Upload } from '../../frame/ports.ts';
import { createFileUpload } from '../../frame/transport/file-upload.ts';
import { systemClock } from '../support/frame-node.ts';
import { openVisitor } from '../support/server-client.ts';
import { startTestServer } from '../support/server-in-process.ts';

let server: Awaited<ReturnType<typeof startTestServer>>;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

/** A browser says by itself which page asks. */
const upload: Upload = async (url, headers, bytes, signal) => {
  const { origin } = new URL(url);
  const response = await fetch(url, { method: 'POST', headers: { ...headers, origin }, body: bytes, signal });
  return { status: response.status, body: await response.json() };
};

it('bring a file home that lost a piece on its way, and its message names it', async () => {
  const { channel, session } = await openVisitor(server.port);
  let pieces = 0;
  const flaky: Upload = (...piece) => {
    pieces += 1;
    return upload(...piece).then((answer) => (pieces === 2 ? Promise.reject(new Error('lost')) : answer));
  };
  const serverOrigin = () => `http://127.0.0.1:${server.port}`;
  const send = createFileUpload({ upload: flaky, clock: systemClock, log: () => {}, serverOrigin });
  const bytes = new Blob([Buffer.alloc(100_000, 'abc')]);
  const file = { fileId: 'file-00000001', name: 'Ä & b.txt', mediaType: 'text/plain', sizeBytes: bytes.size };
  const to = { signal: new AbortController().signal, onProgress: () => {} };
  expect(await send(file, bytes, session, to)).toMatchObject({ ok: false });
  expect(await send(file, bytes, session, to)).toMatchObject({
    ok: true,
    value: { fileId: file.fileId, name: file.name, sizeBytes: bytes.size },
  });
  const append = { type: 'append', id: 'file-00000001', contentType: 'text', text: file.name, fileId: file.fileId };
  const answer = await channel.ask(append);
  expect(answer).toMatchObject({ ok: true });
});
