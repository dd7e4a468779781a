// Starts the server beside the test: a free port, a database of its own or the fake, tiny stand-ins for the build.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { defaultConfig } from '../../server/config.ts';
import type { Config } from '../../server/config-schema.ts';
import { type ServerParts, startServer } from '../../server/start-server.ts';
import { createMemoryStore } from './memory-store.ts';

export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), 'tagalong-test-'));
export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true });

export function writeFiles(folder: string, files: Record<string, string>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

export const STAND_IN_BUILD: Record<string, string> = {
  'dist/frame/index.html': '<!doctype html><title>frame</title>',
  'dist/frame/frame.json': '{"hash":"abc123","scriptHashes":["sha256-c2NyaXB0"],"styleHashes":["sha256-c3R5bGU="]}',
  'dist/frame/assets/lazy-1.js': 'export {};',
  'dist/host/chat.js': `/* loader */${' '.repeat(2_000)}`,
  'dist/host/link-1.js': 'export {};',
  'dist/console/index.html': '<!doctype html><title>console</title>',
  'dist/console/assets/main-1.js': 'export {};',
  'demo/shop/index.html': '<!doctype html><script async src="%CHAT_ORIGIN%/chat.js"></script>',
  'demo/shop/about.html': '<!doctype html><title>about</title>',
  'demo/shop/strict.html': '<!doctype html><script nonce="%NONCE%"></script>',
  'demo/blog/index.html': '<!doctype html><title>blog %CHAT_ORIGIN%</title>',
  'demo/assets/site.css': 'body{}',
  'demo/headers.json': '{"/strict.html":{"content-security-policy":"script-src \'nonce-%NONCE%\'"}}',
};

type Options = {
  config?: Partial<Config>;
  limits?: Partial<Config['limits']>;
  parts?: Partial<ServerParts>;
  /** Serves the stand-ins. */
  pages?: boolean;
};

export async function startTestServer({ config = {}, limits = {}, parts = {}, pages = false }: Options = {}) {
  const folder = temporaryFolder();
  if (pages) writeFiles(folder, STAND_IN_BUILD);
  const defaults = defaultConfig();
  const running = await startServer(
    { ...defaults, port: 0, ...config, limits: { ...defaults.limits, ...limits } },
    {
      distFolder: join(folder, 'dist'),
      ...(config.databaseFile ? {} : { filesFolder: join(folder, 'files') }),
      demoFolder: pages ? join(folder, 'demo') : null,
      ...(config.databaseFile ? {} : { store: createMemoryStore() }),
      ...parts,
    },
  );
  return {
    ...running,
    async stop() {
      await running.close();
      removeFolder(folder);
    },
  };
}
