// The agents' pictures, from files that the operator names: read at the start, each under an address of its content.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { ConfigError } from '../config.ts';
import type { AgentAccount } from '../config-schema.ts';
import { pictureFacts } from '../files/picture-facts.ts';
import { type Asset, toAsset } from './assets.ts';
import { IMMUTABLE } from './headers.ts';
import { serveAsset } from './serve-asset.ts';

/** By the last part of the address. */
export type Avatars = ReadonlyMap<string, Asset>;

/** Shown no larger than a fingertip. */
const MOST_BYTES = 1_000_000;

const HEADERS = {
  'cache-control': IMMUTABLE,
  'content-security-policy': "default-src 'none'; sandbox",
  'cross-origin-resource-policy': 'cross-origin',
  'referrer-policy': 'no-referrer',
};

async function readPicture(name: string, file: string): Promise<{ name: string; asset: Asset }> {
  const where = `agents: avatar of ${name}`;
  const bytes = await readFile(file).catch((failure: Error) => {
    throw new ConfigError(`${where}: expected a readable file, received ${file} (${failure.message})`);
  });
  const facts = pictureFacts(bytes);
  if (!facts) throw new ConfigError(`${where}: expected a PNG, JPEG, GIF or WebP picture, received ${file}`);
  if (bytes.length > MOST_BYTES) {
    throw new ConfigError(`${where}: expected at most ${MOST_BYTES} bytes, received ${bytes.length} (${file})`);
  }
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 32);
  return { name: `${hash}.${facts.mediaType.slice('image/'.length)}`, asset: toAsset(bytes, facts.mediaType) };
}

/** `paths`: of the pictures on this server, by the agent's name. */
export async function loadAvatars(
  accounts: readonly AgentAccount[],
): Promise<{ assets: Avatars; paths: ReadonlyMap<string, string> }> {
  const assets = new Map<string, Asset>();
  const paths = new Map<string, string>();
  for (const { name, avatar } of accounts) {
    if (avatar === undefined) continue;
    const picture = await readPicture(name, avatar);
    assets.set(picture.name, picture.asset);
    paths.set(name, `/avatars/${picture.name}`);
  }
  return { assets, paths };
}

export const serveAvatar = (request: Request, asset: Asset | undefined): Promise<Response> | null =>
  asset ? serveAsset(request, asset, HEADERS) : null;
