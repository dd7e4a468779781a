// Two tabs that write one saved state: whichever writes last, and however far behind it is, no later page loses anything.

import { describe, expect, it } from 'vitest';
import { WRITE_DELAY_MS } from '../../../../frame/session/historian.ts';
import { createMemoryRows } from '../../../../frame/storage/history-rows.ts';
import { createMemoryStore } from '../../../../frame/storage/memory-store.ts';
import { stateKey } from '../../../../protocol/persisted.ts';
import type { TranscriptEntry } from '../../../../protocol/session.ts';
import { startEngine } from '../../../support/frame-engine.ts';
import { opened, PLACE, resumed, said, VISITOR } from '../../../support/frame-facts.ts';
import {
  createFakeChannels,
  createFakeClock,
  createFakeLocks,
  NO_LOCKS,
  settled,
} from '../../../support/frame-fakes.ts';

const KEY = stateKey(PLACE.deployment, PLACE.siteOrigin);
const talk = (from: number, until: number): TranscriptEntry[] =>
  Array.from({ length: until - from + 1 }, (_, place) => said(from + place));

type Tab = ReturnType<typeof startEngine>;
const push = (tab: Tab, entries: TranscriptEntry[]) => tab.transport.events.onPush({ type: 'entries', entries });
const lifeOf = ({ engine }: Tab) => {
  const { life } = engine.state();
  if (life.phase !== 'active' && life.phase !== 'restoring') throw new Error(`no chat: ${life.phase}`);
  return life;
};
const indexesTold = ({ heard }: Tab) =>
  heard.flatMap(([method, value]) => {
    const { name, event } = value as { name: string; event: { index: number } };
    return method === 'event' && name === 'messageReceived' ? [event.index] : [];
  });

/** Two tabs with a way of their own each: the one has heard of everything, the other is behind. */
async function openTabs(until: number, otherUntil: number) {
  const shared = { storage: createMemoryStore(), clock: createFakeClock(), locks: NO_LOCKS, rows: createMemoryRows() };
  const one = startEngine(shared);
  one.submit('startChat', { registration: false });
  one.transport.events.onOpened(opened());
  await settled();
  const other = startEngine({ ...shared, mark: 'iframe-of-other' });
  for (const tab of [one, other]) tab.transport.answer = () => null;
  other.submit('restoreChat');
  await settled();
  other.transport.events.onResumed(resumed(otherUntil));
  await settled();
  push(one, talk(1, until));
  push(other, talk(1, otherUntil));
  await settled();
  const next = async () => {
    const page = startEngine({ ...shared, mark: 'iframe-of-next' });
    page.transport.answer = () => null;
    page.submit('restoreChat');
    await settled();
    return page;
  };
  const stored = () => JSON.parse(shared.storage.get(KEY) ?? 'null').saved;
  return { ...shared, one, other, next, stored };
}

describe('a tab that is behind and writes last', () => {
  it('costs a later page nothing but a question: it asks after what it has, and hears all once', async () => {
    const { one, other, next, stored } = await openTabs(9, 4);
    one.lifecycle.hide();
    other.lifecycle.hide();
    expect(stored().lastIndex).toBe(4);
    const page = await next();
    expect(page.transport.calls).toContain('resume after 4');
    page.transport.events.onResumed(resumed(9));
    await settled();
    push(page, talk(5, 9));
    await settled();
    expect(lifeOf(page).transcript.entries).toEqual(talk(1, 9));
    expect(indexesTold(page)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('leaves in place what the other has still to send', async () => {
    const { one, other, next, stored } = await openTabs(9, 4);
    one.transport.events.onDown();
    one.engine.wish({ type: 'messageSubmitted', text: 'not sent yet' });
    const [{ id }] = lifeOf(one).outbox as unknown as [{ id: string }];
    for (const tab of [one, other]) tab.lifecycle.hide();
    expect(stored().outbox).toMatchObject([{ id, text: 'not sent yet' }]);
    expect(lifeOf(await next()).outbox).toMatchObject([{ id, text: 'not sent yet', status: 'waiting' }]);
  });

  it('may bring back what the log has by now: it goes out under its own id, and leaves when the log says so', async () => {
    const { one, other, next, stored, storage } = await openTabs(9, 4);
    one.transport.events.onDown();
    one.engine.wish({ type: 'messageSubmitted', text: 'once' });
    const [{ id }] = lifeOf(one).outbox as unknown as [{ id: string }];
    const before = storage.get(KEY) ?? '';
    one.transport.events.onResumed(resumed(10));
    push(one, [said(10, id, VISITOR, 'once')]);
    one.lifecycle.hide();
    expect(stored().outbox).toEqual([]);
    // Two processes: the other has read what was there a moment before.
    storage.set(KEY, before);
    other.lifecycle.hide();
    expect(stored()).toMatchObject({ lastIndex: 4, outbox: [{ id }] });

    const page = await next();
    page.transport.events.onResumed(resumed(10));
    await settled();
    const appended = page.transport.requests.filter(({ type }) => type === 'append');
    expect(appended).toMatchObject([{ id, text: 'once' }]);
    push(page, [...talk(5, 9), said(10, id, VISITOR, 'once')]);
    await settled();
    expect(lifeOf(page)).toMatchObject({ outbox: [], transcript: { lastIndex: 10 } });
    expect(indexesTold(page)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('takes nothing from the history that the other keeps', async () => {
    const { one, other, next, clock } = await openTabs(150, 140);
    await clock.advance(WRITE_DELAY_MS);
    for (const tab of [one, other]) tab.lifecycle.hide();
    expect(lifeOf(await next()).transcript).toMatchObject({ firstIndex: 1, lastIndex: 140 });
  });
});

describe('a tab that follows', () => {
  it('leaves the history to the one that leads', async () => {
    const shared = {
      ...{ storage: createMemoryStore(), clock: createFakeClock(), channels: createFakeChannels() },
      locks: createFakeLocks(queueMicrotask),
    };
    const [rows, unused] = [createMemoryRows(), createMemoryRows()];
    const leader = startEngine({ ...shared, rows });
    leader.submit('startChat', { registration: false });
    await settled();
    leader.transport.events.onOpened(opened());
    await settled();
    const follower = startEngine({ ...shared, rows: unused, mark: 'iframe-of-follower' });
    follower.submit('restoreChat');
    await shared.clock.advance(1_000);
    push(leader, talk(1, 150));
    await shared.clock.advance(2 * WRITE_DELAY_MS);
    expect([leader.engine.state().role, follower.engine.state().role]).toEqual(['leader', 'follower']);
    expect(lifeOf(follower).transcript.lastIndex).toBe(150);
    expect(await rows.read('session-1', 1, 150)).toEqual(talk(1, 150));
    expect(await unused.read('session-1', 1, 150)).toEqual([]);
  });
});
