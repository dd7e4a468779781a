// Tabs of one chat in a browser that gives no locks, or no lines between tabs: each has its own way to the server.

import { describe, expect, it } from 'vitest';
import { TAKE_UP_EVERY_MS } from '../../../frame/session/left-behind.ts';
import { createMemoryStore } from '../../../frame/storage/memory-store.ts';
import { startEngine } from '../../support/frame-engine.ts';
import { opened, resumed, SESSION } from '../../support/frame-facts.ts';
import { createFakeChannels, createFakeClock, createFakeLocks, NO_LOCKS, settled } from '../../support/frame-fakes.ts';
import { openBrowser } from '../../support/frame-tabs.ts';

const BROWSERS = {
  'without locks': () => ({ locks: NO_LOCKS, channels: createFakeChannels() }),
  'without lines between tabs': () => ({ locks: createFakeLocks(queueMicrotask) }),
  'without either': () => ({ locks: NO_LOCKS }),
};

async function openTabs(gives: (typeof BROWSERS)[keyof typeof BROWSERS], options = {}) {
  const shared = { storage: createMemoryStore(), clock: createFakeClock(), ...gives() };
  const one = startEngine(shared);
  one.submit('startChat', { registration: false });
  await settled();
  one.transport.events.onOpened(opened());
  await settled();
  const other = startEngine({ ...shared, mark: 'iframe-2' });
  other.submit('restoreChat', options);
  await settled();
  const sent = () => other.transport.requests.flatMap((request) => (request.type === 'append' ? [request.text] : []));
  return { ...shared, one, other, sent };
}

describe.each(Object.entries(BROWSERS))('a message of a tab that was closed before it went out, %s', (_, gives) => {
  it('is sent by the other one as soon as that has a way to the server', async () => {
    const { one, other, sent } = await openTabs(gives);
    one.transport.events.onDown();
    one.engine.wish({ type: 'messageSubmitted', text: 'said and closed' });
    one.lifecycle.hide();
    other.transport.events.onResumed(resumed(0));
    await settled();
    expect(sent()).toEqual(['said and closed']);
  });

  it('is sent soon by the other one, which has had its way all the time', async () => {
    const { one, other, clock, sent } = await openTabs(gives);
    other.transport.events.onResumed(resumed(0));
    one.transport.events.onDown();
    one.engine.wish({ type: 'messageSubmitted', text: 'said and closed' });
    one.lifecycle.hide();
    await clock.advance(TAKE_UP_EVERY_MS);
    expect(sent()).toEqual(['said and closed']);
  });

  it('is looked for no more by a page that is left', async () => {
    const { one, other, clock, sent } = await openTabs(gives);
    other.transport.events.onResumed(resumed(0));
    other.lifecycle.hide();
    one.engine.wish({ type: 'messageSubmitted', text: 'said beside a page that sleeps' });
    one.lifecycle.hide();
    await clock.advance(3 * TAKE_UP_EVERY_MS);
    expect(sent()).toEqual([]);
    expect(other.engine.state().life).toMatchObject({ outbox: [] });
  });
});

it('a message that was refused in one tab is taken up as a refused one, and not sent anew', async () => {
  const { one, other, clock } = await openTabs(BROWSERS['without either']);
  one.transport.answer = () => ({ ok: false, error: { code: 307, description: 'Too long.' } });
  other.transport.events.onResumed(resumed(0));
  await settled();
  one.engine.wish({ type: 'messageSubmitted', text: 'refused' });
  await settled();
  await clock.advance(TAKE_UP_EVERY_MS);
  expect(other.engine.state().life).toMatchObject({ outbox: [{ text: 'refused', status: 'failed' }] });
  expect(other.transport.requests.filter(({ type }) => type === 'append')).toEqual([]);
});

it('a message that is taken back in one tab does not come back from what another one has saved', async () => {
  const { one, other, clock } = await openTabs(BROWSERS['without either']);
  const outboxOf = ({ engine }: typeof one) => {
    const { life } = engine.state();
    return 'outbox' in life ? life.outbox : [];
  };
  for (const tab of [one, other]) {
    tab.transport.answer = () => ({ ok: false, error: { code: 307, description: 'Too long.' } });
  }
  one.engine.wish({ type: 'messageSubmitted', text: 'taken back' });
  other.transport.events.onResumed(resumed(0));
  await settled();
  expect(outboxOf(other)).toMatchObject([{ text: 'taken back', status: 'failed' }]);
  one.engine.wish({ type: 'discardRequested', messageId: outboxOf(one)[0]?.id ?? '' });
  other.lifecycle.hide();
  await clock.advance(2 * TAKE_UP_EVERY_MS);
  expect(outboxOf(one)).toEqual([]);
});

describe('a tab that gives up for a reason of its own', () => {
  it('ends no other one: it was refused', async () => {
    const { one, other } = await openTabs(BROWSERS['without locks']);
    other.transport.events.onRefused({ code: 302, description: 'of another version' });
    await settled();
    expect(other.engine.state().life.phase).toBe('idle');
    expect(one.engine.state().life).toMatchObject({ phase: 'active', session: SESSION, transport: { status: 'up' } });
  });

  it('ends no other one: it may wait for its server only for a moment', async () => {
    const { one, other, clock } = await openTabs(BROWSERS['without locks'], { maxOfflineDuration: 10 });
    await clock.advance(20_000);
    expect(other.engine.state().life.phase).toBe('idle');
    expect(one.engine.state().life).toMatchObject({ phase: 'active', session: SESSION, transport: { status: 'up' } });
  });

  it('ends all where the server has no such session any more, whatever it was asked', async () => {
    const unknown = { code: 50, description: 'unknown' };
    for (const asked of ['resume', 'append'] as const) {
      const { one, other } = await openTabs(BROWSERS['without locks']);
      if (asked === 'resume') other.transport.events.onRefused(unknown);
      else {
        other.transport.answer = () => ({ ok: false, error: unknown });
        other.transport.events.onResumed(resumed(0));
        other.engine.wish({ type: 'messageSubmitted', text: 'to nobody' });
      }
      await settled();
      expect(one.engine.state().life).toMatchObject({ phase: 'ended', reason: 'error' });
    }
  });

  it('leaves the lead to the next one, with what is still to be sent', async () => {
    const { begin, follow } = openBrowser();
    const one = await begin();
    const other = await follow();
    one.transport.events.onDown();
    await one.say('still to be sent');
    one.transport.events.onRefused({ code: 302, description: 'of another version' });
    await settled();
    expect([one.life().phase, other.life().phase, other.role()]).toEqual(['ended', 'active', 'leader']);
    other.transport.events.onResumed({ ...resumed(0), writerEpoch: 2 });
    await settled();
    expect(other.sent()).toEqual(['still to be sent']);
  });
});
