// The operator's choices: where they come from, and what is said when they are wrong.

import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigError, defaultConfig, isLoopback, loadConfig } from '../../../server/config.ts';
import { resolveOrigins, roleOfHost } from '../../../server/origins.ts';
import { startServer } from '../../../server/start-server.ts';
import { createMemoryStore } from '../../support/memory-store.ts';
import { removeFolder, startTestServer, temporaryFolder, writeFiles } from '../../support/server-in-process.ts';

/** A ready answer whose card leads there. */
const answering = (url: string) => ({
  ...{ shortcut: 'tea', text: 'Look' },
  parts: [{ kind: 'cards', cards: [{ title: 'Tea', buttons: [{ label: 'Go', url }] }] }],
});

describe('the configuration', () => {
  let folder = '';
  beforeAll(() => {
    folder = temporaryFolder();
  });
  afterAll(() => removeFolder(folder));

  const load = (file: unknown, environment: Record<string, string> = {}) => {
    const name = join(folder, 'operator.json');
    writeFiles(folder, { 'operator.json': typeof file === 'string' ? file : JSON.stringify(file) });
    return loadConfig({ TAGALONG_CONFIG: name, ...environment });
  };

  it('needs no file and no variable', () => {
    expect(loadConfig({})).toEqual(defaultConfig());
    expect(defaultConfig()).toMatchObject({
      host: '127.0.0.1',
      port: 8080,
      agents: [],
      databaseFile: './data/tagalong.db',
    });
  });

  it('takes files and ratings unless the operator wants none, and fills up what the file leaves out', () => {
    expect(load({ files: { maxBytes: 5 } }).files).toMatchObject({ maxBytes: 5, bytesPerSession: 100_000_000 });
    expect(load({})).toMatchObject({ rating: true, files: { maxBytes: 10_000_000, types: expect.any(Array) } });
    expect(load({ files: false, rating: false })).toMatchObject({ files: false, rating: false });
  });

  it('takes ready answers with what goes out with them', () => {
    const cannedReplies = [answering('https://shop.example/tea'), { ...answering('/tea'), shortcut: 'own' }];
    expect(load({ cannedReplies }).cannedReplies).toEqual(cannedReplies);
  });

  it('lets the environment overrule the file', () => {
    const file = { port: 1_000, databaseFile: 'a.db', retentionDays: 7 };
    const config = load(file, { PORT: '2000', ALLOWED_SITES: 'https://a.example, https://b.example', HOST: '' });
    expect(config).toMatchObject({ port: 2_000, databaseFile: 'a.db', retentionDays: 7, host: '127.0.0.1' });
    expect(config.allowedSites).toEqual(['https://a.example', 'https://b.example']);
  });

  it.each([
    [{ port: '80' }, {}, 'operator.json: port: expected number, received "80"'],
    [{ port: 99_999 }, {}, 'operator.json: port: expected <=65535, received 99999'],
    [{ prot: 1 }, {}, 'operator.json: prot: unknown, received'],
    [
      { allowedSites: ['https://shop.example/'] },
      {},
      'allowedSites.0: expected a value for which holds: an origin such as',
    ],
    [{ agents: [{ name: 'Bob', passwordHash: 'secret' }] }, {}, 'agents.0.passwordHash: expected'],
    [
      { limits: { messagesPerSession: { burst: 0, perSecond: 1 } } },
      {},
      'limits.messagesPerSession.burst: expected >=1',
    ],
    [{ files: { maxBytes: '1' } }, {}, 'operator.json: files.maxBytes: expected number, received "1"'],
    [{ files: { maxbytes: 1 } }, {}, 'operator.json: files.maxbytes: unknown, received'],
    [{ files: { types: ['image'] } }, {}, 'files.types.0: expected'],
    [{ files: true }, {}, 'operator.json: files: expected Object, received true'],
    [{ cannedReplies: [{ shortcut: 'two words', text: 'x' }] }, {}, 'cannedReplies.0.shortcut: expected'],
    [
      { cannedReplies: [{ shortcut: 'a', text: 'x', parts: [{ kind: 'menu' }] }] },
      {},
      'cannedReplies.0.parts.0.kind: expected',
    ],
    [
      { cannedReplies: [answering('http://shop.example')] },
      {},
      'cannedReplies.0.parts.0.cards.0.buttons.0.url: expected https: or a path on this server, received http://shop',
    ],
    [{ rating: 'yes' }, {}, 'operator.json: rating: expected boolean, received "yes"'],
    ['{"port": }', {}, 'operator.json: expected JSON, received something else'],
    ['[]', {}, 'operator.json: the file: expected Object, received Array'],
    [{}, { PORT: 'eighty' }, 'environment variable PORT: port: expected number, received "eighty"'],
    [{}, { CHAT_SERVERS: 'https://a.example,b' }, 'environment variable CHAT_SERVERS: servers.1: expected'],
    ...['https://a;sandbox', 'https://*', 'https://*.example', "https://a'b", 'https://a b', 'javascript:a'].map(
      (entry): [unknown, Record<string, string>, string] => [
        { servers: [entry] },
        {},
        'servers.0: expected a value for which holds: an origin such as',
      ],
    ),
    [{}, { CHAT_ORIGINS: 'chat.example' }, 'environment variable CHAT_ORIGINS: chatOrigins.0: expected'],
    [{}, { TAGALONG_CONFIG: '/no/such.json' }, 'TAGALONG_CONFIG: expected a readable file, received /no/such.json'],
  ])('says of %j with %j which file, which key, what was expected and what came', (file, environment, words) => {
    expect(() => load(file, environment as Record<string, string>)).toThrow(ConfigError);
    expect(() => load(file, environment as Record<string, string>)).toThrow(words);
  });

  it('never quotes a password hash that is wrong in full', () => {
    expect(() => load({ agents: [{ name: 'Bob', passwordHash: 'x'.repeat(500) }] })).not.toThrow('x'.repeat(100));
  });

  it('never quotes what stands in the place of a password', () => {
    expect(() => load({ agents: [{ name: 'Bob', passwordHash: 'open sesame' }] })).toThrow(
      /agents\.0\.passwordHash: expected a bcrypt hash, received 11 characters/,
    );
  });

  it('refuses to listen beyond loopback without agent accounts, and says why', async () => {
    for (const host of ['0.0.0.0', '::', '192.168.0.1', 'chat.example']) {
      expect(() => load({ host })).toThrow('no agent accounts are configured');
    }
    const agents = [{ name: 'Bob', passwordHash: `$2b$12$${'a'.repeat(53)}` }];
    expect(load({ host: '0.0.0.0', agents }).host).toBe('0.0.0.0');
    const parts = { distFolder: folder, demoFolder: null, store: createMemoryStore() };
    await expect(startServer({ ...defaultConfig(), host: '0.0.0.0', port: 0 }, parts)).rejects.toThrow(
      'no agent accounts',
    );
  });

  it('tells loopback from everything else', () => {
    expect(['127.0.0.1', '127.1.2.3', '::1', 'localhost'].every(isLoopback)).toBe(true);
    expect(['0.0.0.0', '10.0.0.1', '127.evil.test', '::', ''].some(isLoopback)).toBe(false);
  });

  it('says which port is taken', async () => {
    const server = await startTestServer();
    const parts = { distFolder: folder, demoFolder: null, store: createMemoryStore() };
    const second = startServer({ ...defaultConfig(), port: server.port }, parts);
    await expect(second).rejects.toThrow(`expected a free port, received ${server.port}`);
    await server.stop();
  });
});

describe('names', () => {
  it('are those of the loopback with the port in use, unless the operator lists others', () => {
    const origins = resolveOrigins(defaultConfig(), 8080, true);
    expect(roleOfHost(origins, '127.0.0.1:8080')).toEqual({ role: 'chat', origin: 'http://127.0.0.1:8080' });
    expect(roleOfHost(origins, 'CHAT.localhost:8080')).toMatchObject({ role: 'chat' });
    expect(roleOfHost(origins, 'blog.localhost:8080')).toMatchObject({ role: 'demo', site: { folder: 'blog' } });
    expect(roleOfHost(origins, 'localhost')).toEqual({ role: 'unknown' });
    expect(roleOfHost(origins, undefined)).toEqual({ role: 'unknown' });
    const own = resolveOrigins({ ...defaultConfig(), chatOrigins: ['https://chat.example'] }, 8080, false);
    expect(roleOfHost(own, 'chat.example')).toEqual({ role: 'chat', origin: 'https://chat.example' });
    expect(roleOfHost(own, '127.0.0.1:8080')).toEqual({ role: 'unknown' });
  });

  it('leave out port 80 as browsers do', () => {
    expect(resolveOrigins(defaultConfig(), 80, true).chat[0]).toBe('http://127.0.0.1');
  });
});
