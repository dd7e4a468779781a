// Tabs of one site, each of which knows by a lock whether another one has a chat.

import { describe, expect, it } from 'vitest';
import type { Locks } from '../../../frame/ports.ts';
import { createMemoryStore } from '../../../frame/storage/memory-store.ts';
import { GRACE_MS } from '../../../frame/tabs/presence.ts';
import { stateKey } from '../../../protocol/persisted.ts';
import { startEngine } from '../../support/frame-engine.ts';
import { endedEntry, opened, PLACE, SESSION } from '../../support/frame-facts.ts';
import { createFakeClock, createFakeLocks, settled } from '../../support/frame-fakes.ts';

const KEY = stateKey(PLACE.deployment, PLACE.siteOrigin);
const OTHER = { ...opened(), session: { ...SESSION, sessionId: 'session-2' } };

/** Tabs of one browser, in which no lock is given at once. */
function openBrowser() {
  const locks = createFakeLocks(queueMicrotask);
  const shared = { storage: createMemoryStore(), clock: createFakeClock(), locks };
  const openTab = () => {
    const tab = startEngine(shared);
    const phase = () => tab.engine.state().life.phase;
    return { ...tab, phase, settlements: () => tab.heard.filter(([name]) => name === 'settle').map(([, it]) => it) };
  };
  type Tab = ReturnType<typeof openTab>;
  const ask = async (tab: Tab, method: 'startChat' | 'restoreChat', options = {}, requestId: string = method) => {
    tab.submit(method, options, requestId);
    await settled();
  };
  const chat = async (tab: Tab, answer = opened()) => {
    await ask(tab, 'startChat', { registration: false }, 'chat');
    tab.transport.events.onOpened(answer);
    await settled();
  };
  const stored = () => JSON.parse(shared.storage.get(KEY) ?? 'null')?.saved;
  return { ...shared, openTab, ask, chat, stored };
}

const refusedWith201 = (requestId: string) => ({ requestId, outcome: 'failed', error: { code: 201 } });

describe('a browser that never answers who asks for a lock', () => {
  const silent: Locks = { hold: () => () => {} };

  it('does not stand in the way of a chat, or of a form that comes back', async () => {
    const shared = { storage: createMemoryStore(), clock: createFakeClock(), locks: silent };
    const page = startEngine(shared);
    page.submit('startChat');
    await shared.clock.advance(2 * GRACE_MS);
    page.engine.wish({ type: 'registrationEdited', values: { firstname: 'Vera' } });
    page.lifecycle.hide();
    const next = startEngine(shared);
    next.submit('restoreChat');
    await shared.clock.advance(2 * GRACE_MS);
    expect(next.engine.state().life).toMatchObject({ phase: 'registering', values: { firstname: 'Vera' } });
  });

  it('leaves it to what is saved whether another tab has a chat', async () => {
    const shared = { storage: createMemoryStore(), clock: createFakeClock(), locks: silent };
    const [one, other] = [startEngine(shared), startEngine({ ...shared, mark: 'iframe-2' })];
    one.submit('startChat', { registration: false });
    await shared.clock.advance(2 * GRACE_MS);
    one.transport.events.onOpened(opened());
    await settled();
    other.submit('startChat');
    await shared.clock.advance(2 * GRACE_MS);
    expect(other.heard.at(-1)).toMatchObject(['settle', refusedWith201('startChat-1')]);
  });
});

describe('startChat beside another tab', () => {
  it.each([
    'with a form',
    'with a chat',
  ])('%s fails with 201 after the grace, and leaves that tab alone', async (how) => {
    const { openTab, ask, chat, clock, stored } = openBrowser();
    const [one, other] = [openTab(), openTab()];
    await (how === 'with a form' ? ask(one, 'startChat') : chat(one));
    const before = [one.phase(), stored()];
    await ask(other, 'startChat');
    expect(other.settlements()).toEqual([]);
    await clock.advance(GRACE_MS);
    expect(other.settlements()).toMatchObject([refusedWith201('startChat')]);
    expect(other.phase()).toBe('idle');
    expect([one.phase(), stored()]).toEqual(before);
  });

  it('waits for no time where no other tab has a chat', async () => {
    const { openTab, ask } = openBrowser();
    const tab = openTab();
    await ask(tab, 'startChat');
    expect(tab.phase()).toBe('registering');
  });

  it('takes the page before it in the same tab, which is a moment late to go, for no other tab', async () => {
    const { openTab, ask, clock } = openBrowser();
    const [before, after] = [openTab(), openTab()];
    await ask(before, 'startChat');
    await ask(after, 'startChat');
    await clock.advance(GRACE_MS / 2);
    before.lifecycle.hide();
    await settled();
    expect(after.phase()).toBe('registering');
  });

  it('begins once the other tab has cancelled, ended, or gone', async () => {
    const { openTab, ask, chat } = openBrowser();
    const [first, second, third, fourth] = [openTab(), openTab(), openTab(), openTab()];
    await ask(first, 'startChat');
    first.engine.wish({ type: 'registrationCancelled' });
    await chat(second);
    second.transport.events.onPush({ type: 'entries', entries: [endedEntry(1)] });
    await ask(third, 'startChat');
    expect([first.phase(), second.phase(), third.phase()]).toEqual(['idle', 'ended', 'registering']);
    third.lifecycle.hide();
    await ask(fourth, 'startChat');
    expect(fourth.phase()).toBe('registering');
  });

  it('is not refused for a tab that was refused itself', async () => {
    const { openTab, ask, clock } = openBrowser();
    const [one, other, third] = [openTab(), openTab(), openTab()];
    await ask(one, 'startChat');
    await ask(other, 'startChat');
    await clock.advance(GRACE_MS);
    one.lifecycle.hide();
    await ask(third, 'startChat');
    expect(third.phase()).toBe('registering');
  });
});

describe('startChat where a chat is saved that no tab shows', () => {
  it.each([true, false])('begins a new one in its place (registration: %s)', async (registration) => {
    const { openTab, ask, chat, stored } = openBrowser();
    const [before, after] = [openTab(), openTab()];
    await chat(before);
    before.lifecycle.hide();
    await ask(after, 'startChat', { registration });
    expect(stored()).toMatchObject({ phase: registration ? 'registering' : 'connecting' });
    if (registration) after.engine.wish({ type: 'registrationSubmitted', values: { firstname: 'Vera' } });
    after.transport.events.onOpened(OTHER);
    expect(stored()).toMatchObject({ phase: 'active', session: OTHER.session });
  });
});

describe('restoreChat beside another tab', () => {
  it('with a form finds nothing, and what that tab has typed stays', async () => {
    const { openTab, ask, clock, stored } = openBrowser();
    const [one, other] = [openTab(), openTab()];
    await ask(one, 'startChat');
    one.engine.wish({ type: 'registrationEdited', values: { firstname: 'Vera' } });
    await clock.advance(1_000);
    await ask(other, 'restoreChat');
    await clock.advance(GRACE_MS);
    expect(other.settlements()).toEqual([{ requestId: 'restoreChat', outcome: 'noSession' }]);
    expect(stored()).toMatchObject({ phase: 'registering', values: { firstname: 'Vera' } });
  });

  it('with a chat shows it too, at once', async () => {
    const { openTab, ask, chat } = openBrowser();
    const [one, other] = [openTab(), openTab()];
    await chat(one);
    await ask(other, 'restoreChat');
    expect(other.engine.state().life).toMatchObject({ phase: 'restoring', session: SESSION });
  });

  it('whose page is gone brings the form back', async () => {
    const { openTab, ask } = openBrowser();
    const [before, after] = [openTab(), openTab()];
    await ask(before, 'startChat');
    before.engine.wish({ type: 'registrationEdited', values: { firstname: 'Vera' } });
    await ask(after, 'restoreChat');
    before.lifecycle.hide();
    await settled();
    expect(after.engine.state().life).toMatchObject({ phase: 'registering', values: { firstname: 'Vera' } });
  });
});

describe('the lock', () => {
  it('goes to a second tab with the same chat when the first is gone', async () => {
    const { openTab, ask, chat, clock } = openBrowser();
    const [one, other, third] = [openTab(), openTab(), openTab()];
    await chat(one);
    await ask(other, 'restoreChat');
    one.lifecycle.hide();
    await ask(third, 'startChat');
    await clock.advance(GRACE_MS);
    expect(third.settlements()).toMatchObject([refusedWith201('startChat')]);
  });

  it('is given back by a page in the back/forward cache, and taken again when it is shown', async () => {
    const { openTab, ask, chat, clock, locks } = openBrowser();
    const [one, other] = [openTab(), openTab()];
    await chat(one);
    one.lifecycle.hide();
    expect(locks.holders()).toBe(0);
    one.lifecycle.show();
    await ask(other, 'startChat');
    await clock.advance(GRACE_MS);
    expect(other.settlements()).toMatchObject([refusedWith201('startChat')]);
  });

  it('that is asked for as the page goes into the back/forward cache is asked for again when it is shown', async () => {
    const { openTab, ask, clock, locks } = openBrowser();
    const [before, after] = [openTab(), openTab()];
    await ask(before, 'startChat', { registration: false });
    before.lifecycle.hide();
    after.submit('restoreChat');
    after.lifecycle.hide();
    expect(locks.holders()).toBe(0);
    after.lifecycle.show();
    await clock.advance(2 * GRACE_MS);
    expect(after.phase()).toBe('connecting');
    expect(locks.holders()).toBe(1);
  });

  it('is held by no page without a chat', async () => {
    const { openTab, ask, locks } = openBrowser();
    const tab = openTab();
    await ask(tab, 'restoreChat');
    await ask(tab, 'startChat', { embedded: 'yes' });
    tab.lifecycle.show();
    await settled();
    expect(tab.settlements()).toHaveLength(2);
    expect(locks.holders()).toBe(0);
  });

  it('that the browser refuses late leaves what is saved to decide', async () => {
    const locks: Locks = {
      hold(_, { onRefused }) {
        queueMicrotask(onRefused);
        return () => {};
      },
    };
    const shared = { storage: createMemoryStore(), clock: createFakeClock(), locks };
    const [one, other] = [startEngine(shared), startEngine(shared)];
    one.submit('startChat', { registration: false });
    await settled();
    one.transport.events.onOpened(opened());
    other.submit('startChat');
    await settled();
    expect(other.heard).toContainEqual([
      'settle',
      expect.objectContaining({ error: expect.objectContaining({ code: 201 }) }),
    ]);
  });
});
