// A visitor's clock may be set at any moment, by hours and both ways: durations do not follow it, stamps do.

import { describe, expect, it } from 'vitest';
import { createBucket } from '../../../frame/rpc/limits.ts';
import { createMemoryStore } from '../../../frame/storage/memory-store.ts';
import { isFresh, stateKey } from '../../../protocol/saved-form.ts';
import { startEngine } from '../../support/frame-engine.ts';
import { opened, PLACE } from '../../support/frame-facts.ts';
import { createFakeClock, settled } from '../../support/frame-fakes.ts';

const HOUR_MS = 3_600_000;

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
    const saved = JSON.parse(storage.get(stateKey(PLACE.deployment, PLACE.siteOrigin)) ?? '{}');
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
