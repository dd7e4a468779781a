// When files are deleted, from the store and from the disk. On a clock that the test moves.

import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWatch } from '../../../server/chats/watch.ts';
import { type Chats, createChats } from '../../../server/chats.ts';
import { createLocalHub } from '../../../server/fanout/local.ts';
import { createServedFiles, type ServedFiles } from '../../../server/files/file-place.ts';
import { createVault } from '../../../server/files/vault.ts';
import { systemRandom } from '../../../server/ports.ts';
import { OWNED_BY_VISITOR } from '../../../server/store/stored-file.ts';
import { createMemoryStore } from '../../support/memory-store.ts';
import { type Json, message, openRequest } from '../../support/server-client.ts';
import { createTestClock, type TestClock } from '../../support/server-clock.ts';
import { removeFolder, temporaryFolder } from '../../support/server-in-process.ts';

const DAY_MS = 86_400_000;
const ROOM = { maxBytes: 1_000, types: ['text/plain'], most: { files: 10, bytes: 1_000, bytesInAll: 5_000 } };

describe('a file that is forgotten', () => {
  let folder = '';
  let clock: TestClock;
  let chats: Chats;
  let files: ServedFiles;
  let sessionId = '';
  let lines: string[] = [];

  beforeEach(async () => {
    folder = temporaryFolder();
    clock = createTestClock();
    lines = [];
    const store = createMemoryStore();
    const shared = { store, clock, random: systemRandom };
    files = createServedFiles(
      { ...shared, vault: createVault(`${folder}/files`), log: (line) => lines.push(line), policy: ROOM },
      'secret',
    );
    const policy = { isAllowedSite: () => true, maxOfflineSeconds: 86_400, retentionDays: 3 };
    chats = createChats({ ...shared, hub: createLocalHub(), policy, watch: createWatch(clock), files });
    const opened: Json = await chats.visitors.open(openRequest(1) as never);
    sessionId = opened.value.session.sessionId;
  });
  afterEach(() => {
    chats.presence.close();
    removeFolder(folder);
  });

  const send = (fileId: string, text = 'some words', sizeBytes = text.length) => {
    const about = { sessionId, fileId, owner: OWNED_BY_VISITOR, name: 'x.txt', mediaType: 'text/plain', sizeBytes };
    return files.receive({ ...about, offset: 0, bytes: Buffer.from(text) });
  };
  const say = (fileId: string) =>
    chats.visitors.handle({ sessionId, writerEpoch: 0 }, { ...message('x'), fileId } as never);
  const stored = () => (existsSync(`${folder}/files`) ? readdirSync(`${folder}/files`) : []);

  it('because no message named it within a day, is gone from the disk, whole or not', async () => {
    await send('file-named');
    await send('file-unused');
    await send('file-begun', 'half', 100);
    await say('file-named');
    clock.jump(DAY_MS - 1);
    await chats.presence.sweep();
    expect(stored()).toHaveLength(3);
    clock.jump(2);
    await chats.presence.sweep();
    expect(stored()).toHaveLength(1);
    expect(await say('file-unused')).toMatchObject({ ok: false });
  });

  it('with its chat, goes with it', async () => {
    await send('file-named');
    await say('file-named');
    await chats.visitors.handle({ sessionId, writerEpoch: 0 }, { type: 'leave', id: 'leave-0001' });
    clock.jump(2 * DAY_MS);
    await chats.presence.sweep();
    expect(stored()).toHaveLength(1);
    clock.jump(2 * DAY_MS);
    await chats.presence.sweep();
    expect(stored()).toEqual([]);
  });

  it('and cannot be removed holds up no other one; that is said once, and tried again', async () => {
    await send('file-first');
    const [first] = stored();
    // A folder is not removed as a file is.
    rmSync(`${folder}/files/${first}`);
    mkdirSync(`${folder}/files/${first}`);
    await send('file-second');
    clock.jump(2 * DAY_MS);
    await chats.presence.sweep();
    expect(stored()).toEqual([first]);
    await chats.presence.sweep();
    expect(lines).toEqual([expect.stringContaining('a forgotten file stays on the disk')]);
    rmSync(`${folder}/files/${first}`, { recursive: true });
    writeFileSync(`${folder}/files/${first}`, '');
    await chats.presence.sweep();
    expect(stored()).toEqual([]);
  });

  it('and is missing on the disk already, is no trouble', async () => {
    await send('file-unused');
    removeFolder(`${folder}/files`);
    clock.jump(2 * DAY_MS);
    await chats.presence.sweep();
    await send('file-newer');
    expect(stored()).toHaveLength(1);
  });
});
