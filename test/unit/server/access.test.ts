// Who may ask, tried over real sockets: the page of another origin, the name that points at us, and our own pages.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressOf } from '../../../server/gateway/address.ts';
import { http, openAgent, openRequest, openSocket, openVisitor } from '../../support/server-client.ts';
import { startTestServer } from '../../support/server-in-process.ts';

describe('access', () => {
  let server: Awaited<ReturnType<typeof startTestServer>>;
  let port = 0;
  beforeAll(async () => {
    server = await startTestServer({ pages: true });
    port = server.port;
  });
  afterAll(() => server.stop());

  const own = () => `http://127.0.0.1:${port}`;
  const visit = (origin: string | null, host: string) => openSocket(port, { origin, host: `${host}:${port}` });
  const work = (origin: string | null, host: string) =>
    openSocket(port, { path: '/agent/v1/socket', origin, host: `${host}:${port}` });

  it('opens a visitor socket for a page of either chat origin', async () => {
    for (const [origin, host] of [
      [own(), '127.0.0.1'],
      [`http://chat.localhost:${port}`, 'chat.localhost'],
    ] as const) {
      (await visit(origin, host)).close();
    }
  });

  it('opens a visitor socket for a frame of another chat origin that the operator lists', async () => {
    const listing = await startTestServer({ config: { frameOrigins: ['https://frames.example'] } });
    const host = `127.0.0.1:${listing.port}`;
    (await openSocket(listing.port, { origin: 'https://frames.example', host })).close();
    await expect(openSocket(listing.port, { origin: 'https://other.example', host })).rejects.toThrow('status 403');
    await listing.stop();
  });

  it('refuses a visitor socket of any other page, the embedding site included', async () => {
    const strangers = [null, 'null', 'http://evil.test', `http://localhost:${port}`, 'http://127.0.0.1:1', `${own()}/`];
    for (const origin of strangers) await expect(visit(origin, '127.0.0.1')).rejects.toThrow('status 403');
  });

  it('refuses every socket that was sent to a foreign name', async () => {
    for (const host of ['evil.test', 'localhost', 'shop.localhost', '127.0.0.2']) {
      await expect(visit(`http://${host}:${port}`, host)).rejects.toThrow('status 421');
      await expect(work(`http://${host}:${port}`, host)).rejects.toThrow('status 421');
    }
  });

  it('opens the console socket for the page of the same chat origin only', async () => {
    (await work(own(), '127.0.0.1')).close();
    for (const origin of [null, 'null', 'http://evil.test', `http://localhost:${port}`]) {
      await expect(work(origin, '127.0.0.1')).rejects.toThrow('status 403');
    }
    await expect(work(`http://chat.localhost:${port}`, '127.0.0.1')).rejects.toThrow('status 403');
  });

  it('knows no other sockets', async () => {
    await expect(openSocket(port, { path: '/chat/v1/other' })).rejects.toThrow('status 404');
  });

  it('answers a call only to a page of a chat origin', async () => {
    const body = { session: null, writerEpoch: 0, request: openRequest(port) };
    const call = (headers: Record<string, string>) => http(port, '/chat/v1/call', { body, headers });
    expect((await call({ origin: own() })).json.result.ok).toBe(true);
    for (const headers of [{}, { origin: 'http://evil.test' }, { origin: `http://shop.localhost:${port}` }]) {
      const reply = await call(headers);
      expect(reply.status).toBe(403);
      expect(reply.text).toMatch(/^Origin: expected one of .*127\.0\.0\.1.*, received /);
      expect(reply.headers['access-control-allow-origin']).toBeUndefined();
    }
    expect((await call({ origin: own(), host: `evil.test:${port}` })).status).toBe(421);
  });

  it('takes no JSON that a form of another site could send', async () => {
    const reply = await http(port, '/chat/v1/call', {
      body: { session: null, writerEpoch: 0, request: openRequest(port) },
      headers: { origin: own(), 'content-type': 'text/plain' },
    });
    expect(reply.status).toBe(415);
    expect(reply.json.result.error.description).toContain(
      'expected content type application/json, received text/plain',
    );
  });

  it('gives the console page and who-am-I to its own origin only', async () => {
    for (const path of ['/agent', '/agent/', '/agent/v1/me']) {
      expect((await http(port, path)).status).toBe(200);
      expect((await http(port, path, { headers: { host: `evil.test:${port}` } })).status).toBe(421);
    }
    const me = (headers: Record<string, string>) => http(port, '/agent/v1/me', { headers });
    expect((await me({ origin: own() })).json).toEqual({ loginNeeded: false, agent: null });
    expect((await me({ origin: 'http://evil.test' })).status).toBe(403);
    expect((await me({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await me({ 'sec-fetch-site': 'same-site' })).status).toBe(403);
    expect((await me({ 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    expect((await http(port, '/agent/v1/login', { body: { name: 'a', password: 'b' } })).status).toBe(403);
  });

  it('opens no session for a site that is not allowed', async () => {
    await expect(openVisitor(port, { siteOrigin: 'http://evil.test' })).rejects.toThrow('received http://evil.test');
  });

  it('takes agents of one name for one agent, and another name for another', async () => {
    const agents = await Promise.all([openAgent(port, 'Bob'), openAgent(port, ' Bob '), openAgent(port, 'Eve')]);
    const ids = agents.map(({ result }) => result.value.agent.id);
    expect(ids[0]).toBe(ids[1]);
    expect(ids[0]).not.toBe(ids[2]);
  });

  it("believes of X-Forwarded-For only what the operator's proxies have added", () => {
    expect(addressOf('10.0.0.1', '6.6.6.6, 7.7.7.7', 0)).toBe('10.0.0.1');
    expect(addressOf('10.0.0.1', '6.6.6.6, 7.7.7.7', 1)).toBe('7.7.7.7');
    expect(addressOf('10.0.0.1', '6.6.6.6, 7.7.7.7', 2)).toBe('6.6.6.6');
    expect(addressOf('10.0.0.1', undefined, 1)).toBe('10.0.0.1');
    expect(addressOf('10.0.0.1', 'x'.repeat(9_000), 1)).toHaveLength(64);
  });

  it('counts all addresses of one IPv6 network as one, and an IPv4 address as itself', () => {
    const network = (address: string) => addressOf(address, undefined, 0);
    expect(network('2001:db8:0:1::5')).toBe('2001:db8:0:1::/64');
    expect(network('2001:0db8:0000:0001:ffff:ffff:ffff:ffff')).toBe('2001:db8:0:1::/64');
    expect(network('2001:db8:0:2::5')).toBe('2001:db8:0:2::/64');
    expect(network('::1')).toBe('0:0:0:0::/64');
    expect(network('fe80::1%eth0')).toBe('fe80:0:0:0::/64');
    expect(network('::ffff:10.0.0.1')).toBe('10.0.0.1');
  });
});
