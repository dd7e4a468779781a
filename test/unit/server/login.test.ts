// Agent accounts: who may, for how long, and when no more. With the real hashes of a well-kept library.

import bcrypt from 'bcryptjs';
import { describe, expect, it } from 'vitest';
import { BCRYPT_ROUNDS, createAgents, hashPassword } from '../../../server/agents.ts';
import { systemRandom } from '../../../server/ports.ts';
import { createMemoryStore } from '../../support/memory-store.ts';
import { http, openAgent } from '../../support/server-client.ts';
import { createTestClock } from '../../support/server-clock.ts';
import { startTestServer } from '../../support/server-in-process.ts';

// Few rounds: the strength of the hash is not what is tested here.
const account = (name: string, password: string) => ({ name, passwordHash: bcrypt.hashSync(password, 4) });
const DAY_MS = 86_400_000;

describe('a login', () => {
  const bob = account('Bob', 'correct horse');
  const parts = () => ({ store: createMemoryStore(), clock: createTestClock(), random: systemRandom });

  it('is given for the right name and password only', async () => {
    const agents = createAgents([bob], parts());
    expect(agents.loginNeeded).toBe(true);
    expect(await agents.login('Bob', 'wrong')).toBeNull();
    expect(await agents.login('Eve', 'correct horse')).toBeNull();
    const login = await agents.login(' Bob ', 'correct horse');
    expect(login?.agent.name).toBe('Bob');
    expect(await agents.whoIs(login?.token ?? null)).toEqual(login?.agent);
    expect(await agents.whoIs('guessed')).toBeNull();
    expect(await agents.whoIs(null)).toBeNull();
  });

  it('ends by logout, by age, by a new password and with the account', async () => {
    const shared = parts();
    const agents = createAgents([bob], shared);
    const token = async () => (await agents.login('Bob', 'correct horse'))?.token ?? '';
    const [first, second] = [await token(), await token()];
    await agents.logout(first);
    expect(await agents.whoIs(first)).toBeNull();
    expect(await agents.whoIs(second)).not.toBeNull();
    expect(await createAgents([account('Bob', 'new')], shared).whoIs(second)).toBeNull();
    expect(await createAgents([account('Eve', 'correct horse')], shared).whoIs(second)).toBeNull();
    await shared.clock.advance(7 * DAY_MS);
    expect(await agents.whoIs(second)).toBeNull();
  });

  it('never takes a password of which the hash would see only a part', async () => {
    const long = 'x'.repeat(72);
    const agents = createAgents([account('Bob', long)], parts());
    expect(await agents.login('Bob', long)).not.toBeNull();
    expect(await agents.login('Bob', `${long}y`)).toBeNull();
    await expect(hashPassword(`${long}y`)).rejects.toThrow(
      'expected 1 to 72 bytes (bcrypt ignores the rest), received 73',
    );
    await expect(hashPassword('é'.repeat(37))).rejects.toThrow('received 74');
    await expect(hashPassword('')).rejects.toThrow('received 0');
  });

  it('is checked against a hash that is slow to guess', async () => {
    expect(BCRYPT_ROUNDS).toBeGreaterThanOrEqual(12);
    const hash = await hashPassword('secret', 4);
    expect(bcrypt.getRounds(hash)).toBe(4);
    expect(await bcrypt.compare('secret', hash)).toBe(true);
    expect(await bcrypt.compare('Secret', hash)).toBe(false);
  });
});

describe('the console behind a login', () => {
  const config = { agents: [account('Bob', 'correct horse')] };
  const start = (clock = createTestClock()) => startTestServer({ config, parts: { clock } });
  const login = (port: number, password = 'correct horse') =>
    http(port, '/agent/v1/login', {
      body: { name: 'Bob', password },
      headers: { origin: `http://127.0.0.1:${port}` },
    });
  const cookieOf = (reply: Awaited<ReturnType<typeof http>>) => String(reply.headers['set-cookie']?.[0]).split(';')[0]!;

  it('opens with the cookie that the login gave, and names the agent by it', async () => {
    const server = await start();
    const { port } = server;
    const wrong = await login(port, 'wrong');
    expect([wrong.status, wrong.json.error.code, wrong.headers['set-cookie']]).toEqual([401, 101, undefined]);
    const reply = await login(port);
    expect(reply.headers['set-cookie']?.[0]).toMatch(
      /^tagalong_agent=[\w-]{43}; Path=\/agent; Max-Age=604800; HttpOnly; SameSite=Strict$/,
    );
    const me = await http(port, '/agent/v1/me', { headers: { cookie: `other=1; ${cookieOf(reply)}` } });
    expect(me.json).toMatchObject({ loginNeeded: true, agent: { name: 'Bob' } });
    expect(me.headers['cache-control']).toBe('no-store');
    const { result } = await openAgent(port, 'Somebody else', { cookie: cookieOf(reply) });
    expect(result.value.agent.name).toBe('Bob');
    await server.stop();
  });

  it('tells nothing without a login', async () => {
    const server = await start();
    const { channel, result } = await openAgent(server.port, 'Bob');
    expect(result).toMatchObject({ ok: false, error: { code: 101 } });
    expect((await channel.ask({ type: 'ping' })).error.code).toBe(52);
    expect((await http(server.port, '/agent/v1/me')).json).toEqual({ loginNeeded: true, agent: null });
    await server.stop();
  });

  it('closes the sockets of a login that ends', async () => {
    const server = await start();
    const cookie = cookieOf(await login(server.port));
    const { channel } = await openAgent(server.port, 'Bob', { cookie });
    const reply = await http(server.port, '/agent/v1/logout', {
      body: {},
      headers: { cookie, origin: `http://127.0.0.1:${server.port}` },
    });
    expect(reply.headers['set-cookie']?.[0]).toContain('Max-Age=0');
    expect((await channel.closed).code).toBe(4401);
    expect((await openAgent(server.port, 'Bob', { cookie })).result.error.code).toBe(101);
    await server.stop();
  });

  it('slows down who guesses', async () => {
    const clock = createTestClock();
    const server = await startTestServer({
      config,
      parts: { clock },
      limits: { loginsPerAddress: { burst: 2, perSecond: 0.5 } },
    });
    expect([(await login(server.port, 'a')).status, (await login(server.port, 'b')).status]).toEqual([401, 401]);
    const refused = await login(server.port);
    expect([refused.status, refused.headers['retry-after'], refused.json.error.code]).toEqual([429, '2', 308]);
    await clock.advance(2_000);
    expect((await login(server.port)).status).toBe(200);
    await server.stop();
  });
});
