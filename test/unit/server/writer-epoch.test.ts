// Which of a visitor's tabs may write: the server counts the claims, and refuses whoever has an older one.

import { beforeEach, describe, expect, it } from 'vitest';
import { NEWER_WRITER } from '../../../protocol/errors.ts';
import type { OpenRequest, ResumeRequest } from '../../../protocol/server.ts';
import type { SessionKey } from '../../../protocol/session.ts';
import { createWatch } from '../../../server/chats/watch.ts';
import { createChats } from '../../../server/chats.ts';
import { createLocalHub } from '../../../server/fanout/local.ts';
import { systemRandom } from '../../../server/ports.ts';
import { createMemoryStore } from '../../support/memory-store.ts';
import { newId, openRequest, resumeRequest } from '../../support/server-client.ts';
import { createTestClock } from '../../support/server-clock.ts';

const policy = { isAllowedSite: () => true, maxOfflineSeconds: 3_600, retentionDays: 1 };

const opening = (): OpenRequest => openRequest(8080, { claim: true }) as OpenRequest;

function startChats() {
  const clock = createTestClock();
  const store = createMemoryStore();
  const chats = createChats({
    ...{ store, clock, hub: createLocalHub(), random: systemRandom, policy },
    watch: createWatch(clock),
  });
  return { store, visitors: chats.visitors };
}

describe('the claim to be the only one that writes', () => {
  let { store, visitors } = startChats();
  let key: SessionKey;
  beforeEach(async () => {
    ({ store, visitors } = startChats());
    const opened = await visitors.open(opening());
    if (!opened.ok) throw new Error(opened.error.description);
    key = opened.value.session;
    expect(opened.value.writerEpoch).toBe(1);
  });

  const resume = (words: { writerEpoch?: number; claim?: boolean }) =>
    visitors.resume({ ...resumeRequest(8080, key, 0), ...words } as ResumeRequest);
  const say = (writerEpoch: number, id = newId()) =>
    visitors.handle(
      { sessionId: key.sessionId, writerEpoch },
      { type: 'append', id, contentType: 'text', text: 'Hello' },
    );

  it('gives each claim an epoch of its own, also to two that come at once', async () => {
    const answers = await Promise.all([resume({ claim: true }), resume({ claim: true })]);
    expect(answers.map((answer) => answer.ok && answer.value.writerEpoch).sort()).toEqual([2, 3]);
  });

  it('refuses every write of an older epoch, and lets the newest write', async () => {
    await resume({ claim: true });
    const scope = { sessionId: key.sessionId, writerEpoch: 1 };
    const old = [
      await say(1),
      await visitors.handle(scope, { type: 'setUserData', id: newId(), userData: { a: 'b' } }),
      await visitors.handle(scope, { type: 'deleteUserData', id: newId(), keys: ['a'] }),
      await visitors.handle(scope, { type: 'leave', id: newId() }),
    ];
    for (const answer of old) expect(answer).toEqual({ ok: false, error: NEWER_WRITER });
    expect(await say(2)).toEqual({ ok: true, value: { index: 1 } });
    expect((await store.find(key.sessionId))?.status).toBe('waiting');
  });

  it('refuses an older writer that comes back, and goes on with the newest under its epoch', async () => {
    await resume({ claim: true });
    expect(await resume({ writerEpoch: 1 })).toEqual({ ok: false, error: NEWER_WRITER });
    expect(await resume({ writerEpoch: 2 })).toMatchObject({ ok: true, value: { writerEpoch: 2 } });
    expect((await store.find(key.sessionId))?.writerEpoch).toBe(2);
  });

  it('answers an older writer that repeats what stands in the log with its place', async () => {
    const id = newId();
    expect(await say(1, id)).toMatchObject({ ok: true, value: { index: 1 } });
    await resume({ claim: true });
    expect(await say(1, id)).toMatchObject({ ok: true, value: { index: 1 } });
  });

  it('does not hold who never claimed: they write as before', async () => {
    await resume({ claim: true });
    expect(await resume({ writerEpoch: 0 })).toMatchObject({ ok: true, value: { writerEpoch: 0 } });
    expect(await say(0)).toMatchObject({ ok: true });
  });

  it('gives a repeated open its own epoch, above the first', async () => {
    const request = opening();
    const epochs = [await visitors.open(request), await visitors.open(request)].map(
      (answer) => answer.ok && answer.value.writerEpoch,
    );
    expect(epochs).toEqual([1, 2]);
  });
});
