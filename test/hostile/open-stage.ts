// Builds a page of the tests' own and opens it under the frame's policy, at an address of the chat server that nobody else
// has.

import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from '@playwright/test';
import { build, type Rolldown } from 'vite';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const POLICY = [
  ...["default-src 'none'", "script-src 'self'", "img-src 'self' blob:", "connect-src 'self'", "base-uri 'none'"],
  ...["form-action 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'"],
].join('; ');

/** By file name. */
async function built(): Promise<Map<string, string>> {
  const output = (await build({
    root: at('../..'),
    configFile: false,
    logLevel: 'error',
    base: './',
    publicDir: false,
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      ...{ write: false, minify: false, modulePreload: false, target: 'es2022', assetsInlineLimit: 0 },
      rolldownOptions: { input: at('stage/main.ts'), output: { entryFileNames: 'stage.js' } },
    },
  })) as Rolldown.RolldownOutput;
  return new Map(output.output.map((file) => [file.fileName, 'code' in file ? file.code : String(file.source)]));
}

export async function openStage(context: BrowserContext, page: Page, origin: string): Promise<void> {
  const files = await built();
  const document =
    '<!doctype html><html lang="en"><title>Stage</title><main id="widget"></main>' +
    '<script type="module" src="stage.js"></script></html>';
  await context.route(/^http:\/\/[^/]+\/stage\//, async (route) => {
    const name = new URL(route.request().url()).pathname.replace('/stage/', '');
    if (name === '') {
      const headers = { 'content-security-policy': POLICY };
      return route.fulfill({ body: document, contentType: 'text/html', headers });
    }
    const body = files.get(name);
    if (body === undefined) return route.fulfill({ status: 404, body: '' });
    return route.fulfill({ body, contentType: 'text/javascript' });
  });
  await page.goto(`${origin}/stage/`);
  await page.waitForFunction(() => 'stage' in window);
}
