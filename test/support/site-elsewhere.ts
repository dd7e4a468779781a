// A site that the operator does not know: the demo shop, served from a port of its own with the same snippet.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const demo = new URL('../../demo/', import.meta.url);
const TYPES: Record<string, string> = {
  html: 'text/html',
  css: 'text/css',
  js: 'text/javascript',
  svg: 'image/svg+xml',
};

export type Elsewhere = { url: string; close(): Promise<void> };

export async function elsewhere(chatOrigin: string): Promise<Elsewhere> {
  const server = createServer(async (request, response) => {
    const path = request.url === '/' ? '/index.html' : String(request.url);
    const file = new URL(path.startsWith('/assets/') ? `.${path}` : `./shop${path}`, demo);
    try {
      const text = (await readFile(file, 'utf8')).replaceAll('%CHAT_ORIGIN%', chatOrigin);
      response.writeHead(200, {
        'content-type': `${TYPES[path.split('.').pop() ?? ''] ?? 'text/plain'}; charset=utf-8`,
      });
      response.end(text);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
