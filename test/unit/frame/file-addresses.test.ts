import { describe, expect, it } from 'vitest';
import { createFileAddresses } from '../../../frame/session/file-addresses.ts';
import type { SessionState } from '../../../frame/session/state.ts';
import type { Answer } from '../../../frame/transport/transport.ts';
import { createFakeClock, createFakeLifecycle, createFakeRandom, settled } from '../../support/frame-fakes.ts';

const MINUTE_MS = 60_000;
/** Of our server. */
const LIFE_MS = 15 * MINUTE_MS;
const NO_WAY: Answer<unknown> = { ok: false, error: { code: 100, description: '' } };

function start() {
  const clock = createFakeClock();
  const lifecycle = createFakeLifecycle();
  const heard: (string | null)[] = [];
  const watchers = new Set<() => void>();
  let asked = 0;
  let life: object = { phase: 'active', transport: { status: 'up' } };
  const world = {
    ...{ clock, lifecycle, heard, isSeen: true, serverAheadMs: 0 },
    asked: () => asked,
    answer(): Answer<unknown> {
      const isUp = JSON.stringify(life).includes('"up"');
      const expiresAt = clock.now() + world.serverAheadMs + LIFE_MS;
      return isUp ? { ok: true, value: { path: `/files/${asked}`, expiresAt } } : NO_WAY;
    },
    async be(next: object) {
      life = next;
      for (const run of watchers) run();
      await settled();
    },
    down: () => world.be({ phase: 'active', transport: { status: 'down', since: 0 } }),
    up: () => world.be({ phase: 'active', transport: { status: 'up' } }),
    async watch(run = (address: string | null) => void heard.push(address)) {
      const stop = addresses.watch('file-0001', run);
      await settled();
      return stop;
    },
    async renew() {
      addresses.renew('file-0001');
      await settled();
    },
  };
  const addresses = createFileAddresses(
    {
      ...{ clock, lifecycle, random: createFakeRandom(), serverOrigin: () => 'https://chat.example' },
      isSeen: () => world.isSeen,
      async request() {
        asked += 1;
        return world.answer();
      },
    },
    {
      state: () => ({ life }) as unknown as SessionState,
      subscribe(run) {
        watchers.add(run);
        return () => void watchers.delete(run);
      },
    },
  );
  return world;
}

const at = (number: number) => `https://chat.example/files/${number}`;

describe('the address of a file', () => {
  it('is asked for once there is a way, where there was none', async () => {
    const world = start();
    await world.be({ phase: 'restoring', transport: { status: 'down', since: 0 } });
    await world.watch();
    expect(world.heard).toEqual([null]);
    await world.up();
    expect(world.heard).toEqual([null, at(2)]);
  });

  it('is another before the first one ends, as long as somebody looks at the file', async () => {
    const world = start();
    const stop = await world.watch();
    await world.clock.advance(LIFE_MS);
    expect(world.heard.length).toBeGreaterThan(1);
    expect(world.heard).not.toContain(null);
    const asked = world.asked();
    // One every five minutes is enough for any server's clock.
    expect(asked).toBeLessThanOrEqual(4);
    stop();
    await world.clock.advance(10 * LIFE_MS);
    expect(world.asked()).toBe(asked);
  });

  it('is asked for once while it holds, whoever wants to know and whatever becomes of the way', async () => {
    const world = start();
    const stop = await world.watch();
    await world.watch();
    stop();
    await world.watch();
    await world.down();
    await world.up();
    await world.renew();
    world.lifecycle.wake();
    await settled();
    expect(world.asked()).toBe(1);
    expect(new Set(world.heard)).toEqual(new Set([at(1)]));
  });

  it('that could not be had is asked for when somebody is about to use it', async () => {
    const world = start();
    const answer = world.answer;
    world.answer = () => NO_WAY;
    await world.watch();
    world.answer = answer;
    await world.renew();
    expect(world.heard).toEqual([null, at(2)]);
  });

  it('stays while it works though no other can be had, and is gone once it has ended', async () => {
    const world = start();
    await world.watch();
    await world.be({ phase: 'ended' });
    await world.clock.advance(LIFE_MS - 1);
    expect(world.heard).not.toContain(null);
    await world.clock.advance(1);
    expect(world.heard.at(-1)).toBeNull();
    expect(world.asked()).toBeLessThanOrEqual(3);
  });

  it('is not asked for by a page that nobody sees, but once it is seen', async () => {
    const world = start();
    await world.watch();
    world.isSeen = false;
    await world.clock.advance(10 * LIFE_MS);
    expect(world.asked()).toBe(1);
    world.isSeen = true;
    world.lifecycle.wake();
    await settled();
    expect(world.heard).toEqual([at(1), at(2)]);
  });

  it.each([-10 * LIFE_MS, 10 * LIFE_MS])('outlives a server whose clock is %i ms ahead', async (aheadMs) => {
    const world = start();
    world.serverAheadMs = aheadMs;
    await world.watch();
    await world.clock.advance(LIFE_MS);
    expect(world.heard).not.toContain(null);
    expect(world.asked()).toBeGreaterThan(1);
    expect(world.asked()).toBeLessThanOrEqual(16);
  });

  it('is that of the chat server and of nobody else', async () => {
    const world = start();
    world.answer = () => ({ ok: true, value: { path: '//evil.example/x', expiresAt: world.clock.now() + LIFE_MS } });
    await world.watch();
    expect(world.heard).toEqual([null]);
  });
});
