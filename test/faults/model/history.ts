// One history: a world, a schedule drawn from a seed, and what the judge finds when every fault is over and some time has
// passed.

import type { Violation } from '../history-checker.ts';
import { createDice } from './dice.ts';
import { withEnd } from './ends.ts';
import { FAULT_NAMES, FAULTS, isLasting, isOfStorage } from './faults.ts';
import { createJudge } from './judge.ts';
import { drawSteps, perform, type Step } from './steps.ts';
import type { Timeline } from './timeline.ts';
import { createWorld, type World, type WorldOptions } from './world.ts';

export type Plan = { seed: number; steps: readonly Step[]; faults: readonly string[] } & WorldOptions;

export type Outcome = { violations: Violation[]; world: World };

/** Longer than a client waits at most before it tries again, twice, and than the noticing of a dead line. */
const PATIENCE_MS = 150_000;
const TAB_COUNT = 2;
const LOOK_MS = 2_000;
/** For what comes late. */
const AFTERWARDS_MS = 12_000;

/**
 * What a seed means for a fault: nothing else is random in its history. In every third one another fault joins in; where a
 * fault lasts, others always do.
 */
export function planOf(fault: string, seed: number, stepCount: number): Plan {
  const own = seed * FAULT_NAMES.length + FAULT_NAMES.indexOf(fault);
  const dice = createDice(own);
  const another = (): string => dice.oneOf(FAULT_NAMES);
  const isJoined = dice.chance(0.35);
  const joined = isLasting(fault) ? [another(), another()] : isJoined ? [fault, another()] : [];
  const faults = [fault, ...joined];
  const steps = drawSteps(dice, stepCount, faults);
  const socketsAllowed = !dice.chance(0.12);
  return { seed: own, faults, steps: withEnd(dice, steps, TAB_COUNT), socketsAllowed };
}

export async function runHistory(plan: Plan): Promise<Outcome> {
  const world = createWorld(plan.seed, plan);
  const { tabs, timeline } = world;
  const judge = createJudge(world, plan.faults.some(isOfStorage));
  for (const fault of plan.faults.filter(isLasting)) FAULTS[fault]?.begin(world);
  tabs.open(tabs.first, 'startChat');
  // In some histories everything goes wrong from the first moment.
  if (world.dice.chance(0.7)) await timeline.advance(1_000);
  for (const step of plan.steps) {
    await perform(world, step);
    await timeline.advance(world.dice.chance(0.5) ? 0 : world.dice.between(1, 60));
    judge.look();
  }
  // A mark is a probe of its line as well, so not everybody reads in the midst of it.
  if (plan.seed % 3 === 0) lookAtAll(world);
  for (const fault of Object.values(FAULTS)) fault.end?.(world);
  if (tabs.list.every(({ page }) => !page)) tabs.open(tabs.first);
  let violations = await untilRight(timeline, () => judge.verdict());
  if (violations.length > 0) return { violations, world };
  if (plan.seed % 3 > 0) lookAtAll(world);
  judge.look();
  await timeline.advance(AFTERWARDS_MS);
  violations = await untilRight(timeline, () => judge.verdict(true));
  return { violations, world };
}

async function untilRight(timeline: Timeline, verdict: () => Promise<Violation[]>): Promise<Violation[]> {
  let violations = await verdict();
  for (let waitedMs = 0; violations.length > 0 && waitedMs < PATIENCE_MS; waitedMs += LOOK_MS) {
    await timeline.advance(LOOK_MS);
    violations = await verdict();
  }
  return violations;
}

/** Everybody reads what is there, so that there is a newest mark to be told. */
function lookAtAll({ tabs, agent }: World): void {
  agent.look();
  for (const { page } of tabs.list) {
    if (page?.state() === 'running') page.engine()?.wish({ type: 'conversationSeen' });
  }
}
