// A visitor's end of a chat: it is over here within seconds whatever becomes of the way to the server, and the server hears
// of it, from this page or from a later one.

import { describe, expect, it } from 'vitest';
import { ANSWER_LIMIT_MS, ASK_EVERY_MS } from '../../../frame/tabs/leadership.ts';
import { REQUEST_LIMIT_MS } from '../../../frame/transport/transport.ts';
import {
  COMMAND_FAILED,
  COMMAND_STOPPED,
  NEWER_WRITER,
  SERVER_UNAVAILABLE,
  SESSION_UNKNOWN,
} from '../../../protocol/errors.ts';
import { HANDSHAKE_LIMIT_MS } from '../../../protocol/limits.ts';
import { leavesKey, stateKey } from '../../../protocol/persisted.ts';
import { endedEntry, PLACE, resumed, SESSION, said, T0 } from '../../support/frame-facts.ts';
import { createRefusingStore, type FakeTransport, settled } from '../../support/frame-fakes.ts';
import { openBrowser } from '../../support/frame-tabs.ts';

const STATE = stateKey(PLACE.deployment, PLACE.siteOrigin);
const LEAVES = leavesKey(STATE);

type World = ReturnType<typeof openBrowser>;
type Tab = Awaited<ReturnType<World['begin']>>;

const leavesIn = ({ requests }: FakeTransport) => requests.filter(({ type }) => type === 'leave').length;
const ends = (tab: Tab) => tab.told().filter((name) => name === 'sessionEnded').length;
const refusing = (error: object) => (request: { type: string }) =>
  request.type === 'leave' ? { ok: false, error } : { ok: true, value: { entries: [] } };

async function end(tab: Tab): Promise<void> {
  tab.engine.wish({ type: 'endConfirmed' });
  await settled();
}

/** Two tabs; the way of the first, which leads, does not answer a leave. */
async function openTwo() {
  const browser = openBrowser();
  const one = await browser.begin();
  await one.push(said(1));
  const other = await browser.follow();
  one.transport.answer = ({ type }) => (type === 'leave' ? null : { ok: true, value: {} });
  return { ...browser, one, other };
}

/** A page that has ended its chat without a way to the server. */
async function endedOffline(browser: World = openBrowser()) {
  const one = await browser.begin();
  one.transport.events.onDown();
  await end(one);
  return { ...browser, one };
}

const owedIn = ({ storage }: Pick<World, 'storage'>) => JSON.parse(storage.get(LEAVES) ?? 'null')?.leaves ?? [];

describe('an end of which nothing is heard', () => {
  it('is shown once the server has not answered in its time, and said again', async () => {
    const { begin, clock } = openBrowser();
    const one = await begin();
    one.transport.answer = refusing(SERVER_UNAVAILABLE);
    await end(one);
    expect(one.life()).toMatchObject({ phase: 'ended', reason: 'leaveRequest', leaveOwed: true });
    one.transport.answer = () => ({ ok: true, value: {} });
    await clock.advance(2_500);
    expect(leavesIn(one.transport)).toBe(2);
    expect(one.life()).toMatchObject({ phase: 'ended', leaveOwed: false });
    expect([ends(one), one.transport.calls.at(-1)]).toEqual([1, 'close']);
  });

  it('is heard of where its answer was lost and the log tells of it', async () => {
    const { begin, ...browser } = openBrowser();
    const one = await begin();
    one.transport.answer = refusing(SERVER_UNAVAILABLE);
    await end(one);
    await one.push(endedEntry(1, 'leaveRequest'));
    expect(one.life()).toMatchObject({ phase: 'ended', leaveOwed: false });
    expect(owedIn(browser)).toEqual([]);
  });

  it('is said again over a way that was opened anew without a word of its loss', async () => {
    const { begin } = openBrowser();
    const one = await begin();
    one.transport.answer = ({ type }) => (type === 'leave' ? null : { ok: true, value: {} });
    await end(one);
    one.transport.events.onResumed(resumed(0));
    expect(leavesIn(one.transport)).toBe(2);
  });

  it('is said anew by the tab that leads after it was refused for another writer', async () => {
    const { one, clock } = await openTwo();
    one.transport.answer = refusing(NEWER_WRITER);
    await end(one);
    one.transport.answer = () => ({ ok: true, value: {} });
    await clock.advance(600);
    one.transport.events.onResumed(resumed(1));
    await settled();
    expect(leavesIn(one.transport)).toBe(2);
    expect([one.life().phase, ends(one)]).toEqual(['ended', 1]);
  });
});

describe('an end in a tab that follows', () => {
  it.each(['is frozen', 'is left'])('is told to the server where the tab that leads %s before it has', async (how) => {
    const { one, other, clock } = await openTwo();
    if (how === 'is frozen') one.freeze();
    await end(other);
    if (how === 'is left') one.lifecycle.hide();
    await clock.advance(ASK_EVERY_MS + ANSWER_LIMIT_MS + 3_000);
    expect(other.transport.calls).toContain('resume after 1');
    other.transport.events.onResumed({ ...resumed(1), writerEpoch: 2 });
    await settled();
    expect(leavesIn(other.transport)).toBeGreaterThan(0);
    await clock.advance(REQUEST_LIMIT_MS);
    expect([other.life().phase, ends(other)]).toEqual(['ended', 1]);
  });

  it('is seen to by each tab that showed the chat, because the one that ended it may be gone', async () => {
    const { one, other } = await openTwo();
    one.transport.events.onDown();
    await end(one);
    one.lifecycle.hide();
    await settled();
    expect(other.life()).toMatchObject({ phase: 'ended', leaveOwed: true });
    other.transport.events.onResumed(resumed(1));
    await settled();
    expect(leavesIn(other.transport)).toBe(1);
  });

  it('is told to the server at once by the tab that leads, where the one that ended it had yet to be answered', async () => {
    const { begin, postShared } = openBrowser();
    const one = await begin();
    one.transport.answer = ({ type }) => ({ ok: true, value: type === 'leave' ? {} : { entries: [] } });
    await postShared({ type: 'over', reason: 'leaveRequest' });
    expect(one.life()).toMatchObject({ phase: 'ended', leaveOwed: false });
    expect(leavesIn(one.transport)).toBe(1);
  });

  it('is the end in another tab too, where the page that ended it is gone without a word', async () => {
    const { one, other, clock } = await openTwo();
    await end(one);
    one.freeze();
    await clock.advance(ASK_EVERY_MS + ANSWER_LIMIT_MS + 3_000);
    other.transport.events.onResumed({ ...resumed(1), writerEpoch: 2 });
    await settled();
    expect(leavesIn(other.transport)).toBe(1);
    expect([other.life().phase, ends(other)]).toEqual(['ended', 1]);
  });
});

describe('what is kept of an end', () => {
  it('is what it takes to say it, and nothing once the server has heard of it', async () => {
    const { begin, storage } = openBrowser();
    const one = await begin();
    one.transport.answer = ({ type }) => (type === 'leave' ? null : { ok: true, value: {} });
    await one.push(said(1));
    await end(one);
    expect(storage.get(STATE)).toBeNull();
    expect(JSON.parse(storage.get(LEAVES) ?? '')).toEqual({ version: 1, leaves: [{ session: SESSION, owedAt: T0 }] });
    await one.push(endedEntry(2, 'leaveRequest'));
    expect(storage.get(LEAVES)).toBeNull();
  });

  it('goes where another tab hears of the end, because the page that ended it may be gone', async () => {
    const { one, other, storage } = await openTwo();
    await end(other);
    other.lifecycle.hide();
    await settled();
    expect(storage.get(LEAVES)).not.toBeNull();
    await one.push(endedEntry(2, 'leaveRequest'));
    expect(storage.get(LEAVES)).toBeNull();
  });

  it('goes where the server refuses it for good', async () => {
    const world = await endedOffline();
    expect(owedIn(world)).toHaveLength(1);
    world.one.transport.events.onRefused(SESSION_UNKNOWN);
    expect(owedIn(world)).toEqual([]);
    const { begin, ...browser } = openBrowser();
    const two = await begin();
    two.transport.answer = refusing(COMMAND_STOPPED);
    await end(two);
    expect(owedIn(browser)).toEqual([]);
  });
});

describe('a page after one that went before the server had heard of its end', () => {
  it('says it, finds no chat, and tells its site of nothing', async () => {
    const { one, follow, ...browser } = await endedOffline();
    one.lifecycle.hide();
    const later = await follow();
    const nothing = [['settle', { requestId: 'restoreChat-1', outcome: 'noSession' }]];
    const heard = () => later.heard.filter(([method]) => method !== 'layout');
    expect(heard()).toEqual(nothing);
    const [way] = later.transport.others;
    expect(way?.cursor?.()).toMatchObject({ session: SESSION, writerEpoch: 0 });
    way?.events.onResumed(resumed(1));
    await settled();
    expect(way && leavesIn(way)).toBe(1);
    expect(way?.calls.at(-1)).toBe('close');
    expect(owedIn(browser)).toEqual([]);
    expect([later.life().phase, heard()]).toEqual(['idle', nothing]);
  });

  it('begins a new chat at once', async () => {
    const { one, begin, storage } = await endedOffline();
    one.lifecycle.hide();
    const later = await begin();
    expect(later.life().phase).toBe('active');
    expect(later.transport.calls).toEqual(['start']);
    expect(storage.get(LEAVES)).not.toBeNull();
    later.transport.others[0]?.events.onResumed(resumed(1));
    await settled();
    expect(storage.get(LEAVES)).toBeNull();
  });

  it.each([COMMAND_FAILED, SERVER_UNAVAILABLE])('says it until it is heard, case %#', async (error) => {
    const { one, follow, clock, ...browser } = await endedOffline();
    one.lifecycle.hide();
    const later = await follow();
    const [way] = later.transport.others as [FakeTransport];
    way.answer = refusing(error);
    way.events.onResumed(resumed(1));
    await settled();
    expect(owedIn(browser)).toHaveLength(1);
    way.answer = () => ({ ok: true, value: {} });
    if (error === SERVER_UNAVAILABLE) way.events.onResumed(resumed(1));
    await clock.advance(2_500);
    expect(leavesIn(way)).toBe(2);
    expect(owedIn(browser)).toEqual([]);
  });

  it('forgets it where the server does not know the chat any more', async () => {
    const { one, follow, ...browser } = await endedOffline();
    one.lifecycle.hide();
    const later = await follow();
    later.transport.others[0]?.events.onRefused(SESSION_UNKNOWN);
    expect(owedIn(browser)).toEqual([]);
  });

  it('has no way open while it is left itself, and goes on when it is shown again', async () => {
    const { one, follow } = await endedOffline();
    one.lifecycle.hide();
    const later = await follow();
    later.lifecycle.hide();
    expect(later.transport.others[0]?.calls.at(-1)).toBe('close');
    later.lifecycle.show();
    await settled();
    expect(later.transport.others[1]?.calls).toEqual([expect.stringMatching(/^resume/)]);
  });

  it('asks no server after so long that none has it any more', async () => {
    const { one, follow, clock } = await endedOffline();
    one.lifecycle.hide();
    clock.jump(31 * 86_400_000);
    const later = await follow();
    expect(later.transport.others).toEqual([]);
  });

  it('takes what it cannot read for nothing', async () => {
    for (const text of ['{', '7', '{"version":2,"leaves":[]}', '{"version":1,"leaves":[{"session":{}}]}']) {
      const { storage, follow } = openBrowser();
      storage.set(LEAVES, text);
      const later = await follow();
      expect([later.life().phase, later.transport.others]).toEqual(['idle', []]);
    }
  });

  it('keeps nothing that nobody will say: each later page would fetch the conversation for it', async () => {
    const { one, follow, clock, storage } = await endedOffline();
    one.lifecycle.hide();
    clock.jump(31 * 86_400_000);
    await follow();
    expect(storage.get(LEAVES)).toBeNull();
    storage.set(LEAVES, '{"version":1}');
    await follow();
    expect(storage.get(LEAVES)).toBeNull();
  });
});

describe('a page that ended its chat without a way', () => {
  it('says so also after it has begun another', async () => {
    const { one, clock, storage } = await endedOffline();
    one.submit('startChat', { registration: false }, 'next');
    await settled();
    await clock.advance(5_000);
    one.transport.others[0]?.events.onResumed(resumed(0));
    await settled();
    expect(one.transport.others.map(leavesIn)).toEqual([1]);
    expect(storage.get(LEAVES)).toBeNull();
  });

  it('says so also after it has begun another where nothing can be kept', async () => {
    const browser = openBrowser();
    Object.assign(browser.storage, createRefusingStore());
    const { one, clock } = await endedOffline(browser);
    one.submit('startChat', { registration: false }, 'next');
    await settled();
    await clock.advance(5_000);
    one.transport.others[0]?.events.onResumed(resumed(0));
    await settled();
    expect(one.transport.others.map(leavesIn)).toEqual([1]);
  });
});

describe('a page that comes back from the back/forward cache', () => {
  it('shows no chat that was ended meanwhile', async () => {
    const { one, other, clock } = await openTwo();
    other.lifecycle.hide();
    await settled();
    one.transport.events.onDown();
    await end(one);
    one.lifecycle.hide();
    other.lifecycle.show();
    await clock.advance(1_000);
    expect(other.life()).toMatchObject({ phase: 'ended', reason: 'leaveRequest' });
    expect(ends(other)).toBe(1);
  });
});

describe('a page that was left while it was ending its chat', () => {
  it('says so when it comes back', async () => {
    const { begin } = openBrowser();
    const one = await begin();
    one.transport.answer = ({ type }) => (type === 'leave' ? null : { ok: true, value: {} });
    await end(one);
    one.lifecycle.hide();
    one.lifecycle.show();
    await settled();
    expect(one.transport.calls.at(-1)).toBe('resume after 0');
    one.transport.events.onResumed(resumed(0));
    expect(leavesIn(one.transport)).toBe(2);
  });
});

describe('session.leave', () => {
  /** Time goes on as long as a page waits for its frame, and then stands still. */
  async function leave(tab: Tab, clock: World['clock']) {
    const answer = (await tab.engine.commands()).leave({ sessionId: SESSION.sessionId });
    await clock.advance(HANDSHAKE_LIMIT_MS - 1);
    return answer;
  }

  it('says 100 where the chat is not over in time, which is before the page gives up on the frame', async () => {
    const { begin, clock } = openBrowser();
    const one = await begin();
    one.transport.answer = refusing(COMMAND_FAILED);
    expect(await leave(one, clock)).toMatchObject({ ok: false, error: { code: 100 } });
    expect(one.life()).toMatchObject({ phase: 'active', leaving: 'show' });
  });

  it('succeeds where the server does not answer: the chat is over, and the server hears of it later', async () => {
    const { begin, clock } = openBrowser();
    const one = await begin();
    one.transport.answer = ({ type }) => (type === 'leave' ? new Promise(() => {}) : { ok: true, value: {} });
    expect(await leave(one, clock)).toEqual({ ok: true, value: null });
    expect(one.life()).toMatchObject({ phase: 'ended', leaveOwed: true });
  });
});
