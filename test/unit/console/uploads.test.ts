import { describe, expect, it } from 'vitest';
import { TOO_MANY_CALLS } from '../../../protocol/errors.ts';
import { MAX_PIECE_BYTES, type PieceAnswer } from '../../../protocol/files.ts';
import type { SourceFile, Upload } from '../../../server/console/upload.ts';
import { formatSize, refusalOf, sendableName } from '../../../server/console/upload-rules.ts';
import { createUploads, type Piece } from '../../../server/console/uploads.ts';
import { countingRandom, fakeClock } from './console-fixtures.ts';

const LIMITS = { maxBytes: 1_000_000, types: ['image/*', 'application/pdf'] };
const CHAT = 'session-1';
const file = (name: string, size: number, type = 'image/png'): SourceFile => ({
  ...{ name, size, type },
  slice: (from, to) => new Blob([new Uint8Array(to - from)]),
});

/** A server that keeps what arrives, unless it is told to do otherwise with the next pieces. */
function world() {
  const clock = fakeClock();
  const pieces: Piece[] = [];
  const kept = new Map<string, number>();
  const next: ('lost' | 'lostAnswer' | PieceAnswer)[] = [];
  const done: string[] = [];
  let shown: readonly Upload[] = [];
  const post = async (piece: Piece): Promise<PieceAnswer | null> => {
    pieces.push(piece);
    const order = next.shift();
    if (order === 'lost') return null;
    if (typeof order === 'object') return order;
    const before = kept.get(piece.fileId) ?? 0;
    const received = piece.offset === before ? before + piece.body.size : before;
    kept.set(piece.fileId, received);
    if (order === 'lostAnswer') return null;
    const facts = { fileId: piece.fileId, name: piece.name, mediaType: 'image/png', sizeBytes: piece.size };
    return { ok: true, receivedBytes: received, file: received === piece.size ? facts : null };
  };
  const uploads = createUploads({
    ...{ clock, random: countingRandom, post },
    onChange: (_sessionId, now) => {
      shown = now;
    },
    onDone: (_sessionId, _fileId, name) => void done.push(name),
  });
  return { clock, pieces, next, done, uploads, shown: () => shown };
}

describe('files on their way', () => {
  it('go in pieces that the server takes, one file after the other, and are told when they are there', async () => {
    const { clock, pieces, done, uploads, shown } = world();
    uploads.add(CHAT, [file('a.png', 600_000), file('b.png', 10)], LIMITS);
    await clock.advance(0);
    expect(pieces.map(({ name, offset }) => [name, offset])).toEqual([
      ['a.png', 0],
      ['a.png', MAX_PIECE_BYTES],
      ['a.png', 2 * MAX_PIECE_BYTES],
      ['b.png', 0],
    ]);
    expect(Math.max(...pieces.map(({ body }) => body.size))).toBe(MAX_PIECE_BYTES);
    expect(done).toEqual(['a.png', 'b.png']);
    expect(shown()).toEqual([]);
  });

  it('that are too large or of a wrong kind are refused before a byte of them is sent, with the reason', () => {
    const { pieces, uploads, shown } = world();
    uploads.add(CHAT, [file('a.png', 1_000_001), file('b.exe', 10, 'application/x-msdownload')], LIMITS);
    expect(pieces).toEqual([]);
    expect(shown()).toMatchObject([
      { status: 'failed', canRetry: false, description: expect.stringContaining('at most 1 MB') },
      { status: 'failed', canRetry: false, description: expect.stringContaining('.exe') },
    ]);
  });

  it.each(['lost', 'lostAnswer'] as const)('go on where the server got to after a piece that was %s', async (fault) => {
    const { clock, next, done, uploads } = world();
    next.push({ ok: true, receivedBytes: 0, file: null }, fault);
    uploads.add(CHAT, [file('a.png', 300_000)], LIMITS);
    await clock.advance(60_000);
    expect(done).toEqual(['a.png']);
  });

  it('wait as long as the server asks them to', async () => {
    const { clock, pieces, next, done, uploads } = world();
    next.push({ ok: false, error: TOO_MANY_CALLS, retryAfterMs: 5_000 });
    uploads.add(CHAT, [file('a.png', 10)], LIMITS);
    await clock.advance(4_999);
    expect(pieces).toHaveLength(1);
    await clock.advance(1);
    expect(done).toEqual(['a.png']);
  });

  it('are given up after many pieces without an answer, go on with the next, and can be tried again', async () => {
    const { clock, next, done, uploads, shown } = world();
    next.push(...Array.from({ length: 6 }, () => 'lost' as const));
    uploads.add(CHAT, [file('a.png', 10), file('b.png', 10)], LIMITS);
    await clock.advance(120_000);
    expect(done).toEqual(['b.png']);
    expect(shown()).toMatchObject([{ name: 'a.png', status: 'failed', canRetry: true }]);
    uploads.retry(CHAT, shown()[0]!.fileId);
    await clock.advance(0);
    expect(done).toEqual(['b.png', 'a.png']);
  });

  it('are not asked about for ever by a server that takes nothing', async () => {
    const { clock, next, uploads, shown } = world();
    next.push(...Array.from({ length: 50 }, () => ({ ok: true, receivedBytes: 0, file: null }) as const));
    uploads.add(CHAT, [file('a.png', 10)], LIMITS);
    await clock.advance(600_000);
    expect(shown()).toMatchObject([{ status: 'failed' }]);
    expect(next.length).toBeGreaterThan(40);
  });

  it('that are cancelled arrive nowhere', async () => {
    const { clock, done, uploads, shown } = world();
    uploads.add(CHAT, [file('a.png', 10)], LIMITS);
    uploads.cancel(CHAT, shown()[0]!.fileId);
    await clock.advance(60_000);
    expect([shown(), done]).toEqual([[], []]);
  });

  it('leave no timer behind when the console is closed', async () => {
    const { clock, next, uploads } = world();
    next.push('lost');
    uploads.add(CHAT, [file('a.png', 10)], LIMITS);
    await clock.advance(0);
    uploads.close();
    expect(clock.pending()).toBe(0);
  });
});

describe('rules for files', () => {
  it.each([
    [1, '1 byte'],
    [999, '999 bytes'],
    [1_000, '1 kB'],
    [2_540_000, '2.5 MB'],
    [48_213, '48 kB'],
  ])('call %d bytes %s', (bytes, words) => expect(formatSize(bytes)).toBe(words));

  it('leave a kind that the browser cannot tell to the server, and refuse what is empty', () => {
    expect(refusalOf(file('a', 10, ''), LIMITS)).toBeNull();
    expect(refusalOf(file('a.pdf', 10, 'application/pdf'), LIMITS)).toBeNull();
    expect(refusalOf(file('a.png', 0), LIMITS)).toContain('empty');
  });

  it('shorten a name that is too long and keep its ending', () => {
    expect(sendableName(`${'x'.repeat(400)}.png`)).toMatch(/^x{251}\.png$/);
    expect(sendableName('  ')).toBe('file');
  });
});
