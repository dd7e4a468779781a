// Packages that pages of the demonstration load as files: a page without a bundler, and one with another library. What is
// not installed or not built is not there. Knows nothing of pages.

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { type Asset, toAsset, typeOf } from './assets.ts';

/** By address: the file beside the demonstration's folder. An address that ends in a slash is a folder. */
const PackagesFile = v.record(v.string(), v.string());

/** What a page consists of; types and maps are for tools. */
const SHOWN = /\.(?:js|css|html|svg)$/;

/** Made at each start, so quickly rather than small. */
const QUALITY = 4;

export async function loadDemoPackages(demoFolder: string): Promise<ReadonlyMap<string, Asset>> {
  const text = await readFile(join(demoFolder, 'packages.json'), 'utf8').catch(() => '{}');
  const assets = new Map<string, Asset>();
  const add = async (address: string, path: string) => {
    const content = await readFile(join(demoFolder, '..', path)).catch(() => null);
    if (content) assets.set(address, toAsset(content, typeOf(path), QUALITY));
  };
  for (const [address, path] of Object.entries(v.parse(PackagesFile, JSON.parse(text)))) {
    if (!address.endsWith('/')) {
      await add(address, path);
      continue;
    }
    const names = await readdir(join(demoFolder, '..', path), { recursive: true }).catch(() => []);
    for (const name of names.filter((file) => SHOWN.test(file))) await add(`${address}${name}`, `${path}${name}`);
  }
  return assets;
}
