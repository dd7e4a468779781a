// Several tabs with one chat: one of them has the way to the server, the others show and hand over.

import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../../frame/storage/memory-store.ts';
import { ANSWER_LIMIT_MS, ASK_EVERY_MS } from '../../../frame/tabs/leadership.ts';
import { NEWER_WRITER } from '../../../protocol/errors.ts';
import { startEngine } from '../../support/frame-engine.ts';
import { AGENT, endedEntry, opened, resumed, SESSION, said } from '../../support/frame-facts.ts';
import { createFakeClock, createFakeLocks, settled } from '../../support/frame-fakes.ts';
import { logged, openBrowser } from '../../support/frame-tabs.ts';

describe('a tab beside the one that leads', () => {
  it('has its chat at once from that tab, without a way to the server of its own', async () => {
    const { begin, follow } = openBrowser();
    const one = await begin();
    await one.push(said(1), said(2));
    const other = await follow();
    expect([one.role(), other.role()]).toEqual(['leader', 'follower']);
    expect(other.life()).toMatchObject({ phase: 'active', transport: { status: 'up' } });
    expect(other.texts()).toEqual(['text 1', 'text 2']);
    expect(other.transport.calls).toEqual([]);
    expect(other.heard).toContainEqual(['settle', expect.objectContaining({ outcome: 'session', restored: true })]);
  });

  it('shows live what comes, and tells its own page of it once', async () => {
    const { begin, follow } = openBrowser();
    const one = await begin();
    const other = await follow();
    await one.push(said(1));
    await one.push(said(1), said(2));
    expect(other.texts()).toEqual(['text 1', 'text 2']);
    expect(other.told()).toEqual(['messageReceived', 'messageReceived']);
  });

  it('shows who types, and who has stopped', async () => {
    const { begin, follow } = openBrowser();
    const one = await begin();
    const other = await follow();
    one.transport.events.onPush({ type: 'agentTyping', party: AGENT, isTyping: true });
    await settled();
    expect(other.life()).toMatchObject({ typing: AGENT });
    one.transport.events.onPush({ type: 'agentTyping', party: AGENT, isTyping: false });
    await settled();
    expect(other.life()).toMatchObject({ typing: null });
  });

  it('follows the leader of the next chat too, whatever was counted in the one before', async () => {
    const { begin, follow } = openBrowser();
    const one = await begin();
    one.lifecycle.hide();
    one.lifecycle.show();
    await settled();
    one.transport.events.onResumed({ ...resumed(0), writerEpoch: 7 });
    await one.push(endedEntry(1));
    const other = await follow();
    other.submit('startChat', { registration: false });
    await settled();
    other.transport.events.onOpened({
      ...opened(),
      session: { ...SESSION, sessionId: 'session-2' },
      writerEpoch: 1,
    });
    await settled();
    one.submit('restoreChat', {}, 'of the next chat');
    await settled();
    expect([other.role(), one.role()]).toEqual(['leader', 'follower']);
  });

  it('hands over what is written in it: one message in flight for all tabs, in the order of writing', async () => {
    const { begin, follow } = openBrowser();
    const one = await begin();
    const [other, third] = [await follow(), await follow()];
    one.transport.answer = () => null;
    await other.say('first');
    await one.say('second');
    await third.say('third');
    expect(one.sent()).toEqual(['first']);
    const waiting = ['first: sending', 'second: waiting', 'third: waiting'];
    expect([one.outbox(), other.outbox(), third.outbox()]).toEqual([waiting, waiting, waiting]);
    await one.push(logged(1, one));
    await one.push(logged(2, one));
    await one.push(logged(3, one));
    expect(one.sent()).toEqual(['first', 'second', 'third']);
    for (const tab of [one, other, third]) {
      expect(tab.texts()).toEqual(['first', 'second', 'third']);
      expect(tab.outbox()).toEqual([]);
      expect(tab.told()).toEqual(['messageReceived', 'messageReceived', 'messageReceived']);
    }
    expect([...other.sent(), ...third.sent()]).toEqual([]);
  });

  it('shows a refused message as refused, tries it again and takes it back for all tabs', async () => {
    const { begin, follow } = openBrowser();
    const one = await begin();
    const other = await follow();
    one.transport.answer = () => ({ ok: false, error: { code: 307, description: 'Too long.' } });
    await one.say('refused');
    expect(other.outbox()).toEqual(['refused: failed']);
    const idOf = () => {
      const now = other.life();
      return 'outbox' in now ? (now.outbox[0]?.id ?? '') : '';
    };
    other.engine.wish({ type: 'retryRequested', messageId: idOf() });
    await settled();
    expect(one.sent()).toEqual(['refused', 'refused']);
    expect([one.outbox(), other.outbox()]).toEqual([['refused: failed'], ['refused: failed']]);
    other.engine.wish({ type: 'discardRequested', messageId: idOf() });
    await settled();
    expect([one.outbox(), other.outbox()]).toEqual([[], []]);
    await other.clock.advance(2 * ASK_EVERY_MS);
    expect([one.outbox(), other.outbox()]).toEqual([[], []]);
  });

  it('cannot bring back what was taken back and it has not heard of', async () => {
    const { begin, follow, clock, postShared } = openBrowser();
    const one = await begin();
    const other = await follow();
    one.transport.answer = () => ({ ok: false, error: { code: 307, description: 'Too long.' } });
    await one.say('taken back');
    const { life } = one.engine.state();
    const [item] = 'outbox' in life ? life.outbox : [];
    one.engine.wish({ type: 'discardRequested', messageId: item?.id ?? '' });
    await settled();
    // Of a tab that thaws, quicker than the news that waits for it.
    await postShared({ type: 'mine', afterIndex: 0, outbox: [item] });
    expect([one.outbox(), one.sent()]).toEqual([[], ['taken back']]);
    // A tab that will never hear that news hears it once it shows what it has.
    await postShared({ to: null, askedIndex: null, knownIndex: 0, writerEpoch: 1, up: true, outbox: [item] });
    expect(other.outbox()).toEqual(['taken back: failed']);
    await clock.advance(ASK_EVERY_MS);
    expect(other.outbox()).toEqual([]);
  });

  it('has what was read in one tab as read in all', async () => {
    const { begin, follow } = openBrowser();
    const one = await begin();
    const [other, third] = [await follow(), await follow()];
    await one.push(said(1));
    other.engine.wish({ type: 'conversationSeen' });
    await settled();
    for (const tab of [one, other, third]) expect(tab.life()).toMatchObject({ seenIndex: 1 });
  });

  it('tells a leader once of a message that is not taken any more, because that is ending the chat', async () => {
    const { begin, follow, spoken } = openBrowser();
    const one = await begin();
    const other = await follow();
    one.transport.answer = () => null;
    await one.say('first');
    await one.say('second');
    one.engine.wish({ type: 'endConfirmed' });
    await one.push(logged(1, one));
    spoken.length = 0;
    await other.say('third');
    other.freeze();
    expect([one.outbox(), other.outbox()]).toEqual([['second: waiting'], ['second: sending', 'third: waiting']]);
    expect(spoken).toMatchObject([{ type: 'mine' }, { type: 'shared' }]);
  });

  it('keeps its window and its draft to itself', async () => {
    const { begin, follow } = openBrowser();
    const one = await begin();
    const other = await follow();
    one.engine.wish({ type: 'minimizeRequested' });
    one.engine.wish({ type: 'draftEdited', text: 'half a sen' });
    await settled();
    expect(other.life()).toMatchObject({ window: 'open', draft: '' });
  });

  it('has the commands of its site carried out', async () => {
    const { begin, follow } = openBrowser();
    const one = await begin();
    const other = await follow();
    const commands = await other.engine.commands();
    expect(await commands.setUserData({ sessionId: 'session-1', userData: { a: 'b' } })).toEqual({
      ok: true,
      value: null,
    });
    expect(one.transport.requests.map(({ type }) => type)).toContain('setUserData');
    expect(other.transport.requests).toEqual([]);
  });

  it('loses and regains its line with the tab that leads', async () => {
    const { begin, follow } = openBrowser();
    const one = await begin();
    const other = await follow();
    one.transport.events.onDown();
    await settled();
    expect(other.life()).toMatchObject({ transport: { status: 'down' } });
    one.transport.events.onResumed({ ...resumed(0), writerEpoch: 1 });
    await settled();
    expect(other.life()).toMatchObject({ transport: { status: 'up' } });
    expect(other.told()).toEqual(['interrupted', 'continued']);
  });

  it('ends with the session, whether the log says so or not', async () => {
    for (const end of ['entry', 'refusal'] as const) {
      const { begin, follow } = openBrowser();
      const one = await begin();
      const other = await follow();
      if (end === 'entry') await one.push(endedEntry(1));
      else one.transport.events.onRefused({ code: 50, description: 'unknown' });
      await settled();
      expect(other.life()).toMatchObject({ phase: 'ended', reason: end === 'entry' ? 'agent' : 'error' });
      expect(other.told().filter((name) => name === 'sessionEnded')).toHaveLength(1);
    }
  });

  it('ends the chat for all tabs, also while there is no way to the server', async () => {
    const { begin, follow } = openBrowser();
    const one = await begin();
    const other = await follow();
    one.transport.events.onDown();
    await settled();
    other.engine.wish({ type: 'endConfirmed' });
    await settled();
    expect([one.life().phase, other.life().phase]).toEqual(['ended', 'ended']);
    one.transport.events.onResumed(resumed(0));
    await settled();
    expect(one.transport.requests.map(({ type }) => type)).toContain('leave');
  });
});

describe('the lead', () => {
  it('is claimed from the server, and once', async () => {
    const { begin, follow } = openBrowser();
    const one = await begin();
    const other = await follow();
    one.lifecycle.hide();
    await settled();
    expect(other.role()).toBe('leader');
    expect(other.transport.cursor?.()).toMatchObject({ claim: true, writerEpoch: 0 });
    other.transport.events.onResumed({ ...resumed(0), writerEpoch: 2 });
    expect(other.transport.cursor?.()).toMatchObject({ writerEpoch: 2 });
    expect(other.transport.cursor?.()).not.toHaveProperty('claim');
  });

  it('goes to the next tab when its tab is left, which sends what was still to be sent, once', async () => {
    const { begin, follow } = openBrowser();
    const one = await begin();
    const other = await follow();
    one.transport.answer = () => null;
    await one.say('from one');
    await other.say('from other');
    one.lifecycle.hide();
    await settled();
    expect(other.transport.calls).toEqual(['resume after 0']);
    other.transport.answer = () => null;
    other.transport.events.onResumed({ ...resumed(0), writerEpoch: 2 });
    await settled();
    expect(other.sent()).toEqual(['from one']);
    await other.push(logged(1, other));
    expect(other.sent()).toEqual(['from one', 'from other']);
    expect(other.told()).toEqual(['messageReceived']);
  });

  it('comes with what a page had written while nobody led, and has saved, and is gone', async () => {
    const { begin, follow } = openBrowser();
    const one = await begin();
    const [other, third] = [await follow(), await follow()];
    one.lifecycle.hide();
    other.engine.wish({ type: 'messageSubmitted', text: 'between two leaders' });
    other.lifecycle.hide();
    await settled();
    third.transport.events.onResumed({ ...resumed(0), writerEpoch: 2 });
    await settled();
    expect(third.sent()).toEqual(['between two leaders']);
  });

  it('is found by the third tab with the second, which gets what it has written', async () => {
    const { begin, follow, clock } = openBrowser();
    const one = await begin();
    const [other, third] = [await follow(), await follow()];
    one.freeze();
    await third.say('said to nobody');
    one.lifecycle.hide();
    await settled();
    other.transport.events.onResumed({ ...resumed(0), writerEpoch: 2 });
    await clock.advance(ASK_EVERY_MS);
    expect([other.role(), third.role()]).toEqual(['leader', 'follower']);
    expect(other.sent()).toEqual(['said to nobody']);
    expect(third.transport.calls).toEqual([]);
  });

  it('is not asked for by a page that is left, which the back/forward cache would not take', async () => {
    const { begin, locks } = openBrowser();
    const one = await begin();
    one.lifecycle.hide();
    await settled();
    expect(locks.holders()).toBe(0);
  });

  it('hears, from a page that is gone when it thaws, what was written there', async () => {
    const { begin, follow } = openBrowser();
    const one = await begin();
    one.freeze();
    const other = await follow();
    await other.say('to be sent by somebody');
    other.lifecycle.hide();
    one.thaw();
    await settled();
    expect(one.sent()).toEqual(['to be sent by somebody']);
  });

  it('is taken from a tab that is frozen, which follows when it thaws and has lost nothing', async () => {
    const { begin, follow, clock } = openBrowser();
    const one = await begin();
    const other = await follow();
    one.freeze();
    await one.say('said in the cold');
    await clock.advance(ASK_EVERY_MS + ANSWER_LIMIT_MS);
    expect(other.role()).toBe('leader');
    other.transport.events.onResumed({ ...resumed(0), writerEpoch: 2 });
    await other.push(said(1));
    one.thaw();
    await clock.advance(ASK_EVERY_MS);
    expect(one.role()).toBe('follower');
    expect(one.texts()).toEqual(['text 1']);
    expect(other.sent()).toEqual(['said in the cold']);
  });

  it('is not believed from a tab that thaws and takes itself for the leader, by those who have heard a later writer', async () => {
    const { begin, follow, postShared } = openBrowser();
    const one = await begin();
    const other = await follow();
    one.transport.events.onResumed({ ...resumed(0), writerEpoch: 3 });
    await one.push(said(1), said(2));
    await postShared({ to: null, askedIndex: null, knownIndex: 1, writerEpoch: 2, up: false });
    expect(other.life()).toMatchObject({ transport: { status: 'up' } });
    expect(other.texts()).toEqual(['text 1', 'text 2']);
  });

  it('takes nothing back that another tab has heard of and this one has not, before it has asked the server', async () => {
    const { begin, follow, postShared, clock } = openBrowser();
    const one = await begin();
    one.transport.events.onResumed({ ...resumed(0), writerEpoch: 1 });
    const other = await follow();
    await one.push(said(1));
    await postShared({ to: null, askedIndex: null, knownIndex: 2, writerEpoch: 1, up: true, entries: [said(2)] });
    expect(other.texts()).toEqual(['text 1', 'text 2']);
    await clock.advance(ASK_EVERY_MS);
    expect(one.transport.calls).toContain('resume after 1');
    expect(other.texts()).toEqual(['text 1', 'text 2']);
    one.transport.events.onResumed({ ...resumed(2), writerEpoch: 1 });
    await one.push(said(2), said(3));
    expect(other.told()).toEqual(['messageReceived', 'messageReceived', 'messageReceived']);
  });

  it('takes back what the server itself has lost', async () => {
    const { begin, follow, clock } = openBrowser();
    const one = await begin();
    const other = await follow();
    await one.push(said(1), said(2));
    for (const _ of ['hears of it', 'goes on', 'makes sure']) {
      one.transport.events.onResumed({ ...resumed(1), writerEpoch: 1 });
      await clock.advance(ASK_EVERY_MS);
    }
    expect([one.texts(), other.texts()]).toEqual([['text 1'], ['text 1']]);
  });

  it('is given up by whom the server refuses as the older writer, without an end of the chat', async () => {
    const { begin, clock } = openBrowser();
    const one = await begin();
    one.transport.answer = ({ type }) =>
      type === 'append' ? { ok: false, error: NEWER_WRITER } : { ok: true, value: {} };
    await one.say('too late');
    expect(one.life()).toMatchObject({ phase: 'active' });
    expect(one.outbox()).toEqual(['too late: sending']);
    await clock.advance(1_000);
    expect(one.transport.calls.at(-1)).toBe('resume after 0');
    expect(one.transport.cursor?.()).toMatchObject({ claim: true });
    one.transport.answer = () => null;
    one.transport.events.onResumed({ ...resumed(0), writerEpoch: 3 });
    expect(one.sent()).toEqual(['too late', 'too late']);
    one.transport.events.onRefused(NEWER_WRITER);
    expect(one.life()).toMatchObject({ phase: 'active' });
  });

  it('is no tab’s where a browser has no lines between tabs: each has its own way, and claims nothing', async () => {
    const shared = { storage: createMemoryStore(), clock: createFakeClock(), locks: createFakeLocks(queueMicrotask) };
    const one = startEngine(shared);
    one.submit('startChat', { registration: false });
    await settled();
    one.transport.events.onOpened(opened());
    const other = startEngine({ ...shared, mark: 'iframe-2' });
    other.submit('restoreChat');
    await settled();
    expect(other.transport.calls).toEqual(['resume after 0']);
    expect(other.transport.cursor?.()).not.toHaveProperty('claim');
    expect([one, other].map(({ engine }) => engine.state().role)).toEqual(['solo', 'solo']);
  });
});
