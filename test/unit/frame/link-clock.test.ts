// A visitor's clock may be set at any moment, by hours and both ways: durations do not follow it, stamps do.

import { describe, expect, it } from 'vitest';
import { createBucket } from '../../../frame/rpc/limits.ts';
import { createMemoryStore } from '../../../frame/storage/memory-store.ts';
import { isFresh, stateKey } from '../../../protocol/saved-form.ts';
import { startEngine } from '../../support/frame-engine.ts';
import { endedEntry, opened, PLACE, resumed } from '../../support/frame-facts.ts';
import { createFakeClock, settled } from '../../support/frame-fakes.ts';

const HOUR_MS = 3_600_000;
/** How often a page looks at its chat by itself. */
const LOOK_MS = 5_000;
const KEY = stateKey(PLACE.deployment, PLACE.siteOrigin);

async function chatting(storage = createMemoryStore()) {
  const world = startEngine({ storage });
  world.submit('startChat', { registration: false, maxOfflineDuration: 60 });
  await settled();
  world.transport.events.onOpened(opened());
  await settled();
  const phase = () => world.engine.state().life.phase;
  const ends = () => world.names().filter((name) => name === 'sessionEnded').length;
  return { ...world, phase, ends };
}

/** Over what that page has left, in the same browser. */
async function nextPage({ storage, clock }: Awaited<ReturnType<typeof chatting>>) {
  const world = startEngine({ storage, clock, mark: 'iframe-2' });
  world.submit('restoreChat', { maxOfflineDuration: 60 });
  await settled();
  const ends = () => world.names().filter((name) => name === 'sessionEnded').length;
  return { ...world, ends, phase: () => world.engine.state().life.phase };
}

describe('a clock that is set', () => {
  it.each([HOUR_MS, -HOUR_MS])('by %d ms while the server is there changes nothing', async (ms) => {
    const { clock, phase, ends } = await chatting();
    clock.jump(ms);
    await clock.advance(120_000);
    expect([phase(), ends()]).toEqual(['active', 0]);
  });

  it.each([HOUR_MS, -HOUR_MS])('by %d ms in an outage neither ends the chat early nor keeps it', async (ms) => {
    const { clock, transport, phase, ends } = await chatting();
    transport.events.onDown();
    clock.jump(ms);
    await clock.advance(55_000);
    expect(phase()).toBe('active');
    await clock.advance(15_000);
    clock.jump(-ms);
    await clock.advance(60_000);
    expect([phase(), ends()]).toEqual(['ended', 1]);
  });

  it('back by an hour does not stop the sign of life', async () => {
    const storage = createMemoryStore();
    const { clock } = await chatting(storage);
    clock.jump(-HOUR_MS);
    await clock.advance(60_000);
    const saved = JSON.parse(storage.get(KEY) ?? '{}');
    expect(Math.abs(clock.now() - saved.aliveAt)).toBeLessThan(60_000);
  });

  it('back by an hour does not close the door to the host page', () => {
    const clock = createFakeClock();
    const take = createBucket(clock);
    while (take());
    clock.jump(-HOUR_MS);
    clock.set(clock.now() + 1_000);
    expect(take()).toBe(true);
  });

  it('back since a chat was saved does not lose that chat: the server knows how long its visitor was away', () => {
    const now = 1_700_000_000_000;
    expect(isFresh({ aliveAt: now + 365 * 24 * HOUR_MS }, 60, now)).toBe(true);
  });
});

describe('a clock that is set while a page has the chat', () => {
  it.each([HOUR_MS, -HOUR_MS])('by %d ms does not lose it for the page after that one', async (ms) => {
    const first = await chatting();
    first.clock.jump(ms);
    first.lifecycle.hide();
    expect((await nextPage(first)).phase()).toBe('restoring');
  });

  it.each([
    HOUR_MS,
    -HOUR_MS,
  ])('by %d ms is written down at the next look, so that a crash does not lose it', async (ms) => {
    const first = await chatting();
    first.clock.jump(ms);
    await first.clock.advance(LOOK_MS);
    const saved = JSON.parse(first.storage.get(KEY) ?? '{}');
    expect(first.clock.now() - saved.aliveAt).toBe(0);
    expect((await nextPage(first)).phase()).toBe('restoring');
  });
});

describe('a clock that is set between two pages', () => {
  it('forward by more than the limit is an absence: nothing is painted, there is no error, and nothing stays', async () => {
    const first = await chatting();
    first.lifecycle.hide();
    first.clock.jump(61_000);
    const next = await nextPage(first);
    expect(next.phase()).toBe('idle');
    expect(next.heard).toEqual([
      ['layout', { window: 'hidden' }],
      ['settle', { requestId: 'restoreChat-1', outcome: 'noSession' }],
    ]);
    expect(next.transport.calls).toEqual([]);
    expect(first.storage.get(KEY)).toBeNull();
  });

  it('forward by less than the limit changes nothing', async () => {
    const first = await chatting();
    first.lifecycle.hide();
    first.clock.jump(59_000);
    expect((await nextPage(first)).phase()).toBe('restoring');
  });

  it('back keeps none that is over at the server: the page is told of its end', async () => {
    const first = await chatting();
    first.lifecycle.hide();
    first.clock.jump(-HOUR_MS);
    const next = await nextPage(first);
    next.transport.events.onResumed(resumed(1));
    next.transport.events.onPush({ type: 'entries', entries: [endedEntry(1, 'error')] });
    await settled();
    expect([next.phase(), next.ends()]).toEqual(['ended', 1]);
    expect(first.storage.get(KEY)).toBeNull();
  });

  it('back keeps none whose server is out of reach for longer than the limit', async () => {
    const first = await chatting();
    first.lifecycle.hide();
    first.clock.jump(-HOUR_MS);
    const next = await nextPage(first);
    await first.clock.advance(70_000);
    expect(next.phase()).toBe('idle');
    const settlements = next.heard.filter(([method]) => method === 'settle');
    expect(settlements).toMatchObject([['settle', { outcome: 'failed', error: { code: 100 } }]]);
  });
});
