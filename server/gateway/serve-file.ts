// Gives out a stored file under its signed address. Somebody's file is a stranger's: a browser is told to guess nothing,
// run nothing and keep it to this one reader.

import { Readable } from 'node:stream';
import type { Context } from 'hono';
import { contentDisposition } from '../files/file-names.ts';
import type { ServedFiles, SignedFile } from '../files/file-place.ts';
import { isShownInPlace } from '../files/media-types.ts';
import type { Origins } from '../origins.ts';
import type { Clock } from '../ports.ts';
import { PRIVATE } from './headers.ts';
import type { Env } from './http-basics.ts';
import { readRange } from './range.ts';

function headersFor({ file, expiresAt }: SignedFile, origins: Origins, now: number): Record<string, string> {
  const inPlace = isShownInPlace(file.mediaType);
  const seconds = Math.max(0, Math.floor((expiresAt - now) / 1_000));
  return {
    'content-type': file.mediaType === 'text/plain' ? 'text/plain; charset=utf-8' : file.mediaType,
    'content-disposition': contentDisposition(inPlace ? 'inline' : 'attachment', file.name),
    'cache-control': `private, max-age=${seconds}, immutable`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    // Only frames of other origins are other origins to this server.
    'cross-origin-resource-policy': origins.frames.length > 1 ? 'cross-origin' : 'same-origin',
    'referrer-policy': 'no-referrer',
    'accept-ranges': 'bytes',
    vary: 'origin',
  };
}

export function createFileDoor(files: ServedFiles, { origins, clock }: { origins: Origins; clock: Clock }) {
  return async (c: Context<Env>): Promise<Response> => {
    const found = await files.find(c.req.path.slice('/files/'.length));
    // The same words for what never was, is forged and is over.
    if (!found || !(await files.holds(found.file.storageName, found.file.sizeBytes))) {
      return c.text('Not found: no file, or its address is not valid any more.\n', 404, { 'cache-control': PRIVATE });
    }
    const { sizeBytes, storageName } = found.file;
    const headers = headersFor(found, origins, clock.now());
    const origin = c.req.header('origin');
    if (origin && origins.frames.includes(origin)) headers['access-control-allow-origin'] = origin;
    const range = readRange(c.req.header('range'), sizeBytes);
    if (range === 'none of it') {
      return c.body(null, 416, { ...headers, 'content-range': `bytes */${sizeBytes}` });
    }
    const { start, end } = range ?? { start: 0, end: sizeBytes - 1 };
    headers['content-length'] = String(end - start + 1);
    if (range) headers['content-range'] = `bytes ${start}-${end}/${sizeBytes}`;
    const isEmpty = sizeBytes === 0 || c.req.method === 'HEAD';
    const body = isEmpty ? null : (Readable.toWeb(files.read(storageName, start, end)) as ReadableStream);
    return new Response(body, { status: range ? 206 : 200, headers });
  };
}
