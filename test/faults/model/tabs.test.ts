// Schedules of tabs that close, die and freeze; each from a seed (TAB_SCHEDULES, TAB_SEED, TAB_PATH).

import { expect, it } from 'vitest';
import type { Violation } from '../history-checker.ts';
import { failuresOf, isOneAlone } from './failures.ts';
import { TAB_PLANS, type TabPlan } from './tab-plans.ts';
import { HEARD_MS, LIMITS_MS, runTabs } from './tab-schedule.ts';

const SCHEDULES = Number(process.env.TAB_SCHEDULES ?? 300);
const LOSSES = ['kill', 'close', 'freeze'] as const;

it('has one writer at a time, another one soon after the first is gone, and loses nothing', async () => {
  const slowestMs = { kill: 0, close: 0, freeze: 0 };
  const heardMs = { ...slowestMs };
  let lost = 0;
  const run = async (plan: TabPlan): Promise<readonly Violation[]> => {
    const outcome = await runTabs(plan);
    lost += outcome.lost;
    for (const loss of LOSSES) {
      slowestMs[loss] = Math.max(slowestMs[loss], outcome.slowestMs[loss]);
      heardMs[loss] = Math.max(heardMs[loss], outcome.heardMs[loss]);
    }
    return outcome.violations;
  };
  const failures = await failuresOf({ name: 'TAB', test: 'model/tabs.test.ts', plans: TAB_PLANS, run }, SCHEDULES);
  expect(failures.join('\n\n')).toBe('');
  for (const loss of LOSSES) {
    expect(slowestMs[loss]).toBeLessThanOrEqual(LIMITS_MS[loss]);
    expect(heardMs[loss]).toBeLessThanOrEqual(HEARD_MS[loss]);
  }
  // Schedules in which the tab that leads is never lost would show nothing; one alone is run for what it is.
  if (!isOneAlone('TAB')) expect(lost).toBeGreaterThan(SCHEDULES / 2);
});
