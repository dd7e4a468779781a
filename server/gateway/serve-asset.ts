// Hands out one file: the encoding that the browser prefers, or nothing if it has the file already.

import type { Asset } from './assets.ts';
import { IMMUTABLE } from './headers.ts';

/** Parses `gzip, br;q=0.5` far enough to tell what is refused. */
const accepts = (header: string, encoding: string): boolean =>
  header.split(',').some((item) => {
    const [name, ...parameters] = item
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/);
    return name === encoding && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
  });

async function choose(asset: Asset, acceptEncoding: string): Promise<{ encoding: string | null; body: Buffer }> {
  for (const encoding of ['br', 'gzip'] as const) {
    const body = accepts(acceptEncoding, encoding) ? await asset[encoding]() : null;
    if (body) return { encoding, body };
  }
  return { encoding: null, body: asset.plain };
}

const isKnown = (ifNoneMatch: string | null, etag: string): boolean =>
  (ifNoneMatch ?? '').split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);

export async function serveAsset(
  request: Request,
  asset: Asset,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  // What never changes is never asked for again, so there is nothing to compare.
  const tag = headers['cache-control'] === IMMUTABLE ? {} : { etag: asset.etag };
  const shared = { ...headers, ...tag, vary: 'accept-encoding', 'x-content-type-options': 'nosniff' };
  if (isKnown(request.headers.get('if-none-match'), asset.etag))
    return new Response(null, { status: 304, headers: shared });
  const { encoding, body } = await choose(asset, request.headers.get('accept-encoding') ?? '');
  return new Response(new Uint8Array(body), {
    headers: {
      ...shared,
      'content-type': asset.type,
      'content-length': String(body.length),
      ...(encoding ? { 'content-encoding': encoding } : {}),
    },
  });
}
