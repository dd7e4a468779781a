// A history over rows that hang, refuse, or hold what nobody wrote.

import { describe, expect, it } from 'vitest';
import { REST_MS } from '../../../../frame/storage/asking.ts';
import { createMemoryRows, type HistoryRows } from '../../../../frame/storage/history-rows.ts';
import { createHistoryStore, READ_LIMIT_MS, WRITE_LIMIT_MS } from '../../../../frame/storage/history-store.ts';
import { isLeftover } from '../../../../frame/storage/leftovers.ts';
import { chatting, SESSION, said, savedFrom, T0 } from '../../../support/frame-facts.ts';
import { createFakeClock } from '../../../support/frame-fakes.ts';

const ENTRIES = [said(1), said(2)];

function over(broken: Partial<HistoryRows>) {
  const clock = createFakeClock();
  const asked: string[] = [];
  const memory = createMemoryRows();
  const rows = Object.fromEntries(
    Object.entries({ ...memory, ...broken }).map(([name, run]) => [
      name,
      (...given: never[]) => {
        asked.push(name);
        return (run as (...given: never[]) => unknown)(...given);
      },
    ]),
  ) as HistoryRows;
  return { clock, asked, store: createHistoryStore(rows, clock) };
}

const never = () => new Promise<never>(() => {});
const refuse = () => Promise.reject(new DOMException('no', 'QuotaExceededError'));

describe('a history that never answers', () => {
  const hanging = () => over({ put: never, read: never, deleteAbove: never, sweep: never });

  type Ask = (store: ReturnType<typeof over>['store']) => Promise<unknown>;
  it.each<[string, Ask, otherwise: unknown, limitMs: number]>([
    ['put', (store) => store.put('session-1', ENTRIES), false, WRITE_LIMIT_MS],
    ['read', (store) => store.read('session-1', 1, 2), [], READ_LIMIT_MS],
    ['cut', (store) => store.cut('session-1', 1), false, WRITE_LIMIT_MS],
    ['sweep', (store) => store.sweep(), undefined, WRITE_LIMIT_MS],
  ])('gives nothing for a %s when its time is over', async (_, ask, otherwise, limitMs) => {
    const { clock, store } = hanging();
    const answers: unknown[] = [];
    void ask(store).then((answer) => answers.push(answer));
    await clock.advance(limitMs - 1);
    expect(answers).toEqual([]);
    await clock.advance(1);
    expect(answers).toEqual([otherwise]);
  });

  it('is not waited for again for a while, and asked again after that', async () => {
    const { clock, store, asked } = hanging();
    void store.read('session-1', 1, 2);
    await clock.advance(READ_LIMIT_MS);
    expect(await store.read('session-1', 1, 2)).toEqual([]);
    expect(await store.put('session-1', ENTRIES)).toBe(false);
    expect(asked).toEqual(['read']);
    await clock.advance(REST_MS);
    void store.read('session-1', 1, 2);
    expect(asked).toEqual(['read', 'read']);
  });
});

describe('a history that refuses', () => {
  it('is quietly none, and left in peace for a while', async () => {
    const { clock, store, asked } = over({ put: refuse });
    expect(await store.put('session-1', ENTRIES)).toBe(false);
    expect(await store.put('session-1', ENTRIES)).toBe(false);
    expect(asked).toEqual(['put']);
    await clock.advance(REST_MS);
    expect(await store.put('session-1', ENTRIES)).toBe(false);
    expect(asked).toEqual(['put', 'put']);
  });

  it('once has everything again when it takes entries again', async () => {
    let isFull = true;
    const memory = createMemoryRows();
    const { clock, store } = over({ ...memory, put: (id, rows) => (isFull ? refuse() : memory.put(id, rows)) });
    await store.put('session-1', ENTRIES);
    isFull = false;
    await clock.advance(REST_MS);
    expect(await store.put('session-1', ENTRIES)).toBe(true);
    expect(await store.read('session-1', 1, 2)).toEqual(ENTRIES);
  });
});

describe('a saved state', () => {
  const saved = JSON.stringify(savedFrom(chatting([said(1)])));
  const DAY = 86_400_000;
  it.each([
    ['none', null, T0, true],
    ['no JSON', saved.slice(1), T0, true],
    ['no state', '[]', T0, true],
    ['one of today', saved, T0, false],
    ['one of last month', saved, T0 + 29 * DAY, false],
    ['an older one', saved, T0 + 31 * DAY, true],
    ['one of a later version', JSON.stringify({ version: 99, aliveAt: T0, rest: 'unknown' }), T0, false],
    ['one of a clock that was ahead', saved, T0 - 90 * DAY, false],
  ])('%s: whether it is left from a chat that no page goes on with', (_, value, now, expected) => {
    expect(isLeftover(value, now)).toBe(expected);
  });

  const owed = (...days: number[]) =>
    JSON.stringify({
      version: 1,
      leaves: days.map((day) => ({ session: SESSION, owedAt: T0 + day * DAY })),
    });
  const calledOff = JSON.stringify({ version: 1, leaves: [], calledOff: [{ openId: 'opening-1', owedAt: T0 }] });
  it.each([
    ['called off, that nobody has told', calledOff, T0 + 29 * DAY, false],
    ['called off, that no server would know any more', calledOff, T0 + 31 * DAY, true],
    ['that nobody has told', owed(0), T0 + 29 * DAY, false],
    ['of which one may still be told', owed(-40, 0), T0, false],
    ['that no server would know any more', owed(-40, 0), T0 + 31 * DAY, true],
    ['of none', owed(), T0, true],
  ])('beside it, ends of chats %s: whether they are left over', (_, value, now, expected) => {
    expect(isLeftover(value, now)).toBe(expected);
  });
});
