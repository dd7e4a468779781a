// Many histories of one fault, each from a seed.

import { failuresOf } from './failures.ts';
import { runHistory } from './history.ts';
import { ownSeed, plansOf } from './plans.ts';

const number = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise);

/** How many seeds each fault gets, and how long its histories are. */
export const SEEDS = number('FAULT_SEEDS', 500);
export const STEPS = number('FAULT_STEPS', 60);

export type Run = { histories: number; said: number; failures: string[] };

export async function runFault(fault: string): Promise<Run> {
  let [histories, said] = [0, 0];
  const failures = await failuresOf(
    {
      ...{ name: 'FAULT', knobs: ['FAULT_STEPS'], test: `-t '${fault}'`, plans: plansOf(fault, STEPS) },
      ownSeed: (seed) => ownSeed(fault, seed),
      async run(plan) {
        const { violations, world } = await runHistory(plan);
        histories += 1;
        said += world.said.length;
        return violations;
      },
    },
    SEEDS,
  );
  return { histories, said, failures };
}
