// Schedules of tabs that close, die and freeze; each from a seed.

import { expect, it } from 'vitest';
import { inWords } from '../history-checker.ts';
import { LIMITS_MS, runTabs } from './tab-schedule.ts';

const SCHEDULES = Number(process.env.TAB_SCHEDULES ?? 300);

it('has one writer at a time, another one soon after the first is gone, and loses nothing', async () => {
  const failures: string[] = [];
  const slowestMs = { kill: 0, close: 0, freeze: 0 };
  let lost = 0;
  for (let seed = 1; seed <= SCHEDULES && failures.length < 5; seed += 1) {
    const outcome = await runTabs(seed);
    if (outcome.violations.length > 0) failures.push(`seed ${seed}: ${inWords(outcome.violations)}`);
    lost += outcome.lost;
    for (const loss of ['kill', 'close', 'freeze'] as const) {
      slowestMs[loss] = Math.max(slowestMs[loss], outcome.slowestMs[loss]);
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(failures.join('\n\n')).toBe('');
  for (const loss of ['kill', 'close', 'freeze'] as const) expect(slowestMs[loss]).toBeLessThanOrEqual(LIMITS_MS[loss]);
  // Schedules in which the tab that leads is never lost would show nothing.
  expect(lost).toBeGreaterThan(SCHEDULES / 2);
});
