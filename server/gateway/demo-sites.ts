// The demonstration's sites: plain pages as a stranger would write them. Only the chat's address is filled in, and
// for pages with a strict policy a fresh nonce. Knows nothing of the chat.

import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { DemoSite } from '../origins.ts';
import { type Asset, loadAssets, toAsset } from './assets.ts';
import { loadDemoPackages } from './demo-packages.ts';
import { REVALIDATED } from './headers.ts';
import { serveAsset } from './serve-asset.ts';

const NONCE = '%NONCE%';
const CHAT_ORIGIN = '%CHAT_ORIGIN%';

/** By page: headers that it is sent with. */
const HeadersFile = v.record(v.string(), v.record(v.string(), v.string()));
type PageHeaders = v.InferOutput<typeof HeadersFile>;

export interface DemoSites {
  serve(request: Request, site: DemoSite): Promise<Response>;
}

const candidates = (path: string): string[] => {
  const name = path.replace(/^\/+/, '');
  if (name === '' || name.endsWith('/')) return [`${name}index.html`];
  return [name, `${name}.html`, `${name}/index.html`];
};

const readHeaders = async (demoFolder: string): Promise<PageHeaders> => {
  const text = await readFile(join(demoFolder, 'headers.json'), 'utf8').catch(() => '{}');
  return v.parse(HeadersFile, JSON.parse(text));
};

/** Filled pages are kept by site, because each site has its own chat origin. */
export async function loadDemoSites(demoFolder: string, sites: Iterable<DemoSite>): Promise<DemoSites> {
  const pageHeaders = await readHeaders(demoFolder);
  const shared = await loadAssets(join(demoFolder, 'assets'));
  const packages = await loadDemoPackages(demoFolder);
  const pages = new Map<DemoSite, ReadonlyMap<string, Asset>>();
  for (const site of sites) {
    const fill = (content: Buffer, path: string) =>
      path.endsWith('.html') ? Buffer.from(content.toString('utf8').replaceAll(CHAT_ORIGIN, site.chatOrigin)) : content;
    pages.set(site, await loadAssets(join(demoFolder, site.folder), fill));
  }

  const find = (site: DemoSite, path: string): { name: string; asset: Asset } | null => {
    const files = pages.get(site);
    for (const name of candidates(path)) {
      const asset = name.startsWith('assets/')
        ? shared.get(name.slice('assets/'.length))
        : (packages.get(name) ?? files?.get(name));
      if (asset) return { name, asset };
    }
    return null;
  };

  const withNonce = async (request: Request, asset: Asset, site: DemoSite, headers: Record<string, string>) => {
    const nonce = randomBytes(16).toString('base64');
    const text = asset.plain.toString('utf8').replaceAll(NONCE, nonce);
    const filled = Object.entries(headers).map(([name, value]) => [
      name,
      value.replaceAll(NONCE, nonce).replaceAll(CHAT_ORIGIN, site.chatOrigin),
    ]);
    const page = toAsset(Buffer.from(text), asset.type, 4);
    return serveAsset(request, page, { ...Object.fromEntries(filled), 'cache-control': 'no-store' });
  };

  return {
    async serve(request, site) {
      let path: string;
      try {
        path = decodeURIComponent(new URL(request.url).pathname);
      } catch {
        return new Response('Not found: the address is not readable.\n', { status: 404 });
      }
      const found = find(site, path);
      if (!found) return new Response(`Not found: this site has no page ${path}\n`, { status: 404 });
      const headers = pageHeaders[`/${found.name}`];
      if (headers) return withNonce(request, found.asset, site, headers);
      return serveAsset(request, found.asset, { 'cache-control': REVALIDATED });
    },
  };
}
