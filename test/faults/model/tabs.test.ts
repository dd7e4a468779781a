// Schedules of tabs that close, die and freeze; each from a seed (TAB_SCHEDULES, TAB_SEED).

import { expect, it } from 'vitest';
import { inWords } from '../history-checker.ts';
import { HEARD_MS, LIMITS_MS, runTabs } from './tab-schedule.ts';

const SCHEDULES = Number(process.env.TAB_SCHEDULES ?? 300);
/** Runs this one alone. */
const ONLY = process.env.TAB_SEED ? Number(process.env.TAB_SEED) : null;
const LOSSES = ['kill', 'close', 'freeze'] as const;

it('has one writer at a time, another one soon after the first is gone, and loses nothing', async () => {
  const failures: string[] = [];
  const slowestMs = { kill: 0, close: 0, freeze: 0 };
  const heardMs = { ...slowestMs };
  let lost = 0;
  const [first, last] = ONLY === null ? [1, SCHEDULES] : [ONLY, ONLY];
  for (let seed = first; seed <= last && failures.length < 5; seed += 1) {
    const outcome = await runTabs(seed);
    if (outcome.violations.length > 0) failures.push(`${again(seed)}\n${inWords(outcome.violations)}`);
    lost += outcome.lost;
    for (const loss of LOSSES) {
      slowestMs[loss] = Math.max(slowestMs[loss], outcome.slowestMs[loss]);
      heardMs[loss] = Math.max(heardMs[loss], outcome.heardMs[loss]);
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(failures.join('\n\n')).toBe('');
  for (const loss of LOSSES) {
    expect(slowestMs[loss]).toBeLessThanOrEqual(LIMITS_MS[loss]);
    expect(heardMs[loss]).toBeLessThanOrEqual(HEARD_MS[loss]);
  }
  // Schedules in which the tab that leads is never lost would show nothing; one alone is run for what it is.
  if (ONLY === null) expect(lost).toBeGreaterThan(SCHEDULES / 2);
});

const again = (seed: number): string => `seed ${seed} (again: TAB_SEED=${seed} npm run faults -- model/tabs.test.ts)`;
