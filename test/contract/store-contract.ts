// What every store must do, whatever it is made of.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NEWER_WRITER } from '../../protocol/errors.ts';
import { end, endIfAbsent, signOfLife } from '../../server/chats/lifecycle-rules.ts';
import { accept, appendByAgent, appendByVisitor } from '../../server/chats/rules.ts';
import type { Store } from '../../server/store/store.ts';
import type { Decision, SessionDraft } from '../../server/store/stored-session.ts';

export type StoreUnderTest = { store: Store; dispose(): Promise<void> };

export const draft = (changes: Partial<SessionDraft> = {}): SessionDraft => ({
  sessionId: 'session-1',
  openIdHash: 'open-1',
  tokenHash: 'token-1',
  deployment: 'default',
  siteOrigin: 'http://localhost:8080',
  username: 'Ann',
  subject: 'A question',
  userData: { email: 'ann@example.test', age: 42, vip: true, none: null },
  page: { url: 'http://localhost:8080/', title: 'Shop ☂ "quoted"' },
  maxOfflineSeconds: 1_800.5,
  openedAt: 1_800_000_000_000,
  writerEpoch: 0,
  ...changes,
});

const BOB = { id: 'agent-bob', name: 'Bob' };
const EVE = { id: 'agent-eve', name: 'Eve' };
const visitorSays = (id: string, text = id, epoch = 0) =>
  appendByVisitor({ id, contentType: 'text', text, at: 5 }, epoch);
const agentSays = (id: string, agent = BOB) => appendByAgent({ id, contentType: 'text', text: id, at: 6 }, agent);

export function storeContract(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`${name}: the contract of a store`, () => {
    let under: StoreUnderTest;
    let store: Store;
    beforeEach(async () => {
      under = await open();
      store = under.store;
    });
    afterEach(() => under.dispose());

    const say = (id: string, text?: string, epoch?: number) =>
      store.change('session-1', id, visitorSays(id, text, epoch));
    const log = (afterIndex = 0, limit = 1_000) => store.entriesAfter('session-1', afterIndex, limit);

    it('gives back a session as it was opened', async () => {
      const { session, created } = await store.open(draft());
      expect(created).toBe(true);
      expect(session).toMatchObject(draft());
      expect(session).toMatchObject({ status: 'waiting', lastIndex: 0, agents: [], agentId: null, here: true });
      expect(await store.find('session-1')).toEqual(session);
    });

    it('finds a session by its open id, and none by another', async () => {
      const { session } = await store.open(draft());
      expect(await store.findByOpenId('open-1')).toEqual(session);
      expect(await store.findByOpenId('open-2')).toBeNull();
    });

    it('knows no session that was never opened', async () => {
      expect(await store.find('session-1')).toBeNull();
      expect(await store.change('session-1', 'm1', visitorSays('m1'))).toEqual({ outcome: 'unknown' });
      expect(await log()).toEqual([]);
    });

    it('opens one session for one open id and gives it the newest token', async () => {
      await store.open(draft());
      const again = await store.open(draft({ sessionId: 'session-2', tokenHash: 'token-2', username: 'Other' }));
      expect(again).toMatchObject({ created: false, session: { sessionId: 'session-1', username: 'Ann' } });
      expect(await store.find('session-1')).toMatchObject({ tokenHash: 'token-2' });
      expect(await store.find('session-2')).toBeNull();
    });

    it('opens one session even if the same open comes twice at once', async () => {
      const opened = await Promise.all(
        [1, 2, 3, 4].map((number) => store.open(draft({ sessionId: `session-${number}`, tokenHash: `t${number}` }))),
      );
      expect(new Set(opened.map(({ session }) => session.sessionId)).size).toBe(1);
      expect(opened.filter(({ created }) => created)).toHaveLength(1);
    });

    it('numbers entries from 1 without gaps, also when they come at once', async () => {
      await store.open(draft());
      await Promise.all(Array.from({ length: 50 }, (_, number) => say(`message-${number}`)));
      expect((await log()).map((entry) => entry.index)).toEqual(Array.from({ length: 50 }, (_, number) => number + 1));
      expect(await store.find('session-1')).toMatchObject({ lastIndex: 50 });
    });

    it('keeps a message as it was written', async () => {
      await store.open(draft());
      const text = 'Grüße ☂ 👩‍💻 "quotes" \\ \' \u0000 \n <b>';
      const change = await say('message-1', text);
      expect(change).toMatchObject({ outcome: 'done', raised: true, entries: [{ index: 1, text }] });
      expect(await log()).toEqual([
        {
          kind: 'message',
          index: 1,
          at: 5,
          id: 'message-1',
          contentType: 'text',
          text,
          party: { id: 1, name: 'Ann', kind: 'visitor' },
        },
      ]);
    });

    it('returns the stored entry for a repeated message id and adds nothing', async () => {
      await store.open(draft());
      await say('message-1', 'first');
      const repeated = await say('message-1', 'second');
      expect(repeated).toMatchObject({
        outcome: 'done',
        raised: false,
        entries: [],
        repeated: { index: 1, text: 'first' },
      });
      expect(await log()).toHaveLength(1);
    });

    it('keeps message ids unique by session, not beyond', async () => {
      await store.open(draft());
      await store.open(draft({ sessionId: 'session-2', openIdHash: 'open-2' }));
      await say('message-1');
      await store.change('session-2', 'message-1', visitorSays('message-1'));
      expect(await store.entriesAfter('session-2', 0, 10)).toMatchObject([{ index: 1 }]);
    });

    it('still knows a repeated message after the end, and refuses a new one', async () => {
      await store.open(draft());
      await say('message-1');
      await store.change('session-1', null, end('leaveRequest', 9));
      expect(await say('message-1')).toMatchObject({ outcome: 'done', repeated: { index: 1 } });
      expect(await say('message-2')).toMatchObject({ outcome: 'refused', error: { code: 51 } });
      expect((await log()).map((entry) => entry.kind)).toEqual(['message', 'sessionEnded']);
    });

    it('refuses a writer that is older than the newest seen, and takes one without fencing', async () => {
      await store.open(draft());
      expect(await say('message-1', 'new', 7)).toMatchObject({ outcome: 'done' });
      expect(await say('message-2', 'old', 6)).toMatchObject({ outcome: 'refused', error: NEWER_WRITER });
      expect(await say('message-3', 'unfenced', 0)).toMatchObject({ outcome: 'done' });
      expect(await store.find('session-1')).toMatchObject({ writerEpoch: 7, lastIndex: 2 });
    });

    it('gives agents their party ids in the order of joining', async () => {
      await store.open(draft());
      await store.change('session-1', null, accept(BOB, 1));
      await store.change('session-1', 'answer-1', agentSays('answer-1'));
      const handOver = (): Decision => ({ patch: { agentId: null, status: 'waiting' }, entries: [] });
      await store.change('session-1', null, handOver);
      await store.change('session-1', null, accept(EVE, 2));
      await store.change('session-1', null, handOver);
      await store.change('session-1', null, accept(BOB, 3));
      const parties = (await log()).map((entry) => ('party' in entry ? [entry.party.id, entry.party.name] : []));
      expect(parties).toEqual([
        [3, 'Bob'],
        [3, 'Bob'],
        [4, 'Eve'],
        [3, 'Bob'],
      ]);
    });

    it('lets one of two agents who accept at once have the chat', async () => {
      await store.open(draft());
      const outcomes = await Promise.all([BOB, EVE].map((agent) => store.change('session-1', null, accept(agent, 1))));
      expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['done', 'refused']);
      expect(await log()).toHaveLength(1);
    });

    it('changes nothing when the decision throws', async () => {
      await store.open(draft());
      const broken = store.change('session-1', null, () => {
        throw new Error('broken rule');
      });
      await expect(broken).rejects.toThrow('broken rule');
      expect(await say('message-1')).toMatchObject({ outcome: 'done', entries: [{ index: 1 }] });
    });

    it('raises the revision only for what an agent can see', async () => {
      const { session } = await store.open(draft());
      const quiet = await store.change('session-1', null, signOfLife(session.openedAt + 5, 3));
      expect(quiet).toMatchObject({ raised: false, session: { revision: 1, writerEpoch: 3 } });
      expect(await say('message-1')).toMatchObject({ raised: true, session: { revision: 2 } });
      expect(await store.change('session-1', null, endIfAbsent(0, 0))).toMatchObject({ raised: false });
    });

    it('pages through a log from any index', async () => {
      await store.open(draft());
      for (let number = 1; number <= 7; number += 1) await say(`message-${number}`);
      expect((await log(0, 3)).map((entry) => entry.index)).toEqual([1, 2, 3]);
      expect((await log(5, 3)).map((entry) => entry.index)).toEqual([6, 7]);
      expect(await log(7, 3)).toEqual([]);
    });

    it('lists open sessions from the oldest, ended ones from the newest', async () => {
      for (const number of [1, 2, 3, 4]) {
        await store.open(
          draft({ sessionId: `session-${number}`, openIdHash: `open-${number}`, openedAt: 100 + number }),
        );
      }
      await store.change('session-2', null, end('agent', 200));
      await store.change('session-4', null, end('agent', 300));
      expect((await store.listOpen()).map(({ sessionId }) => sessionId)).toEqual(['session-1', 'session-3']);
      expect((await store.listEnded(10)).map(({ sessionId }) => sessionId)).toEqual(['session-4', 'session-2']);
      expect(await store.listEnded(1)).toHaveLength(1);
    });

    it('forgets what ended before a time, log and all, and nothing else', async () => {
      await store.open(draft());
      await store.open(draft({ sessionId: 'session-2', openIdHash: 'open-2' }));
      await say('message-1');
      await store.change('session-1', null, end('agent', 200));
      expect(await store.forgetEndedBefore(200)).toBe(0);
      expect(await store.forgetEndedBefore(201)).toBe(1);
      expect(await store.find('session-1')).toBeNull();
      expect(await log()).toEqual([]);
      expect(await store.find('session-2')).not.toBeNull();
    });

    it('remembers logins until they are forgotten', async () => {
      const login = { agentName: 'Bob', credentialHash: 'hash', expiresAt: 500 };
      await store.saveLogin('token-1', login);
      await store.saveLogin('token-2', { ...login, expiresAt: 100 });
      await store.forgetLoginsBefore(200);
      expect(await store.findLogin('token-1')).toEqual(login);
      expect(await store.findLogin('token-2')).toBeNull();
      await store.forgetLogin('token-1');
      expect(await store.findLogin('token-1')).toBeNull();
    });

    it('says that it can answer', async () => {
      await expect(store.check()).resolves.toBeUndefined();
    });
  });
}
