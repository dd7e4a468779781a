// The chat origin's files at their fixed addresses: loader, frame, console, and a short page that says what this is.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Hono } from 'hono';
import * as v from 'valibot';
import { LINK_VERSION } from '../../protocol/version.ts';
import type { Origins } from '../origins.ts';
import { type Asset, loadAssets } from './assets.ts';
import {
  consoleHeaders,
  type FrameBuild,
  frameHeaders,
  IMMUTABLE,
  LOADER,
  PRIVATE,
  plainHeaders,
  REVALIDATED,
  sharedHeaders,
} from './headers.ts';
import { serveAsset } from './serve-asset.ts';

const FrameJson = v.object({
  hash: v.string(),
  scriptHashes: v.array(v.string()),
  styleHashes: v.array(v.string()),
});

type Files = ReadonlyMap<string, Asset>;
export type ChatFiles = { frame: Files; host: Files; console: Files; build: FrameBuild };

/** What the build made; a server that was not built serves the conversation without any pages. */
export async function loadChatFiles(distFolder: string): Promise<ChatFiles> {
  const described = await readFile(join(distFolder, 'frame/frame.json'), 'utf8').catch(() => null);
  const build = described
    ? v.parse(FrameJson, JSON.parse(described))
    : { hash: 'not-built', scriptHashes: [], styleHashes: [] };
  const [frame, host, console] = await Promise.all(
    ['frame', 'host', 'console'].map((name) => loadAssets(join(distFolder, name))),
  );
  const none: Files = new Map();
  return { frame: frame ?? none, host: host ?? none, console: console ?? none, build };
}

/** As the build names the loader's second part. */
const LINK_PART = /^link-[\w-]+\.js$/;

const LAZY_SCRIPT = /^[\w-]+\.js$/;

/**
 * A frame from a browser's cache may name a chunk that is gone. What belongs together only works together, so the
 * chunk it gets instead puts the current frame in its place; the saved state and the open tickets go on there.
 */
const TAKE_CURRENT_FRAME = `location.replace('/frame/v${LINK_VERSION}/'+location.hash)\n`;

const ABOUT = `Tagalong chat server.

/chat.js   the loader for your pages
/agent     the agents' console
/health    whether this server can answer
`;

type Env = { Variables: { origin: string } };

/** `origin` is set before: the chat origin that the request was sent to. */
export function createChatFiles(files: ChatFiles, origins: Origins): Hono<Env> {
  const app = new Hono<Env>();
  const { frame, host, console, build } = files;

  app.get('/', (c) => c.text(ABOUT, 200, plainHeaders));
  // Browsers ask for it by themselves where a window shows the frame's page: no icon, and no error in their console.
  app.get('/favicon.ico', (c) => c.body(null, 204, { 'cache-control': LOADER }));
  app.get('/chat.js', (c) => {
    const asset = host.get('chat.js');
    return asset ? serveAsset(c.req.raw, asset, { ...sharedHeaders, 'cache-control': LOADER }) : c.notFound();
  });
  const newestLink = [...host].find(([name]) => LINK_PART.test(name))?.[1];
  // A loader from a browser's cache may name a link part that is gone: it gets the current one.
  app.get('/host/:file{.+}', (c) => {
    const name = c.req.param('file');
    const known = host.get(name);
    const asset = known ?? (LINK_PART.test(name) ? newestLink : undefined);
    const cache = known ? IMMUTABLE : REVALIDATED;
    return asset ? serveAsset(c.req.raw, asset, { ...sharedHeaders, 'cache-control': cache }) : c.notFound();
  });
  app.get('/frame/assets/:file{.+}', (c) => {
    const name = c.req.param('file');
    const asset = frame.get(`assets/${name}`);
    if (asset) return serveAsset(c.req.raw, asset, { ...sharedHeaders, 'cache-control': IMMUTABLE });
    if (!LAZY_SCRIPT.test(name)) return c.notFound();
    const headers = { ...sharedHeaders, 'cache-control': PRIVATE, 'x-content-type-options': 'nosniff' };
    return c.body(TAKE_CURRENT_FRAME, 200, { ...headers, 'content-type': 'text/javascript' });
  });
  // Asked for by a frame whose site names a chat server, or that has a card with a picture from elsewhere.
  app.get('/frame/servers.json', (c) => c.json(origins.servers, 200, { 'cache-control': REVALIDATED }));
  app.get('/frame/images.json', (c) => c.json(origins.images, 200, { 'cache-control': REVALIDATED }));
  // A loader from a browser's cache may name a frame that is gone: it gets the current one, and the handshake decides.
  app.get('/frame/:name/', (c) => {
    const asset = frame.get('index.html');
    if (!asset) return c.notFound();
    const cache = c.req.param('name') === build.hash ? IMMUTABLE : REVALIDATED;
    return serveAsset(c.req.raw, asset, { ...frameHeaders(origins, c.get('origin'), build), 'cache-control': cache });
  });
  const consolePage = (request: Request, origin: string) => {
    const asset = console.get('index.html');
    return asset && serveAsset(request, asset, { ...consoleHeaders(origins, origin), 'cache-control': REVALIDATED });
  };
  app.get('/agent', (c) => consolePage(c.req.raw, c.get('origin')) ?? c.notFound());
  app.get('/agent/', (c) => consolePage(c.req.raw, c.get('origin')) ?? c.notFound());
  app.get('/agent/assets/:file{.+}', (c) => {
    const asset = console.get(`assets/${c.req.param('file')}`);
    const headers = { 'cross-origin-resource-policy': 'same-origin', 'cache-control': IMMUTABLE };
    return asset ? serveAsset(c.req.raw, asset, headers) : c.notFound();
  });
  return app;
}
