// The store's contract on every store, and what only a file can promise.

import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appendByVisitor } from '../../server/chats/rules.ts';
import { migrate } from '../../server/store/migrate.ts';
import { MIGRATIONS } from '../../server/store/migrations.ts';
import { openSqliteStore } from '../../server/store/sqlite.ts';
import { createMemoryStore } from '../support/memory-store.ts';
import { removeFolder, temporaryFolder } from '../support/server-in-process.ts';
import { draft, type StoreUnderTest, storeContract } from './store-contract.ts';
import { storeWorkContract } from './store-work-contract.ts';

const openMemoryStore = async (): Promise<StoreUnderTest> => {
  const store = createMemoryStore();
  return { store, dispose: () => store.close() };
};

const openStoreInFolder = async (): Promise<StoreUnderTest> => {
  const folder = temporaryFolder();
  const store = openSqliteStore(join(folder, 'new/folder/chat.db'), () => 1);
  return {
    store,
    dispose: async () => {
      await store.close();
      removeFolder(folder);
    },
  };
};

for (const contract of [storeContract, storeWorkContract]) {
  contract('memory store', openMemoryStore);
  contract('SQLite store', openStoreInFolder);
}

describe('a SQLite file', () => {
  let folder = '';
  let file = '';
  beforeEach(() => {
    folder = temporaryFolder();
    file = join(folder, 'chat.db');
  });
  afterEach(() => removeFolder(folder));

  const say = (id: string) => appendByVisitor({ id, contentType: 'text', text: id, at: 5 }, 0);

  it('keeps everything when it is opened again', async () => {
    const first = openSqliteStore(file, () => 1);
    await first.open(draft());
    await first.change('session-1', 'message-1', say('message-1'));
    const [session, entries] = [await first.find('session-1'), await first.entriesAfter('session-1', 0, 10)];
    await first.close();
    const second = openSqliteStore(file, () => 2);
    expect(await second.find('session-1')).toEqual(session);
    expect(await second.entriesAfter('session-1', 0, 10)).toEqual(entries);
    expect(await second.open(draft())).toMatchObject({ created: false });
    await second.close();
  });

  it('shows a change to another handle as soon as it is acknowledged', async () => {
    const [writer, reader] = [openSqliteStore(file, () => 1), openSqliteStore(file, () => 1)];
    await writer.open(draft());
    await writer.change('session-1', 'message-1', say('message-1'));
    expect(await reader.entriesAfter('session-1', 0, 10)).toHaveLength(1);
    await Promise.all([writer.close(), reader.close()]);
  });

  it('interleaves two handles without gaps or doubles', async () => {
    const handles = [openSqliteStore(file, () => 1), openSqliteStore(file, () => 1)];
    await handles[0]!.open(draft());
    for (let number = 0; number < 40; number += 1) {
      // Every third message is sent again through the other handle, as after a lost answer.
      const id = `message-${number - (number % 3 === 2 ? 1 : 0)}`;
      await handles[number % 2]!.change('session-1', id, say(id));
    }
    const entries = await handles[1]!.entriesAfter('session-1', 0, 100);
    expect(entries.map((entry) => entry.index)).toEqual(entries.map((_, position) => position + 1));
    expect(new Set(entries.map((entry) => ('id' in entry ? entry.id : ''))).size).toBe(entries.length);
    expect(entries).toHaveLength(27);
    await Promise.all(handles.map((handle) => handle.close()));
  });

  it('applies each migration once', async () => {
    await openSqliteStore(file, () => 1).close();
    await openSqliteStore(file, () => 2).close();
    const database = new Database(file);
    expect(database.prepare('SELECT version, applied_at FROM migrations').all()).toEqual([
      { version: 1, applied_at: 1 },
      { version: 2, applied_at: 1 },
    ]);
    database.close();
  });

  it('adds the steps that are missing to an older database', () => {
    const database = new Database(file);
    const first = ['CREATE TABLE a (x TEXT)'];
    migrate(database, 1, [first]);
    migrate(database, 2, [first, ['ALTER TABLE a ADD COLUMN y TEXT', "INSERT INTO a (x, y) VALUES ('x', 'y')"]]);
    expect(database.prepare('SELECT x, y FROM a').all()).toEqual([{ x: 'x', y: 'y' }]);
    database.close();
  });

  it('opens a database from before the marks and the files, and goes on with its chats', async () => {
    const old = new Database(file);
    migrate(old, 1, MIGRATIONS.slice(0, 1));
    const columns = `session_id, open_id_hash, token_hash, deployment, site_origin, username, subject, user_data, page,
      max_offline_seconds, status, opened_at, agents, here, last_seen_at, writer_epoch, last_index, revision`;
    old.exec(`INSERT INTO sessions (${columns}) VALUES
      ('session-1', 'open-1', 'token-1', 'default', '', 'Ann', '', '{}', '{"url":"","title":""}',
       60, 'waiting', 1, '[]', 1, 1, 0, 0, 7)`);
    old.close();
    const store = openSqliteStore(file, () => 2);
    expect(await store.find('session-1')).toMatchObject({
      ...{ username: 'Ann', revision: 7, rating: null },
      ...{ visitorReadIndex: 0, agentDeliveredIndex: 0, agentReadIndex: 0 },
    });
    expect(await store.change('session-1', 'message-1', say('message-1'))).toMatchObject({ entries: [{ index: 1 }] });
    await store.close();
  });

  it('finds what is old among many chats, page by page, none twice and none left out', async () => {
    const store = openSqliteStore(file, () => 1);
    const database = new Database(file);
    const columns = `session_id, open_id_hash, token_hash, deployment, site_origin, username, subject, user_data, page,
      max_offline_seconds, status, opened_at, agents, here, last_seen_at, writer_epoch, last_index, revision, ended_at`;
    // Three chats end in each millisecond.
    database.exec(`INSERT INTO sessions (${columns})
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 700)
      SELECT 'session-' || i, 'open-' || i, 't', 'default', '', CASE i WHEN 2 THEN 'Rare' ELSE 'Ann' END, 'tea', '{}',
        '{"url":"","title":""}', 60, 'ended', 1, '[]', 0, 1, 0, 0, 1, 1 + i / 3 FROM n`);
    database.close();
    const found: string[] = [];
    for (let before: number | null = null, more = true; more; ) {
      const page = await store.search(['tea'], before, 100);
      found.push(...page.sessions.map(({ sessionId }) => sessionId));
      ({ more } = page);
      before = page.sessions.at(-1)?.endedAt ?? null;
    }
    expect([found.length, new Set(found).size]).toEqual([700, 700]);
    expect((await store.search(['tea', 'rare'], null, 20)).sessions.map((one) => one.sessionId)).toEqual(['session-2']);
    await store.close();
  });

  it('refuses a database of a newer server', async () => {
    await openSqliteStore(file, () => 1).close();
    const database = new Database(file);
    database.exec('INSERT INTO migrations (version, applied_at) VALUES (99, 1)');
    database.close();
    expect(() => openSqliteStore(file, () => 1)).toThrow('expected schema version 2 or older, received 99');
  });

  it('refuses a place where it cannot be durable', () => {
    expect(() => openSqliteStore(':memory:', () => 1)).toThrow('is not durable');
  });
});
