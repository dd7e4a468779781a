// The two parts of a channel that must hold whatever the timing: the cursor over a log, and the look for dead links.

import { EventEmitter } from 'node:events';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TranscriptEntry } from '../../../protocol/session.ts';
import { createEntryCursor } from '../../../server/gateway/entry-cursor.ts';
import { createHeartbeat } from '../../../server/gateway/heartbeat.ts';
import { createTestClock } from '../../support/server-clock.ts';

const entry = (index: number): TranscriptEntry => ({ kind: 'sessionEnded', reason: 'error', at: 1, index });
const turns = async (count: number) => {
  for (let turn = 0; turn < count; turn += 1) await Promise.resolve();
};

describe('a cursor', () => {
  it('sends every entry once and in order, however reads, writes, wakes and a slow line interleave', async () => {
    const step = fc.record({ writes: fc.nat(4), wakes: fc.nat(2), turns: fc.nat(6) });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), fc.nat(3), fc.nat(5), async (steps, slowness, start) => {
        const log: TranscriptEntry[] = Array.from({ length: start }, (_, position) => entry(position + 1));
        const sent: number[] = [];
        const cursor = createEntryCursor({
          afterIndex: start,
          async read(afterIndex) {
            const entries = log.slice(afterIndex, afterIndex + 2);
            const more = log.length > afterIndex + 2;
            await turns(slowness);
            return { entries, more };
          },
          async send(entries) {
            await turns(slowness);
            sent.push(...entries.map(({ index }) => index));
          },
          onFailed: () => sent.push(-1),
        });
        for (const { writes, wakes, turns: pause } of steps) {
          for (let write = 0; write < writes; write += 1) log.push(entry(log.length + 1));
          // Each change wakes at least once; some wake-ups come for nothing.
          for (let wake = 0; wake < wakes + Math.min(writes, 1); wake += 1) cursor.wake();
          await turns(pause);
        }
        await turns(500);
        expect(sent).toEqual(log.slice(start).map(({ index }) => index));
      }),
    );
  });

  it('reports a failure once and then stays still', async () => {
    let failures = 0;
    const cursor = createEntryCursor({
      afterIndex: 0,
      read: () => Promise.reject(new Error('gone')),
      send: async () => {},
      onFailed: () => {
        failures += 1;
      },
    });
    cursor.wake();
    await turns(10);
    cursor.wake();
    await turns(10);
    expect(failures).toBe(1);
  });

  it('sends nothing after it was stopped, not even what it was reading', async () => {
    const sent: unknown[] = [];
    const cursor = createEntryCursor({
      afterIndex: 0,
      read: async () => ({ entries: [entry(1)], more: false }),
      send: async (entries) => void sent.push(entries),
      onFailed: () => {},
    });
    cursor.wake();
    cursor.stop();
    await turns(20);
    expect(sent).toEqual([]);
  });
});

class Link extends EventEmitter {
  pings = 0;
  terminatedAt = 0;
  answers = true;
  readonly #now: () => number;
  constructor(now: () => number) {
    super();
    this.#now = now;
  }
  ping() {
    this.pings += 1;
    if (this.answers) this.emit('pong');
  }
  terminate() {
    this.terminatedAt ||= this.#now();
    this.emit('close');
  }
}

describe('a heartbeat', () => {
  it('drops a link that went dead within 30 seconds, and keeps one that answers', async () => {
    for (const deadAfterMs of [0, 1, 2_500, 4_999, 5_000, 7_123, 61_000]) {
      const clock = createTestClock();
      const heartbeat = createHeartbeat(clock);
      const [dead, alive] = [new Link(clock.now), new Link(clock.now)];
      let signs = 0;
      heartbeat.watch(dead as never, () => {});
      heartbeat.watch(alive as never, () => {
        signs += 1;
      });
      await clock.advance(deadAfterMs);
      dead.emit('message');
      dead.answers = false;
      const silentSince = clock.now();
      await clock.advance(120_000);
      expect(dead.terminatedAt - silentSince).toBeGreaterThan(20_000);
      expect(dead.terminatedAt - silentSince).toBeLessThanOrEqual(30_000);
      expect(alive.terminatedAt).toBe(0);
      expect(signs).toBeGreaterThan(10);
      heartbeat.close();
    }
  });

  it('is not confused by a clock that is set, back or forward', async () => {
    for (const jumpMs of [-3_600_000, 3_600_000]) {
      const clock = createTestClock();
      const heartbeat = createHeartbeat(clock);
      const [dead, alive] = [new Link(clock.uptime), new Link(clock.uptime)];
      for (const link of [dead, alive]) heartbeat.watch(link as never, () => {});
      dead.answers = false;
      await clock.advance(7_000);
      clock.jump(jumpMs);
      await clock.advance(60_000);
      expect(dead.terminatedAt).toBeGreaterThan(20_000);
      expect(dead.terminatedAt).toBeLessThanOrEqual(30_000);
      expect(alive.terminatedAt).toBe(0);
      heartbeat.close();
    }
  });

  it('does not ping for ever who is gone', async () => {
    const clock = createTestClock();
    const heartbeat = createHeartbeat(clock);
    const link = new Link(clock.now);
    heartbeat.watch(link as never, () => {});
    link.emit('close');
    await clock.advance(60_000);
    expect(link.pings).toBe(0);
    heartbeat.close();
  });
});
