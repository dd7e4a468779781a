// Two tabs of one site, each with a frame of its own over one storage.

import { describe, expect, it } from 'vitest';
import type { Locks } from '../../../frame/ports.ts';
import { createMemoryStore } from '../../../frame/storage/memory-store.ts';
import { GRACE_MS } from '../../../frame/tabs/presence.ts';
import { stateKey } from '../../../protocol/persisted.ts';
import { startEngine } from '../../support/frame-engine.ts';
import { endedEntry, opened, PLACE, resumed, SESSION, said, VISITOR } from '../../support/frame-facts.ts';
import { createFakeClock, createFakeLocks, NO_LOCKS, settled } from '../../support/frame-fakes.ts';

const KEY = stateKey(PLACE.deployment, PLACE.siteOrigin);

function openTabs(locks: Locks = createFakeLocks()) {
  const shared = { storage: createMemoryStore(), clock: createFakeClock(), locks };
  const [one, other] = [startEngine(shared), startEngine({ ...shared, mark: 'iframe-2' })];
  const begin = async (tab = one) => {
    tab.submit('startChat', { registration: false });
    tab.transport.events.onOpened(opened());
    await settled();
  };
  const stored = () => JSON.parse(shared.storage.get(KEY) ?? 'null')?.saved;
  return { ...shared, one, other, begin, stored };
}

describe('a chat of one tab, in a browser without locks', () => {
  it('makes startChat in another fail with 201, and stays', async () => {
    const { other, begin, stored } = openTabs(NO_LOCKS);
    await begin();
    other.submit('startChat');
    await settled();
    expect(other.heard.at(-1)).toMatchObject(['settle', { outcome: 'failed', error: { code: 201 } }]);
    expect(other.engine.state().life.phase).toBe('idle');
    expect(stored()).toMatchObject({ phase: 'active', session: SESSION });
  });

  it('is not forgotten for a form in another, edited, left or cancelled', async () => {
    const { other, begin, stored, clock } = openTabs(NO_LOCKS);
    other.submit('startChat');
    await begin();
    other.engine.wish({ type: 'registrationEdited', values: { firstname: 'Vera' } });
    await clock.advance(60_000);
    other.lifecycle.hide();
    expect(stored()).toMatchObject({ phase: 'active', session: SESSION });
    other.engine.wish({ type: 'registrationCancelled' });
    expect(stored()).toMatchObject({ phase: 'active', session: SESSION });
  });

  it('is shown by another in place of the form that is sent there', async () => {
    const { other, begin } = openTabs(NO_LOCKS);
    other.submit('startChat');
    await begin();
    other.engine.wish({ type: 'registrationSubmitted', values: { firstname: 'Vera' } });
    expect(other.engine.state().life).toMatchObject({ phase: 'restoring', session: SESSION });
    expect(other.transport.calls).toEqual(['resume after 0']);
  });

  it('is not forgotten when another session ends in another', async () => {
    const { one, other, stored, storage, clock } = openTabs(NO_LOCKS);
    one.submit('startChat', { registration: false });
    other.submit('startChat', { registration: false });
    one.transport.events.onOpened(opened());
    await settled();
    storage.remove(KEY);
    other.transport.events.onOpened({ ...opened(), session: { ...SESSION, sessionId: 'session-2' } });
    await settled();
    one.transport.events.onRefused({ code: 50, description: 'unknown' });
    one.engine.wish({ type: 'closeRequested' });
    await clock.advance(60_000);
    expect(stored()).toMatchObject({ session: { sessionId: 'session-2' } });
  });

  it('gives way once it could not be restored any more', async () => {
    const { one, other, begin, storage, clock, stored } = openTabs(NO_LOCKS);
    await begin();
    one.lifecycle.hide();
    const left = storage.get(KEY) ?? '';
    await clock.advance(31 * 60_000);
    storage.set(KEY, left);
    other.submit('startChat');
    await settled();
    expect(stored()).toMatchObject({ phase: 'registering' });
  });
});

describe('messages on their way, in two tabs of one session', () => {
  const offline = async () => {
    const tabs = openTabs();
    await tabs.begin();
    tabs.other.submit('restoreChat');
    await settled();
    tabs.one.transport.events.onDown();
    tabs.one.engine.wish({ type: 'messageSubmitted', text: 'of the one' });
    // The tests' dice give both tabs the same ids: some more, so that the last has one of its own.
    for (let made = 0; made < 9; made += 1) tabs.other.engine.wish({ type: 'messageSubmitted', text: `other ${made}` });
    const texts = () => tabs.stored().outbox.map(({ text }: { text: string }) => text);
    return { ...tabs, texts };
  };

  it('are all saved, whichever tab writes last', async () => {
    const { one, other, texts } = await offline();
    for (const tab of [one, other, one]) tab.lifecycle.hide();
    expect(texts()).toContain('of the one');
    expect(texts()).toContain('other 8');
  });

  it('are saved no more once they stand in the log', async () => {
    const { one, other, texts } = await offline();
    const { life } = one.engine.state();
    const id = 'outbox' in life ? (life.outbox[0]?.id ?? '') : '';
    for (const tab of [one, other]) {
      tab.transport.answer = () => null;
      tab.transport.events.onResumed(resumed(1));
      tab.transport.events.onPush({ type: 'entries', entries: [said(1, id, VISITOR, 'of the one')] });
      await settled();
      tab.lifecycle.hide();
      expect(texts()).not.toContain('of the one');
      expect(texts()).toContain('other 8');
    }
  });
});

describe('a page that comes back from the back/forward cache', () => {
  it('shows the chat that was begun on a later page', async () => {
    const { one, other, begin } = openTabs();
    other.submit('restoreChat');
    await settled();
    other.lifecycle.hide();
    await begin(one);
    one.lifecycle.hide();
    other.lifecycle.show();
    await settled();
    expect(other.engine.state().life).toMatchObject({ phase: 'restoring', session: SESSION });
    expect(other.heard.at(-1)).toEqual(['layout', { window: 'open' }]);
  });

  it('stays as it was where nothing was begun', async () => {
    const { other, storage } = openTabs();
    other.submit('restoreChat');
    other.lifecycle.hide();
    other.lifecycle.show();
    await settled();
    expect(other.engine.state().life).toMatchObject({ phase: 'idle' });
    expect(storage.get(KEY)).toBeNull();
  });

  it('sends what a later page could not send, and not what that page took back', async () => {
    const { one, other, begin } = openTabs();
    await begin();
    const outboxOf = (tab: typeof one) => {
      const { life } = tab.engine.state();
      return 'outbox' in life ? life.outbox : [];
    };
    one.transport.answer = () => null;
    one.engine.wish({ type: 'messageSubmitted', text: 'taken back later' });
    one.lifecycle.hide();
    other.submit('restoreChat');
    other.transport.answer = () => ({ ok: false, error: { code: 52, description: 'failed' } });
    other.transport.events.onResumed(resumed(0));
    await settled();
    other.engine.wish({ type: 'discardRequested', messageId: outboxOf(other)[0]?.id ?? '' });
    other.transport.events.onDown();
    for (let made = 0; made < 9; made += 1) other.engine.wish({ type: 'messageSubmitted', text: `later ${made}` });
    other.lifecycle.hide();
    one.lifecycle.show();
    const texts = outboxOf(one).map(({ text }) => text);
    expect(texts).not.toContain('taken back later');
    expect(texts).toContain('later 8');
  });

  it('goes on with its own form at once, however slowly locks are given', async () => {
    let isQuick = true;
    const hold: Locks['hold'] = (_, { onHeld }) => {
      if (isQuick) onHeld();
      return () => {};
    };
    const { one, clock } = openTabs({ hold });
    one.submit('startChat');
    isQuick = false;
    one.lifecycle.hide();
    one.lifecycle.show();
    await clock.advance(GRACE_MS);
    expect(one.engine.state().life.phase).toBe('registering');
  });

  describe.each(['registering', 'connecting'])('that was %s', (phase) => {
    const away = async () => {
      const tabs = openTabs(createFakeLocks(queueMicrotask));
      tabs.one.submit('startChat', { registration: phase === 'registering' });
      await settled();
      expect(tabs.one.engine.state().life.phase).toBe(phase);
      tabs.one.lifecycle.hide();
      tabs.other.submit('startChat');
      await settled();
      tabs.other.engine.wish({ type: 'registrationEdited', values: { firstname: 'Vera' } });
      await tabs.clock.advance(1_000);
      return tabs;
    };

    it('gives way with 201 to the form of another tab, which stays as it is', async () => {
      const { one, stored, clock } = await away();
      one.lifecycle.show();
      await clock.advance(GRACE_MS);
      expect(one.engine.state().life.phase).toBe('idle');
      expect(one.heard.find(([method]) => method === 'settle')?.[1]).toMatchObject({ error: { code: 201 } });
      one.engine.wish({ type: 'registrationCancelled' });
      one.lifecycle.hide();
      expect(stored()).toMatchObject({ phase: 'registering', values: { firstname: 'Vera' } });
    });

    it('goes on where the other page is left as well, and its cancelling is the end of what is saved', async () => {
      const { one, other, stored, clock } = await away();
      other.lifecycle.hide();
      one.lifecycle.show();
      await clock.advance(GRACE_MS);
      expect(one.engine.state().life.phase).toBe('registering');
      one.engine.wish({ type: 'registrationCancelled' });
      expect(stored()).toBeUndefined();
    });
  });
});

describe('a chat that two tabs show', () => {
  it.each([
    'by the visitor',
    'by the site',
  ])('ends in both %s in one: nothing is saved, and another may begin', async (how) => {
    const { one, other, begin, stored, clock, locks, storage } = openTabs();
    await begin();
    other.submit('restoreChat');
    await settled();
    other.transport.events.onResumed(resumed(0));
    one.engine.wish({ type: how === 'by the visitor' ? 'endConfirmed' : 'closeRequested' });
    // A sign of life of the tab that has not heard of it.
    await clock.advance(60_000);
    for (const tab of [one, other]) {
      tab.transport.events.onPush({ type: 'entries', entries: [endedEntry(1, 'leaveRequest')] });
      await settled();
    }
    await clock.advance(60_000);
    expect([one, other].map(({ engine }) => engine.state().life.phase)).toEqual(['ended', 'ended']);
    expect(stored()).toBeUndefined();
    for (const tab of [one, other]) tab.lifecycle.hide();
    expect(stored()).toBeUndefined();
    const third = startEngine({ storage, clock, locks });
    third.submit('startChat');
    await settled();
    expect(third.engine.state().life.phase).toBe('registering');
  });
});
