// How a file arrives when something goes wrong between the disk and the store, or two processes take it at once.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createReceiving, type Receive } from '../../../server/files/receiving.ts';
import { createVault } from '../../../server/files/vault.ts';
import { systemRandom } from '../../../server/ports.ts';
import type { Store } from '../../../server/store/store.ts';
import { OWNED_BY_VISITOR } from '../../../server/store/stored-file.ts';
import { createMemoryStore } from '../../support/memory-store.ts';
import { createTestClock } from '../../support/server-clock.ts';
import { removeFolder, temporaryFolder } from '../../support/server-in-process.ts';

const policy = { maxBytes: 1_000, types: ['text/plain'], most: { files: 10, bytes: 1_000, bytesInAll: 5_000 } };

describe('receiving a file', () => {
  let folder = '';
  let store: Store;
  beforeEach(() => {
    folder = temporaryFolder();
    store = createMemoryStore();
  });
  afterEach(() => removeFolder(folder));

  /** One process over the shared store and folder. */
  const startProcess = (
    change: Partial<Store> = {},
    log: (line: string) => void = () => {},
    most: Partial<typeof policy.most> = {},
    clock = createTestClock(),
  ): Receive =>
    createReceiving({
      ...{ store: { ...store, ...change }, vault: createVault(folder), clock, random: systemRandom },
      ...{ log, policy: { ...policy, most: { ...policy.most, ...most } } },
    });
  const about = {
    sessionId: 'session-1',
    fileId: 'file-0001',
    owner: OWNED_BY_VISITOR,
    name: 'x',
    mediaType: 'text/plain',
  };
  const piece = (text: string, offset: number, sizeBytes: number) => ({
    ...{ ...about, offset, sizeBytes, bytes: Buffer.from(text) },
  });
  const content = async () => {
    const file = await store.findFile('session-1', 'file-0001');
    return (await createVault(folder).head(file?.storageName ?? '', 1_000)).toString();
  };

  it('counts nothing that the store has not taken, and writes it again when it is sent again', async () => {
    const lines: string[] = [];
    const broken = startProcess({ growFile: () => Promise.reject(new Error('disk full')) }, (line) => lines.push(line));
    expect(await broken(piece('lost', 0, 8))).toMatchObject({ ok: false, error: { code: 100 }, retryAfterMs: 30_000 });
    expect(lines).toEqual(['a file could not be stored: disk full']);
    const next = startProcess();
    expect(await next(piece('', 0, 8))).toMatchObject({ value: { receivedBytes: 0 } });
    expect(await next(piece('kept', 0, 8))).toMatchObject({ value: { receivedBytes: 4 } });
    expect(await next(piece('here', 4, 8))).toMatchObject({ value: { receivedBytes: 8, file: { sizeBytes: 8 } } });
    expect(await content()).toBe('kepthere');
  });

  it('by two processes at once ends with one whole file', async () => {
    const processes = [startProcess(), startProcess(), startProcess()];
    const text = 'abcdefghijklmnopqrstuvwxyz';
    const send = async (receive: Receive, step: number) => {
      for (let offset = 0; offset < text.length; ) {
        const answer = await receive(piece(text.slice(offset, offset + step), offset, text.length));
        if (!answer.ok) throw new Error(answer.error.description);
        offset = answer.value.receivedBytes;
      }
    };
    await Promise.all(processes.map((receive, number) => send(receive, 3 + number)));
    expect(await content()).toBe(text);
    expect(await store.findFile('session-1', 'file-0001')).toMatchObject({ isComplete: true, receivedBytes: 26 });
  });

  it('takes nothing of a file whose id is that of another party', async () => {
    const receive = startProcess();
    await receive(piece('mine', 0, 8));
    const theirs = { ...piece('mine', 4, 8), owner: 'agent-bob' };
    expect(await receive(theirs)).toMatchObject({ ok: false, error: { code: 3 } });
    expect(await content()).toBe('mine');
  });

  const NO_ROOM = { ok: false, error: { code: 51 } };
  const of = (fileId: string, sessionId = 'session-1') => ({ ...piece('half', 0, 8), fileId, sessionId });

  it('that was given up takes no more room than it brought, and several at once no more than there is', async () => {
    const receive = startProcess({}, undefined, { bytes: 16 });
    await receive(of('file-given-up'));
    expect(await receive(of('file-0001'))).toMatchObject({ ok: true });
    expect(await receive(of('file-0002'))).toMatchObject({ ok: true });
    expect(await receive(piece('here', 4, 8))).toMatchObject({ value: { receivedBytes: 8 } });
    expect(await receive({ ...of('file-0002'), offset: 4 })).toMatchObject(NO_ROOM);
  });

  it('of any chat finds no room once all of them have what they may have; the log says so once until there is again', async () => {
    const lines: string[] = [];
    const clock = createTestClock();
    const receive = startProcess({}, (line) => lines.push(line), { bytesInAll: 12 }, clock);
    expect(await receive(of('file-0001'))).toMatchObject({ ok: true });
    expect(await receive(of('file-0002', 'session-2'))).toMatchObject({ ok: true });
    expect(await receive(of('file-0003', 'session-3'))).toMatchObject(NO_ROOM);
    expect(await receive(of('file-0004', 'session-4'))).toMatchObject(NO_ROOM);
    expect(lines).toEqual(['files of all chats: 8 bytes; no more are taken (files.bytesInAll is 12)']);
    await store.forgetUnusedFilesBefore(Number.MAX_SAFE_INTEGER);
    await clock.advance(10_000);
    expect(await receive(of('file-0005', 'session-5'))).toMatchObject({ ok: true });
    await receive(of('file-0006', 'session-6'));
    expect(await receive(of('file-0007', 'session-7'))).toMatchObject(NO_ROOM);
    expect(lines).toHaveLength(2);
  });

  it('makes a path of no name but its own', async () => {
    const vault = createVault(folder);
    for (const name of ['../x', '/etc/passwd', '', 'x', '0'.repeat(31), `${'0'.repeat(32)}/..`, '0'.repeat(33)]) {
      await expect(vault.write(name, 0, Buffer.from('x'))).rejects.toThrow('has not made');
      await expect(vault.head(name, 1)).rejects.toThrow('has not made');
      await expect(vault.remove(name)).rejects.toThrow('has not made');
    }
  });
});
