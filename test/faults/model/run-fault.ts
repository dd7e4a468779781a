// Many histories of one fault, and of a failing one all that is needed to have it again: its seed, what was found, and the
// shortest schedule that still shows it.

import { inWords } from '../history-checker.ts';
import { type Plan, planOf, runHistory } from './history.ts';

const number = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise);

/** How many seeds each fault gets, and how long its histories are; FAULT_SEED runs one seed alone. */
export const SEEDS = number('FAULT_SEEDS', 500);
export const STEPS = number('FAULT_STEPS', 60);
const ONLY = process.env.FAULT_SEED ? Number(process.env.FAULT_SEED) : null;

/** Enough to see whether they are of one kind. */
const MOST_FAILURES = 5;

/** A word for the test's runner, which waits for it in vain while promises alone keep this process busy. */
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export type Run = { histories: number; said: number; failures: string[] };

export async function runFault(fault: string): Promise<Run> {
  const run: Run = { histories: 0, said: 0, failures: [] };
  const [first, last] = ONLY === null ? [1, SEEDS] : [ONLY, ONLY];
  for (let seed = first; seed <= last && run.failures.length < MOST_FAILURES; seed += 1) {
    const plan = planOf(fault, seed, STEPS);
    const { found, said } = await findingsOf(plan);
    run.histories += 1;
    run.said += said;
    if (found) run.failures.push(await inFull(fault, seed, plan, found, run.failures.length === 0));
    await breathe();
  }
  return run;
}

async function findingsOf(plan: Plan): Promise<{ found: string | null; kind: string; said: number }> {
  try {
    const { violations, world } = await runHistory(plan);
    return { found: inWords(violations) || null, kind: violations[0]?.kind ?? '', said: world.said.length };
  } catch (failure) {
    return { found: String((failure as Error).stack), kind: 'thrown', said: 0 };
  }
}

async function inFull(fault: string, seed: number, plan: Plan, found: string, isFirst: boolean): Promise<string> {
  const again = `FAULT_SEED=${seed} npm run faults -- -t '${fault}'`;
  const schedule = isFirst ? `\nThe shortest schedule:\n${JSON.stringify((await shortest(plan)).steps)}` : '';
  return `${fault}, seed ${seed} (again: ${again})\n${found}${schedule}`;
}

/** Leaves out as many steps as can be left out, in ever smaller pieces. */
export async function shortest(plan: Plan): Promise<Plan> {
  const { kind } = await findingsOf(plan);
  let least = plan;
  for (let size = 16; size >= 1; size /= 2) {
    for (let at = 0; at < least.steps.length; ) {
      const steps = [...least.steps.slice(0, at), ...least.steps.slice(at + size)];
      const shorter = { ...least, steps };
      if ((await findingsOf(shorter)).kind === kind) least = shorter;
      else at += size;
    }
  }
  return least;
}
