// One history: a world, a plan that is followed in it, and what the judge finds when every fault is over and some time has
// passed.

import type { Violation } from '../history-checker.ts';
import { FAULTS, isLasting, isOfStorage } from './faults.ts';
import { createJudge } from './judge.ts';
import type { Plan } from './plans.ts';
import { perform } from './steps.ts';
import type { Timeline } from './timeline.ts';
import { createWorld, type World } from './world.ts';

export type Outcome = { violations: Violation[]; world: World };

/** Longer than a client waits at most before it tries again, twice, and than the noticing of a dead line. */
const PATIENCE_MS = 150_000;
const LOOK_MS = 2_000;
/** For what comes late. */
const AFTERWARDS_MS = 12_000;

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
