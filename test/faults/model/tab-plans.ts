// What a seed means for tabs: how many there are, and what becomes of them.

import fc from 'fast-check';
import { between, drawEnd, drawn, stepsOf, waitOf, weighted, withEnd, worldSeed } from './draw.ts';
import type { Step } from './steps.ts';

export type Act = { do: 'kill' | 'close' | 'freeze' | 'thaw'; tab: number };
export type TabStep = Step | Act;
export type TabPlan = { seed: number; tabCount: number; steps: readonly TabStep[] };

const STEPS = 40;

function tabStep(tabCount: number): fc.Arbitrary<TabStep> {
  const tab = between(0, tabCount - 1);
  const inTab = (...acts: Extract<TabStep, { tab: number }>['do'][]): fc.Arbitrary<TabStep> =>
    fc.tuple(fc.constantFrom(...acts), tab).map(([act, where]) => ({ do: act, tab: where }) as TabStep);
  return weighted<TabStep>(
    [6, waitOf(1, 500)],
    [2, waitOf(500, 12_000)],
    [10, inTab('open')],
    [10, inTab('say')],
    [3, fc.constant({ do: 'agentSays' })],
    [2, inTab('reload', 'hideAndShow', 'navigate', 'back')],
    [8, inTab('kill', 'close', 'freeze')],
    [3, inTab('thaw')],
  );
}

export const TAB_PLANS: fc.Arbitrary<TabPlan> = fc.noBias(
  between(2, 4).chain((tabCount) =>
    fc
      .tuple(stepsOf(STEPS, tabStep(tabCount)), worldSeed, drawEnd(STEPS, tabCount))
      .map(([steps, seed, end]) => ({ seed, tabCount, steps: withEnd(steps, end) })),
  ),
);

export const tabPlanOf = (seed: number): TabPlan => drawn(TAB_PLANS, seed);
