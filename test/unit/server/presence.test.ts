// Who is there, and what becomes of those who stay away. On a clock that the test moves.

import { beforeEach, describe, expect, it } from 'vitest';
import type { OpenRequest } from '../../../protocol/server.ts';
import { createWatch } from '../../../server/chats/watch.ts';
import { type Chats, createChats } from '../../../server/chats.ts';
import { createLocalHub } from '../../../server/fanout/local.ts';
import { systemRandom } from '../../../server/ports.ts';
import type { Store } from '../../../server/store/store.ts';
import { createMemoryStore } from '../../support/memory-store.ts';
import { openRequest, resumeRequest } from '../../support/server-client.ts';
import { createTestClock, type TestClock } from '../../support/server-clock.ts';

const policy = { isAllowedSite: () => true, maxOfflineSeconds: 3_600, retentionDays: 0.1 };
const DAY_MS = 86_400_000;

describe('presence', () => {
  let clock: TestClock;
  let store: Store;
  let chats: Chats;
  let session: { sessionId: string; token: string };

  const start = () => {
    const parts = { store, hub: createLocalHub(), clock, random: systemRandom, policy, watch: createWatch(clock) };
    chats = createChats(parts);
  };
  const open = async (changes: Record<string, unknown> = {}) => {
    const opened = await chats.visitors.open(openRequest(1, changes) as OpenRequest);
    if (!opened.ok) throw new Error(opened.error.description);
    session = opened.value.session;
    return opened.value;
  };
  const look = async () => (await store.find(session.sessionId))!;

  beforeEach(() => {
    clock = createTestClock();
    store = createMemoryStore();
    start();
  });

  it('holds a visitor who changes pages to be here all the time', async () => {
    await open();
    const detach = chats.presence.attach(session.sessionId);
    const { revision } = await look();
    detach();
    await clock.advance(2_000);
    chats.presence.attach(session.sessionId);
    await clock.advance(60_000);
    expect(await look()).toMatchObject({ here: true, revision });
  });

  it('holds a visitor whose last channel closed to be away after the grace', async () => {
    await open();
    const [first, second] = [chats.presence.attach(session.sessionId), chats.presence.attach(session.sessionId)];
    first();
    first();
    await clock.advance(10_000);
    expect(await look()).toMatchObject({ here: true });
    second();
    await clock.advance(3_001);
    expect(await look()).toMatchObject({ here: false });
  });

  it('takes a farewell as leaving unless another channel is open', async () => {
    await open();
    const farewell = { type: 'farewell', id: 'farewell-1' } as const;
    const detach = chats.presence.attach(session.sessionId);
    await chats.visitors.handle({ ...session, writerEpoch: 0 }, farewell);
    await clock.advance(5_000);
    expect(await look()).toMatchObject({ here: true });
    detach();
    await clock.advance(5_000);
    expect(await look()).toMatchObject({ here: false });
  });

  it('sees a visitor again who resumes', async () => {
    await open();
    chats.presence.departed(session.sessionId);
    await clock.advance(5_000);
    expect(await look()).toMatchObject({ here: false });
    await chats.visitors.resume(resumeRequest(1, session) as never);
    expect(await look()).toMatchObject({ here: true, lastSeenAt: clock.now() });
  });

  it('writes a sign of life only when it tells something new', async () => {
    await open();
    const scope = { ...session, writerEpoch: 0 };
    const ping = () => chats.visitors.handle(scope, { type: 'ping', id: 'ping-1234' });
    const openedAt = clock.now();
    await clock.advance(900);
    await ping();
    expect((await look()).lastSeenAt).toBe(openedAt);
    await clock.advance(100);
    await ping();
    expect((await look()).lastSeenAt).toBe(clock.now());
    chats.presence.departed(session.sessionId);
    await clock.advance(3_001);
    await ping();
    expect(await look()).toMatchObject({ here: true, lastSeenAt: clock.now() });
  });

  it('notices a visitor who vanished without a word', async () => {
    await open();
    await clock.advance(30_000);
    expect(await look()).toMatchObject({ here: true });
    await clock.advance(11_000);
    expect(await look()).toMatchObject({ here: false });
  });

  it('ends a session that was absent for longer than it allows, with an error as the reason', async () => {
    await open({ maxOfflineSeconds: 600 });
    await clock.advance(600_000);
    expect(await look()).toMatchObject({ status: 'waiting' });
    await clock.advance(10_000);
    expect(await look()).toMatchObject({ status: 'ended', endReason: 'error' });
    expect(await store.entriesAfter(session.sessionId, 0, 10)).toMatchObject([
      { kind: 'sessionEnded', reason: 'error' },
    ]);
  });

  it('never ends a session whose visitor has a channel open', async () => {
    await open({ maxOfflineSeconds: 1 });
    chats.presence.attach(session.sessionId);
    await clock.advance(3_600_000);
    expect(await look()).toMatchObject({ status: 'waiting', here: true });
  });

  it("caps what a site allows by the operator's limit", async () => {
    const { limits } = await open({ maxOfflineSeconds: 86_400 });
    expect(limits.maxOfflineSeconds).toBe(3_600);
  });

  it('counts absence from its own start: nobody is ended because the server was away', async () => {
    await open({ maxOfflineSeconds: 600 });
    chats.presence.departed(session.sessionId);
    await clock.advance(5_000);
    chats.presence.close();
    await clock.advance(DAY_MS);
    start();
    await clock.advance(590_000);
    expect(await look()).toMatchObject({ status: 'waiting' });
    await clock.advance(20_000);
    expect(await look()).toMatchObject({ status: 'ended' });
  });

  it('ends nobody because the machine slept or its clock was set', async () => {
    for (const jumpMs of [DAY_MS, -DAY_MS]) {
      await open({ maxOfflineSeconds: 600 });
      chats.presence.departed(session.sessionId);
      await clock.advance(10_000);
      clock.jump(jumpMs);
      await clock.advance(590_000);
      expect([jumpMs, (await look()).status]).toEqual([jumpMs, 'waiting']);
      expect(await chats.visitors.resume(resumeRequest(1, session) as never)).toMatchObject({
        value: { lastIndex: 0 },
      });
    }
  });

  it('holds a visitor who comes first after a sleep to be there, even before the sweep', async () => {
    await open({ maxOfflineSeconds: 600 });
    chats.presence.departed(session.sessionId);
    await clock.advance(10_000);
    clock.jump(DAY_MS);
    expect(await chats.visitors.resume(resumeRequest(1, session) as never)).toMatchObject({ value: { lastIndex: 0 } });
    expect(await look()).toMatchObject({ status: 'waiting', here: true });
  });

  it('ends an overdue session at its resume, even before the sweep', async () => {
    await open({ maxOfflineSeconds: 600 });
    chats.presence.departed(session.sessionId);
    await clock.advance(5_000);
    chats.presence.close();
    await clock.advance(700_000);
    const resumed = await chats.visitors.resume(resumeRequest(1, session) as never);
    expect(resumed).toMatchObject({ ok: true, value: { lastIndex: 1 } });
    expect(await look()).toMatchObject({ status: 'ended', endReason: 'error' });
  });

  it('forgets ended chats after the retention', async () => {
    await open();
    await chats.visitors.handle({ ...session, writerEpoch: 0 }, { type: 'leave', id: 'leave-123' });
    await clock.advance(policy.retentionDays * DAY_MS - 10_000);
    expect(await store.find(session.sessionId)).not.toBeNull();
    await clock.advance(20_000);
    expect(await store.find(session.sessionId)).toBeNull();
  });

  it('stops for good when closed, twice too', async () => {
    await open({ maxOfflineSeconds: 1 });
    chats.presence.close();
    chats.presence.close();
    await clock.advance(DAY_MS);
    expect(await look()).toMatchObject({ status: 'waiting' });
  });
});
