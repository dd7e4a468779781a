// Many histories of one fault, each from a seed.

import { failuresOf, isOneAlone } from './failures.ts';
import { runHistory } from './history.ts';
import { ownSeed, plansOf } from './plans.ts';

const number = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise);

/** How many seeds each fault gets, and how long its histories are. */
export const SEEDS = number('FAULT_SEEDS', 500);
export const STEPS = number('FAULT_STEPS', 60);

/** In a history of less not much can be lost. */
const LEAST_SAID = 4;

/** What failed. */
export async function runFault(fault: string): Promise<string[]> {
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
  // One alone is run for what it is.
  const isQuiet = said <= LEAST_SAID * histories && !isOneAlone('FAULT');
  return isQuiet ? [...failures, `in ${histories} histories only ${said} messages were sent`] : failures;
}
