// Files in memory: read at the start, compressed when somebody first asks, then only handed out. Knows nothing of
// addresses.

import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** `br`, `gzip`: null where that would be no smaller. */
export type Asset = {
  type: string;
  etag: string;
  plain: Buffer;
  br(): Promise<Buffer | null>;
  gzip(): Promise<Buffer | null>;
};

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  // Scripts are UTF-8 unless they say otherwise (RFC 9239).
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};
const COMPRESSIBLE = /^(text\/|application\/(json|manifest)|image\/svg)/;

export const typeOf = (path: string): string => TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream';

const smaller = (compressed: Buffer, plain: Buffer) => (compressed.length < plain.length ? compressed : null);

const nothing = () => Promise.resolve(null);

/** Starts at the first call. All files at once, in the best quality, would keep a starting server busy for a second. */
const once = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | null = null;
  return () => {
    made ??= make();
    return made;
  };
};

/** `quality` of brotli: 11 is the smallest, and too slow for what is made at each request. */
export function toAsset(plain: Buffer, type: string, quality = 11): Asset {
  const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 12)}"`;
  if (!COMPRESSIBLE.test(type)) return { type, etag, plain, br: nothing, gzip: nothing };
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: quality,
    [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
  };
  const br = once(async () => smaller(await promisify(brotliCompress)(plain, { params }), plain));
  return { type, etag, plain, br, gzip: once(async () => smaller(await promisify(gzip)(plain, { level: 9 }), plain)) };
}

async function readFolder(folder: string): Promise<[path: string, content: Buffer][]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = found.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
  return Promise.all(
    files.map(
      async (file): Promise<[string, Buffer]> => [relative(folder, file).split(sep).join('/'), await readFile(file)],
    ),
  );
}

/** Every file below a folder by its path in it; empty if there is no such folder. */
export async function loadAssets(
  folder: string,
  change: (content: Buffer, path: string) => Buffer = (content) => content,
): Promise<ReadonlyMap<string, Asset>> {
  const files = await readFolder(folder);
  return new Map(files.map(([path, content]) => [path, toAsset(change(content, path), typeOf(path))]));
}
