// A chat in a window of its own, and the pages that come and go where it was opened.

import { describe, expect, it } from 'vitest';
import { SILENCE_MS } from '../../../frame/own-window/changing-host.ts';
import { stateKey } from '../../../protocol/persisted.ts';
import type { Ticket } from '../../../protocol/rpc.ts';
import { endedEntry, opened, PLACE, resumed, SESSION, said } from '../../support/frame-facts.ts';
import { settled } from '../../support/frame-fakes.ts';
import { createOwnWindow } from '../../support/frame-own-window.ts';

const START: Ticket = { requestId: 'request-1', method: 'startChat', options: {} };
const AT_ONCE: Ticket = { ...START, options: { registration: false } };
const KEY = stateKey(PLACE.deployment, PLACE.siteOrigin);

/** A window with a chat in it, and the page that opened it. */
async function chatting(entries = [said(1), said(2)]) {
  const world = createOwnWindow();
  const window = await world.load();
  const page = await world.openPage([AT_ONCE]);
  window.transport.events.onOpened(opened());
  window.transport.events.onPush({ type: 'entries', entries });
  await world.clock.advance(1_000);
  return { ...world, window, page };
}

describe('a window of its own', () => {
  it('has the chat that its opener asks for, without being told that it is embedded', async () => {
    const { page, window } = await chatting();
    expect(page.settlements).toMatchObject([{ requestId: 'request-1', outcome: 'session' }]);
    expect(page.events.map(({ name }) => name)).toEqual(['messageReceived', 'messageReceived']);
    expect(window.life()).toMatchObject({ phase: 'active', session: SESSION });
  });

  it('keeps its chat apart from that of the site’s pages', async () => {
    const { storage } = await chatting();
    expect(storage.get(KEY)).toBeNull();
    expect(storage.get(`${KEY}:window`)).toContain(SESSION.sessionId);
  });

  it('goes on after its own reload with the opener gone', async () => {
    const { window, load, state, clock } = await chatting();
    window.leave();
    state.hasOpener = false;
    const again = await load();
    expect(again.life()).toMatchObject({ phase: 'restoring', session: SESSION });
    again.transport.events.onResumed(resumed(2));
    again.engine()?.wish({ type: 'messageSubmitted', text: 'Anybody there?' });
    await clock.advance(1_000);
    expect(again.transport.requests).toMatchObject([{ type: 'append', text: 'Anybody there?' }]);
  });

  it('goes on after its own reload with an opener that is another site by now, and hears it when it is back', async () => {
    const { window, page, load, openPage, clock } = await chatting();
    page.leave();
    window.leave();
    const again = await load();
    expect(again.engine()).toBeNull();
    await clock.advance(1_500);
    expect(again.life()).toMatchObject({ phase: 'restoring', session: SESSION });
    again.transport.events.onResumed(resumed(2));
    const back = await openPage([START]);
    await clock.advance(1_000);
    expect(back.settlements).toMatchObject([
      { requestId: 'request-1', outcome: 'session', sessionId: SESSION.sessionId },
    ]);
  });

  it.each(['address alone', 'proof of another site'])('does nothing with an %s, and says so', async (how) => {
    const { load, state, session } = await chatting();
    const site = how === 'address alone' ? PLACE.siteOrigin : 'http://blog.localhost';
    if (how === 'address alone') session.remove('tagalong:own-window');
    state.hasOpener = false;
    const stranger = await load(site);
    expect([stranger.engine(), state.said]).toEqual([null, ['windowOfAnotherPage']]);
  });

  it('keeps of its opener’s request nothing that the visitor is known by', async () => {
    const { load, openPage, session } = createOwnWindow();
    await load();
    const known = { userData: { CustomerId: 'secret-id' }, username: 'secret-name', subject: 'secret-subject' };
    await openPage([{ ...START, options: { ...known, disableWebSockets: true } }]);
    const kept = session.get('tagalong:own-window');
    expect(kept).toContain('disableWebSockets');
    expect(kept).not.toContain('secret');
  });

  it('says that nobody answers it only after a while', async () => {
    const { load, state, clock } = createOwnWindow();
    await load();
    await clock.advance(SILENCE_MS - 1);
    expect(state.said).toEqual([]);
    await clock.advance(1);
    expect(state.said).toEqual(['windowOfAnotherPage']);
  });

  it('says that the chat is over where nothing is left of it', async () => {
    const { window, load, state, storage } = await chatting();
    window.leave();
    storage.remove(`${KEY}:window`);
    state.hasOpener = false;
    await load();
    expect(state.said).toEqual(['windowOver']);
  });

  it('cannot be made small', async () => {
    const { window, page } = await chatting();
    await (await page.frame()).setWindow({ to: 'minimized' });
    expect(window.life()).toMatchObject({ window: 'open' });
  });

  it('closes with its chat, and not before the server has heard of it', async () => {
    const { window, state, clock } = await chatting();
    window.transport.answer = () => null;
    window.engine()?.setWindow('closed');
    await clock.advance(1_000);
    expect(state.closed).toBe(0);
    window.transport.events.onPush({ type: 'entries', entries: [endedEntry(3, 'leaveRequest')] });
    await clock.advance(1_000);
    expect(state.closed).toBe(1);
  });

  it('stays with the transcript of an ended chat until that is closed', async () => {
    const { window, state, clock } = await chatting();
    window.transport.events.onPush({ type: 'entries', entries: [endedEntry(3)] });
    await clock.advance(60_000);
    expect(state.closed).toBe(0);
    window.engine()?.wish({ type: 'closeRequested' });
    await clock.advance(1_000);
    expect(state.closed).toBe(1);
  });

  it('closes when its form is cancelled, and its opener hears 304 first', async () => {
    const { load, openPage, state, clock } = createOwnWindow();
    const window = await load();
    const page = await openPage([START]);
    window.engine()?.wish({ type: 'registrationCancelled' });
    await settled();
    expect([page.settlements.length, state.closed]).toEqual([1, 0]);
    expect(page.settlements).toMatchObject([{ outcome: 'failed', error: { code: 304 } }]);
    await clock.advance(1_000);
    expect(state.closed).toBe(1);
  });
});

describe('a page that comes in the opener’s place', () => {
  it('gets the chat that runs, with all that was said as restored', async () => {
    const { page, openPage, clock, window } = await chatting();
    page.leave();
    const next = await openPage([START]);
    await clock.advance(1_000);
    expect(next.settlements).toMatchObject([
      { requestId: 'request-1', outcome: 'session', sessionId: SESSION.sessionId },
    ]);
    expect(next.events).toMatchObject([1, 2].map((index) => ({ event: { index, restored: true } })));
    window.transport.events.onPush({ type: 'entries', entries: [said(3)] });
    await settled();
    expect(next.events.slice(2)).toMatchObject([{ event: { index: 3, restored: false } }]);
    expect(page.events).toHaveLength(2);
  });

  it('waits with the form that the visitor is filling in', async () => {
    const { load, openPage, clock } = createOwnWindow();
    const window = await load();
    const before = await openPage([START]);
    window.engine()?.wish({ type: 'registrationEdited', values: { firstname: 'Vera' } });
    before.leave();
    const next = await openPage([START]);
    expect(window.life()).toMatchObject({ phase: 'registering', values: { firstname: 'Vera' } });
    window.engine()?.wish({ type: 'registrationSubmitted', values: { firstname: 'Vera' } });
    window.transport.events.onOpened(opened());
    await clock.advance(1_000);
    expect(next.settlements).toMatchObject([{ requestId: 'request-1', outcome: 'session' }]);
    expect(before.settlements).toEqual([]);
  });

  it('begins a new chat where the last is over', async () => {
    const { page, openPage, window } = await chatting();
    window.transport.events.onPush({ type: 'entries', entries: [endedEntry(3)] });
    page.leave();
    await openPage([START]);
    expect(window.life()).toMatchObject({ phase: 'registering' });
  });

  it('is listened to also after the one before has taken its end away', async () => {
    const { page, openPage, clock } = await chatting();
    page.destroy();
    await settled();
    const next = await openPage([START]);
    await clock.advance(1_000);
    expect(next.settlements).toMatchObject([{ outcome: 'session', sessionId: SESSION.sessionId }]);
  });

  it('that has the session already hears what it has missed, and nothing twice', async () => {
    const { page, openPage, clock } = await chatting();
    page.leave();
    const again = await openPage([], { sessionId: SESSION.sessionId, toldIndex: 1, ticket: AT_ONCE });
    await clock.advance(1_000);
    expect(again.events).toMatchObject([{ event: { index: 2 } }]);
  });

  it('finds the window at work after one that has not answered for long', async () => {
    const { page, openPage, clock, window } = await chatting();
    page.leave();
    window.transport.events.onPush({ type: 'entries', entries: [said(3)] });
    await clock.advance(60_000);
    window.transport.events.onPush({ type: 'entries', entries: [said(4)] });
    const next = await openPage([START]);
    await clock.advance(10_000);
    expect(next.events).toMatchObject([1, 2, 3, 4].map((index) => ({ event: { index } })));
  });
});
