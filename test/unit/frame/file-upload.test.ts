// One file on its way to the chat server, piece by piece.

import { describe, expect, it } from 'vitest';
import type { Upload } from '../../../frame/ports.ts';
import { createFileUpload } from '../../../frame/transport/file-upload.ts';
import { FILE_GONE, SERVER_UNAVAILABLE, TOO_MANY_CALLS } from '../../../protocol/errors.ts';
import { MAX_PIECE_BYTES } from '../../../protocol/files.ts';
import { SESSION } from '../../support/frame-facts.ts';
import { createFakeClock, settled } from '../../support/frame-fakes.ts';

const SIZE = 700_000;
const bytes = new Blob([Uint8Array.from({ length: SIZE }, (_, place) => place % 251)]);
const file = { fileId: 'file-0001', name: 'Äpfel & Birnen.png', mediaType: 'image/png', sizeBytes: SIZE };

/** A server that keeps what it is given, as long as `mood` lets it. */
function createServer(mood: (call: number) => 'well' | 'lost' | 'answer lost' | object = () => 'well') {
  const clock = createFakeClock();
  const calls: { url: string; headers: Readonly<Record<string, string>>; size: number }[] = [];
  const stored = new Uint8Array(SIZE);
  let received = 0;
  const upload: Upload = async (url, headers, piece) => {
    calls.push({ url, headers, size: piece.byteLength });
    const how = mood(calls.length);
    if (how === 'lost') throw new Error('no network');
    if (typeof how === 'object') return { status: 200, body: how };
    if (Number(headers['x-offset']) === received) {
      stored.set(new Uint8Array(piece), received);
      received += piece.byteLength;
    }
    if (how === 'answer lost') throw new Error('no network');
    return { status: 200, body: { ok: true, receivedBytes: received, file: received === SIZE ? file : null } };
  };
  const send = createFileUpload({ upload, clock, log: () => {}, serverOrigin: () => 'https://chat.example' });
  const progress: number[] = [];
  const ended = new AbortController();
  const to = { signal: ended.signal, onProgress: (sent: number) => void progress.push(sent) };
  const whole = async () => new Uint8Array(await bytes.arrayBuffer());
  return { clock, calls, stored, progress, ended, whole, send: (what = bytes) => send(file, what, SESSION, to) };
}

describe('a file on its way', () => {
  it('asks first how far the server got, and then brings it whole, in pieces of no more than are taken', async () => {
    const { send, calls, stored, progress, whole } = createServer();
    expect(await send()).toEqual({ ok: true, value: file });
    expect(calls[0]).toMatchObject({ size: 0, url: 'https://chat.example/chat/v1/files/file-0001' });
    expect(Math.max(...calls.map(({ size }) => size))).toBeLessThanOrEqual(MAX_PIECE_BYTES);
    expect(Buffer.compare(stored, await whole())).toBe(0);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect(progress.at(-1)).toBe(SIZE);
  });

  it('says whose it is, and what, in words that a header can carry', async () => {
    const { send, calls } = createServer();
    await send();
    expect(calls[1]?.headers).toEqual({
      authorization: `Bearer ${SESSION.token}`,
      'x-session': SESSION.sessionId,
      'x-offset': '0',
      'x-size': `${SIZE}`,
      'x-name': encodeURIComponent(file.name),
      'x-type': 'image/png',
    });
  });

  it.each([
    'lost',
    'answer lost',
  ] as const)('goes on where the server stands after a piece that was %s', async (how) => {
    const { send, calls, stored, whole } = createServer((call) => (call === 4 ? how : 'well'));
    expect(await send()).toEqual({ ok: false, error: SERVER_UNAVAILABLE });
    const before = calls.length;
    expect(await send()).toEqual({ ok: true, value: file });
    expect(Buffer.compare(stored, await whole())).toBe(0);
    expect(calls[before]?.size).toBe(0);
    expect(Number(calls[before + 1]?.headers['x-offset'])).toBeGreaterThan(0);
  });

  it('gives on what the server refuses, with the time to wait', async () => {
    const refusal = { ok: false, error: TOO_MANY_CALLS, retryAfterMs: 2_000 };
    const { send } = createServer(() => refusal);
    expect(await send()).toEqual(refusal);
  });

  it('takes an answer that is not of the protocol for none', async () => {
    const { send } = createServer(() => ({ ok: true, receivedBytes: 'many' }));
    expect(await send()).toEqual({ ok: false, error: SERVER_UNAVAILABLE });
  });

  it('ends where the server stands still', async () => {
    const { send, calls } = createServer(() => ({ ok: true, receivedBytes: 0, file: null }));
    expect(await send()).toMatchObject({ ok: false });
    expect(calls).toHaveLength(4);
  });

  it('waits for no answer longer than half a minute', async () => {
    const clock = createFakeClock();
    const upload: Upload = (_url, _headers, _bytes, signal) =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));
    const send = createFileUpload({ upload, clock, log: () => {}, serverOrigin: () => 'https://chat.example' });
    const empty = { size: SIZE, slice: () => ({ arrayBuffer: async () => new ArrayBuffer(0) }) } as unknown as Blob;
    const sending = send(file, empty, SESSION, { signal: new AbortController().signal, onProgress: () => {} });
    await clock.advance(30_000);
    await settled();
    expect(await sending).toEqual({ ok: false, error: SERVER_UNAVAILABLE });
  });

  it('is gone where its bytes cannot be read any more', async () => {
    const { send } = createServer();
    const gone = { size: SIZE, slice: () => ({ arrayBuffer: () => Promise.reject(new Error('gone')) }) };
    expect(await send(gone as unknown as Blob)).toEqual({ ok: false, error: FILE_GONE });
  });

  it('sends nothing more once it is called off', async () => {
    const { send, calls, ended } = createServer((call) => {
      if (call === 2) ended.abort();
      return ended.signal.aborted ? 'lost' : 'well';
    });
    await send();
    expect(calls).toHaveLength(2);
  });
});
