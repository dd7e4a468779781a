// Every fixed address with its headers, on tiny stand-ins for what the build makes.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { http } from '../../support/server-client.ts';
import { startTestServer } from '../../support/server-in-process.ts';

describe('pages and files', () => {
  let server: Awaited<ReturnType<typeof startTestServer>>;
  let port = 0;
  beforeAll(async () => {
    server = await startTestServer({ pages: true });
    port = server.port;
  });
  afterAll(() => server.stop());

  const get = (path: string, headers: Record<string, string> = {}) => http(port, path, { headers });
  const at = (site: string, path: string) => get(path, { host: `${site}:${port}` });

  it('serves the loader to any page, for minutes', async () => {
    const { status, headers } = await get('/chat.js');
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/javascript',
      'cache-control': 'max-age=300, stale-while-revalidate=86400',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
    });
  });

  it('has no icon, and says so without an error', async () => {
    expect((await get('/favicon.ico')).status).toBe(204);
  });

  it('serves hashed files for ever', async () => {
    for (const path of ['/host/link-1.js', '/frame/assets/lazy-1.js', '/agent/assets/main-1.js']) {
      const { status, headers } = await get(path);
      expect([path, status, headers['cache-control']]).toEqual([path, 200, 'max-age=31536000, immutable']);
    }
  });

  it('serves the frame by its hash for ever, and the current one for any other name', async () => {
    expect((await get('/frame/abc123/')).headers['cache-control']).toContain('immutable');
    for (const name of ['v1', 'gone99']) {
      const { status, headers, text } = await get(`/frame/${name}/`);
      expect([status, headers['cache-control']]).toEqual([200, 'no-cache']);
      expect(text).toContain('<title>frame</title>');
    }
  });

  it('puts the current frame in the place of one that names a chunk which is gone', async () => {
    const { status, headers, text } = await get('/frame/assets/conversation-gone99.js');
    expect([status, headers['cache-control']]).toEqual([200, 'no-store']);
    expect(text).toContain("location.replace('/frame/v1/'+location.hash)");
    expect((await get('/frame/assets/picture.png')).status).toBe(404);
  });

  it('serves the current link part to a loader that names one which is gone', async () => {
    const current = (await get('/host/link-1.js')).text;
    const { status, headers, text } = await get('/host/link-gone99.js');
    expect([status, headers['cache-control'], text]).toEqual([200, 'no-cache', current]);
    const others = [
      'other-1.js',
      'link-.js',
      'link-1.css',
      'link-1.js.map',
      'old/link-1.js',
      'link-1',
      'link-a%2fb.js',
    ];
    for (const name of others) expect([name, (await get(`/host/${name}`)).status]).toEqual([name, 404]);
  });

  it('lets the frame load fonts from where the operator says, and from nowhere else', async () => {
    const listing = await startTestServer({ pages: true, config: { fontOrigins: ['https://fonts.example'] } });
    const { headers } = await http(listing.port, '/frame/abc123/');
    await listing.stop();
    expect(String(headers['content-security-policy']).split(';')).toContain('font-src https://fonts.example');
  });

  it('lets the frame run its own script, reach its servers and stand on the listed sites', async () => {
    const { headers } = await get('/frame/abc123/');
    const own = `http://127.0.0.1:${port}`;
    const directives = String(headers['content-security-policy']).split(';');
    expect(directives).toEqual([
      "default-src 'none'",
      `script-src 'sha256-c2NyaXB0' ${own}/frame/`,
      "style-src 'sha256-c3R5bGU='",
      `connect-src ${own} ${own.replace('http', 'ws')}`,
      `img-src ${own} blob:`,
      "base-uri 'none'",
      "form-action 'none'",
      `frame-ancestors http://localhost:${port} http://shop.localhost:${port} http://blog.localhost:${port}`,
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ]);
    expect(headers).toMatchObject({
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'permissions-policy': expect.stringContaining('camera=()'),
    });
  });

  it('lets the frame reach the chat servers that the operator lists, and names them to it', async () => {
    const other = 'https://other.example';
    const listing = await startTestServer({ pages: true, config: { servers: [other] } });
    const ask = (path: string) => http(listing.port, path);
    expect(await ask('/frame/servers.json')).toMatchObject({ status: 200, json: [other] });
    expect((await get('/frame/servers.json')).json).toEqual([]);
    const policy = String((await ask('/frame/abc123/')).headers['content-security-policy']);
    expect(policy).toContain(`ws://127.0.0.1:${listing.port} ${other} wss://other.example;`);
    await listing.stop();
  });

  it('lets the frame show pictures from where the operator lists, and says from where', async () => {
    const pictures = 'https://pictures.example';
    const listing = await startTestServer({ pages: true, config: { imageOrigins: [pictures] } });
    const ask = (path: string) => http(listing.port, path);
    expect(await ask('/frame/images.json')).toMatchObject({ status: 200, json: [pictures] });
    expect((await get('/frame/images.json')).json).toEqual([]);
    const policy = String((await ask('/frame/abc123/')).headers['content-security-policy']);
    expect(policy).toContain(`img-src http://127.0.0.1:${listing.port} ${pictures} blob:`);
    await listing.stop();
  });

  it('lets nobody frame the console', async () => {
    const { headers } = await get('/agent');
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy']).toContain(`connect-src 'self' ws://127.0.0.1:${port}`);
    expect(headers['x-frame-options']).toBe('DENY');
  });

  it('sends the encoding that the browser asks for', async () => {
    const sizes: Record<string, number> = {};
    for (const accept of ['br, gzip', 'gzip;q=1.0', 'br;q=0, gzip;q=0', '']) {
      const { headers } = await get('/chat.js', { 'accept-encoding': accept });
      sizes[String(headers['content-encoding'])] = Number(headers['content-length']);
      expect(headers.vary).toBe('accept-encoding');
    }
    expect(Object.keys(sizes).sort()).toEqual(['br', 'gzip', 'undefined']);
    expect(sizes.br).toBeLessThan(sizes.undefined ?? 0);
  });

  it('sends nothing to a browser that has the file already', async () => {
    for (const path of ['/chat.js', '/frame/v1/', '/agent']) {
      const { etag } = (await get(path)).headers;
      const again = await get(path, { 'if-none-match': String(etag) });
      expect([path, again.status, again.text]).toEqual([path, 304, '']);
      expect((await get(path, { 'if-none-match': '"other"' })).status).toBe(200);
    }
  });

  it('answers health from the store', async () => {
    expect((await get('/health')).json).toEqual({ ok: true });
  });

  it('says what this is, and what is not here', async () => {
    expect((await get('/')).text).toContain('Tagalong chat server');
    expect(await get('/nothing')).toMatchObject({ status: 404, text: 'Not found: there is nothing at /nothing\n' });
    for (const path of ['/host/../frame/frame.json', '/frame/assets/..%2fframe.json', '/agent/assets/../index.html']) {
      expect([path, (await get(path)).status]).toEqual([path, 404]);
    }
  });

  it('serves each demonstration site its own folder, with the chat origin that belongs to it', async () => {
    expect((await at('localhost', '/')).text).toContain(`src="http://127.0.0.1:${port}/chat.js"`);
    expect((await at('shop.localhost', '/index.html')).text).toContain(`src="http://chat.localhost:${port}/chat.js"`);
    expect((await at('blog.localhost', '/')).text).toContain(`blog http://chat.localhost:${port}`);
    expect((await at('localhost', '/about')).text).toContain('about');
    expect((await at('blog.localhost', '/assets/site.css')).headers['content-type']).toContain('text/css');
    expect((await at('localhost', '/missing')).status).toBe(404);
    expect((await at('localhost', '/%ff')).status).toBe(404);
    expect((await at('localhost', '/../headers.json')).status).toBe(404);
  });

  it('gives a strict page a fresh nonce in header and page', async () => {
    const [first, second] = [await at('localhost', '/strict'), await at('localhost', '/strict')];
    const nonce = /nonce="([^"]+)"/.exec(first.text)?.[1];
    expect(nonce).toMatch(/^[\w+/=]{24}$/);
    expect(first.headers['content-security-policy']).toBe(`script-src 'nonce-${nonce}'`);
    expect(second.text).not.toContain(nonce);
  });

  it('serves no chat from a site and no site from the chat origin', async () => {
    expect((await at('localhost', '/chat.js')).status).toBe(404);
    expect((await at('localhost', '/agent')).status).toBe(404);
    expect((await at('127.0.0.1', '/about')).status).toBe(404);
  });

  it('answers to no other name', async () => {
    for (const host of ['evil.test', `evil.test:${port}`, '127.0.0.1', `127.0.0.1:${port + 1}`]) {
      const { status, text } = await get('/', { host });
      expect([host, status]).toEqual([host, 421]);
      expect(text).toContain(`received ${host}`);
    }
  });

  it('serves no demonstration when it was not asked to', async () => {
    const plain = await startTestServer();
    const reply = await http(plain.port, '/', { headers: { host: `localhost:${plain.port}` } });
    expect(reply.status).toBe(421);
    await plain.stop();
  });
});
