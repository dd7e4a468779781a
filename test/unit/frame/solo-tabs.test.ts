// Tabs of one chat in a browser that gives no locks, or no lines between tabs: each has its own way to the server.

import { describe, expect, it } from 'vitest';
import { TAKE_UP_EVERY_MS } from '../../../frame/session/left-behind.ts';
import { createMemoryStore } from '../../../frame/storage/memory-store.ts';
import { startEngine } from '../../support/frame-engine.ts';
import { opened, resumed } from '../../support/frame-facts.ts';
import { createFakeChannels, createFakeClock, createFakeLocks, NO_LOCKS, settled } from '../../support/frame-fakes.ts';

const BROWSERS = {
  'without locks': () => ({ locks: NO_LOCKS, channels: createFakeChannels() }),
  'without lines between tabs': () => ({ locks: createFakeLocks(queueMicrotask) }),
  'without either': () => ({ locks: NO_LOCKS }),
};

async function openTabs(gives: (typeof BROWSERS)[keyof typeof BROWSERS]) {
  const shared = { storage: createMemoryStore(), clock: createFakeClock(), ...gives() };
  const one = startEngine(shared);
  one.submit('startChat', { registration: false });
  await settled();
  one.transport.events.onOpened(opened());
  await settled();
  const other = startEngine({ ...shared, mark: 'iframe-2' });
  other.submit('restoreChat');
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
