// What every store must do beside sessions and their logs: files, marks, ratings, notes, search and secrets.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { end } from '../../server/chats/lifecycle-rules.ts';
import { rate, seenByAgent, seenByVisitor } from '../../server/chats/mark-rules.ts';
import { accept, appendByAgent, appendByVisitor, transfer } from '../../server/chats/rules.ts';
import type { Store } from '../../server/store/store.ts';
import { GIVEN_UP_MS, OWNED_BY_VISITOR, type StoredFile } from '../../server/store/stored-file.ts';
import { draft, type StoreUnderTest } from './store-contract.ts';

const BOB = { id: 'agent-bob', name: 'Bob' };
const EVE = { id: 'agent-eve', name: 'Eve', avatar: '/avatars/eve.png' };
const ROOM = { files: 10, bytes: 1_000 };

const file = (changes: Partial<StoredFile> = {}): StoredFile => ({
  sessionId: 'session-1',
  fileId: 'file-0001',
  owner: OWNED_BY_VISITOR,
  storageName: '0123456789abcdef0123456789abcdef',
  name: 'Grüße ☂.png',
  mediaType: 'image/png',
  sizeBytes: 100,
  receivedBytes: 0,
  isComplete: false,
  width: null,
  height: null,
  messageId: null,
  createdAt: 50,
  ...changes,
});
const whole = { receivedBytes: 100, isComplete: true, mediaType: 'image/png', width: 3, height: 4 };

export function storeWorkContract(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`${name}: files, marks, notes and search`, () => {
    let under: StoreUnderTest;
    let store: Store;
    beforeEach(async () => {
      under = await open();
      store = under.store;
      await store.open(draft());
    });
    afterEach(() => under.dispose());

    const say = (id: string, text = id, sessionId = 'session-1') =>
      store.change(sessionId, id, appendByVisitor({ id, contentType: 'text', text, at: 5 }, 0));
    const sendFile = (id: string, fileId: string) =>
      store.change(
        'session-1',
        id,
        appendByVisitor({ id, contentType: 'url', text: 'what a client says', at: 5 }, 0, true),
        fileId,
      );

    it('keeps a file as it was announced, and the first word on it', async () => {
      expect(await store.addFile(file(), ROOM)).toEqual(file());
      expect(await store.addFile(file({ name: 'other', storageName: 'other' }), ROOM)).toEqual(file());
      expect(await store.findFile('session-1', 'file-0001')).toEqual(file());
      expect(await store.findStoredFile(file().storageName)).toEqual(file());
      expect(await store.findFile('session-2', 'file-0001')).toBeNull();
      expect(await store.findStoredFile('other')).toBeNull();
    });

    it('gives an owner no more room than there is, in files and in bytes', async () => {
      const many = { files: 2, bytes: 1_000 };
      expect(await store.addFile(file(), many)).not.toBeNull();
      expect(await store.addFile(file({ fileId: 'file-0002', storageName: '2' }), many)).not.toBeNull();
      expect(await store.addFile(file({ fileId: 'file-0003', storageName: '3' }), many)).toBeNull();
      expect(await store.addFile(file(), many)).toEqual(file());
      const another = file({ fileId: 'file-0004', storageName: '4', owner: BOB.id });
      expect(await store.addFile(another, { files: 2, bytes: 99 })).toBeNull();
      expect(await store.addFile(another, { files: 2, bytes: 100 })).toEqual(another);
    });

    it('gives the room of uploads that were given up to a new one, and never that of one in use or on its way', async () => {
      const later = file().createdAt + GIVEN_UP_MS;
      const scarce = { files: 2, bytes: 200 };
      await store.addFile(file(), scarce);
      await store.growFile(file().storageName, 0, whole);
      await sendFile('message-1', 'file-0001');
      await store.addFile(file({ fileId: 'file-0002', storageName: '2' }), scarce);
      const next = file({ fileId: 'file-0003', storageName: '3', createdAt: later });
      expect(await store.addFile(next, scarce)).toBeNull();
      const atLast = { ...next, createdAt: later + 1 };
      expect(await store.addFile(atLast, scarce)).toEqual(atLast);
      expect(await store.findFile('session-1', 'file-0002')).toBeNull();
      expect(await store.findFile('session-1', 'file-0001')).toMatchObject({ messageId: 'message-1' });
      expect(await store.listRemovals(10)).toEqual(['2']);
    });

    it('counts what has come of files, not what was announced, and says how much', async () => {
      const half = { ...whole, receivedBytes: 50, isComplete: false };
      const scarce = { files: 10, bytes: 150 };
      await store.addFile(file(), scarce);
      expect(await store.addFile(file({ fileId: 'file-0002', storageName: '2' }), scarce)).not.toBeNull();
      await store.growFile(file().storageName, 0, half);
      await store.growFile('2', 0, half);
      expect(await store.addFile(file({ fileId: 'file-0003', storageName: '3' }), scarce)).toBeNull();
      await store.addFile(file({ ...half, fileId: 'file-0004', storageName: '4', owner: BOB.id }), scarce);
      expect([await store.fileBytes(file()), await store.fileBytes(null)]).toEqual([100, 150]);
      expect(await store.fileBytes(file({ sessionId: 'session-2' }))).toBe(0);
    });

    it('lets a file grow only from where it is known to be, and not beyond its end', async () => {
      await store.addFile(file(), ROOM);
      const { storageName } = file();
      const half = { ...whole, receivedBytes: 50, isComplete: false, width: null, height: null };
      expect(await store.growFile(storageName, 0, half)).toBe(true);
      expect(await store.growFile(storageName, 0, half)).toBe(false);
      expect(await store.growFile(storageName, 50, whole)).toBe(true);
      expect(await store.growFile(storageName, 100, half)).toBe(false);
      expect(await store.findFile('session-1', 'file-0001')).toEqual(file(whole));
    });

    it('makes a message of a file once, with the file’s own name, and keeps whose it is', async () => {
      await store.addFile(file(), ROOM);
      expect(await sendFile('message-1', 'file-0001')).toMatchObject({ outcome: 'refused', error: { code: 52 } });
      await store.growFile(file().storageName, 0, whole);
      const part = { kind: 'file', fileId: 'file-0001', name: 'Grüße ☂.png', mediaType: 'image/png', sizeBytes: 100 };
      expect(await sendFile('message-1', 'file-0001')).toMatchObject({
        outcome: 'done',
        entries: [{ index: 1, contentType: 'text', text: 'Grüße ☂.png', parts: [{ ...part, width: 3, height: 4 }] }],
      });
      expect(await store.findFile('session-1', 'file-0001')).toMatchObject({ messageId: 'message-1' });
      expect(await sendFile('message-1', 'file-0001')).toMatchObject({
        outcome: 'done',
        entries: [],
        repeated: { index: 1 },
      });
      expect(await sendFile('message-2', 'file-0001')).toMatchObject({ outcome: 'refused', error: { code: 3 } });
    });

    it('makes no message of a file of another party or another session', async () => {
      await store.open(draft({ sessionId: 'session-2', openIdHash: 'open-2' }));
      await store.addFile(file({ ...whole, owner: BOB.id }), ROOM);
      await store.addFile(file({ ...whole, sessionId: 'session-2', fileId: 'file-0002', storageName: '2' }), ROOM);
      for (const fileId of ['file-0001', 'file-0002', 'file-0003']) {
        expect(await sendFile(`message-${fileId}`, fileId)).toMatchObject({ outcome: 'refused', error: { code: 3 } });
      }
      await store.change('session-1', null, accept(BOB, 1));
      const answer = appendByAgent({ id: 'answer-01', contentType: 'text', text: 'x', at: 6 }, BOB, true);
      expect(await store.change('session-1', 'answer-01', answer, 'file-0001')).toMatchObject({ outcome: 'done' });
    });

    it('forgets files that no message named, and files of forgotten sessions, and knows what to remove', async () => {
      await store.addFile(file(whole), ROOM);
      await store.addFile(file({ fileId: 'file-0002', storageName: '2', createdAt: 10 }), ROOM);
      await store.addFile(file({ ...whole, fileId: 'file-0003', storageName: '3', createdAt: 10 }), ROOM);
      await sendFile('message-1', 'file-0003');
      expect(await store.forgetUnusedFilesBefore(50)).toBe(1);
      expect(await store.forgetUnusedFilesBefore(50)).toBe(0);
      expect(await store.listRemovals(10)).toEqual(['2']);
      await store.forgetRemoval('2');
      await store.change('session-1', null, end('agent', 60));
      expect(await store.forgetEndedBefore(61)).toBe(1);
      expect(await store.findFile('session-1', 'file-0003')).toBeNull();
      expect((await store.listRemovals(10)).sort()).toEqual([file().storageName, '3']);
      expect(await store.listRemovals(1)).toHaveLength(1);
    });

    it('raises read marks to the furthest, never beyond the log, never down, and no revision with them', async () => {
      await say('message-1');
      await say('message-2');
      await store.change('session-1', null, accept(BOB, 1));
      const { revision } = (await store.find('session-1'))!;
      const visitor = (readIndex: number) => store.change('session-1', null, seenByVisitor(readIndex));
      const agent = (deliveredIndex: number, readIndex: number, who = BOB) =>
        store.change('session-1', null, seenByAgent(who, { deliveredIndex, readIndex }));
      expect(await visitor(2)).toMatchObject({ raised: false, marked: 'visitor' });
      expect(await visitor(1)).toMatchObject({ raised: false, marked: null });
      expect(await agent(2, 1)).toMatchObject({ raised: false, marked: 'agent' });
      expect(await agent(99, 99, EVE)).toMatchObject({ marked: null });
      expect(await store.find('session-1')).toMatchObject({
        ...{ visitorReadIndex: 2, agentDeliveredIndex: 2, agentReadIndex: 1, revision },
      });
      expect(await agent(0, 99)).toMatchObject({ marked: 'agent' });
      expect(await visitor(99)).toMatchObject({ marked: 'visitor' });
      expect(await store.find('session-1')).toMatchObject({
        ...{ visitorReadIndex: 3, agentDeliveredIndex: 3, agentReadIndex: 3, revision },
      });
    });

    it('keeps the last rating, up to an hour after the end', async () => {
      const rated = (score: number, at: number) =>
        store.change('session-1', null, rate({ score, comment: 'Grüße "☂"' }, at));
      expect(await rated(3, 10)).toMatchObject({ outcome: 'done', raised: true });
      expect(await rated(3, 11)).toMatchObject({ raised: false });
      await store.change('session-1', null, end('agent', 1_000));
      expect(await rated(5, 3_601_000)).toMatchObject({ raised: true });
      expect(await rated(1, 3_601_001)).toMatchObject({ outcome: 'refused', error: { code: 51 } });
      expect(await store.find('session-1')).toMatchObject({ rating: { score: 5, comment: 'Grüße "☂"' } });
    });

    it('hands a chat over by its own agent alone, with both in the log', async () => {
      await store.change('session-1', null, accept(BOB, 1));
      expect(await store.change('session-1', null, transfer(EVE, BOB, 2))).toMatchObject({ outcome: 'refused' });
      expect(await store.change('session-1', null, transfer(BOB, BOB, 2))).toMatchObject({ entries: [] });
      expect(await store.change('session-1', null, transfer(BOB, EVE, 2))).toMatchObject({
        entries: [
          { kind: 'agentDisconnected', party: { id: 3, name: 'Bob' } },
          { kind: 'agentConnected', party: { id: 4, name: 'Eve', avatar: '/avatars/eve.png' } },
        ],
      });
      expect(await store.find('session-1')).toMatchObject({ agentId: EVE.id, status: 'active' });
      expect(await store.countByAgent()).toEqual({ [EVE.id]: 1 });
      await store.change('session-1', null, end('agent', 3));
      expect(await store.countByAgent()).toEqual({});
    });

    it('keeps notes once and in order, within the room that there is, until the session is forgotten', async () => {
      const note = (id: string) => ({ id, text: `Grüße "${id}" \\`, at: 5, agentName: 'Bob' });
      expect(await store.addNote('session-2', note('note-0001'), 2)).toBe('unknown');
      expect(await store.addNote('session-1', note('note-0001'), 2)).toBe('added');
      expect(await store.addNote('session-1', note('note-0001'), 2)).toBe('repeated');
      expect(await store.addNote('session-1', note('note-0000'), 2)).toBe('added');
      expect(await store.addNote('session-1', note('note-0003'), 2)).toBe('tooMany');
      expect(await store.notes('session-1')).toEqual([note('note-0001'), note('note-0000')]);
      await store.change('session-1', null, end('agent', 60));
      await store.forgetEndedBefore(61);
      expect(await store.notes('session-1')).toEqual([]);
    });

    it('keeps a secret for good once it was given one', async () => {
      expect(await store.keepSecret('addresses', 'first')).toBe('first');
      expect(await store.keepSecret('addresses', 'second')).toBe('first');
      expect(await store.keepSecret('others', 'second')).toBe('second');
    });

    describe('search', () => {
      const ids = async (...words: string[]) =>
        (await store.search(words, null, 10)).sessions.map(({ sessionId }) => sessionId);
      beforeEach(async () => {
        await store.open(
          draft({ sessionId: 'session-2', openIdHash: 'open-2', username: 'Bea 50%', userData: { key: 'A_1 Straße' } }),
        );
        await say('message-1', 'A teapot with a "broken" lid\nand 100% milk_oolong');
        await say('message-2', 'Nothing but a cup', 'session-2');
        await store.change('session-1', null, end('agent', 200));
        await store.change('session-2', null, end('agent', 300));
      });

      it('finds ended chats by names, data and words, all of which must be there', async () => {
        expect(await ids('TEAPOT')).toEqual(['session-1']);
        expect(await ids('ann', '"broken"', 'lid')).toEqual(['session-1']);
        expect(await ids('ann', 'cup')).toEqual([]);
        expect(await ids('straße', 'bea')).toEqual(['session-2']);
        expect(await ids('question')).toEqual(['session-2', 'session-1']);
      });

      it('takes signs for themselves, and finds no names of fields', async () => {
        expect(await ids('100%')).toEqual(['session-1']);
        expect(await ids('0%m')).toEqual([]);
        expect(await ids('milk_oolong')).toEqual(['session-1']);
        expect(await ids('a_teapot')).toEqual([]);
        expect(await ids('\\')).toEqual([]);
        expect(await ids("'")).toEqual([]);
        expect(await ids('contentType')).toEqual([]);
        expect(await ids('"key"')).toEqual([]);
      });

      it('finds no chat that goes on, and pages through the others without losing one that ended at the same time', async () => {
        for (const number of [3, 4, 5, 6]) {
          await store.open(draft({ sessionId: `session-${number}`, openIdHash: `open-${number}` }));
          if (number < 6) await store.change(`session-${number}`, null, end('agent', 250));
        }
        const first = await store.search(['question'], null, 2);
        expect(first.sessions.map(({ sessionId }) => sessionId)).toEqual([
          ...['session-2', 'session-3', 'session-4', 'session-5'],
        ]);
        expect(first.more).toBe(true);
        const second = await store.search(['question'], 250, 2);
        expect(second).toMatchObject({ sessions: [{ sessionId: 'session-1' }], more: false });
        expect(await store.search(['question'], 200, 2)).toEqual({ sessions: [], more: false });
      });
    });
  });
}
