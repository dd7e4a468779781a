// Runs what seeds mean, one after another, and of one that fails says all that is needed to have it again: the line that
// replays it, what was found, and the shortest schedule with which fast-check still finds it.

import fc from 'fast-check';
import { inWords, type Violation } from '../history-checker.ts';
import { withoutNothing } from './draw.ts';

type Schedule = { steps: readonly unknown[] };

/** Histories of one kind. */
export type Kind<Plan extends Schedule> = {
  /** Of its knobs: NAME_SEED runs one seed alone, with NAME_PATH what it was shrunk to. */
  name: 'FAULT' | 'TAB';
  /** What else a plan depends on, where it is set. */
  knobs?: readonly string[];
  /** Words for the runner, which choose the test of this kind. */
  test: string;
  plans: fc.Arbitrary<Plan>;
  /** For fast-check, where another kind would have the same. */
  ownSeed?(seed: number): number;
  run(plan: Plan): Promise<readonly Violation[]>;
};

/** Enough to see whether they are alike. */
const MOST_FAILURES = 5;

const { env } = process;

/** A word for the test's runner, which waits for it in vain while promises alone keep this process busy. */
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export const isOneAlone = (name: Kind<never>['name']): boolean => Boolean(env[`${name}_SEED`]);

export async function failuresOf<Plan extends Schedule>(kind: Kind<Plan>, seeds: number): Promise<string[]> {
  const failures: string[] = [];
  const only = Number(env[`${kind.name}_SEED`] ?? 0);
  const [first, last] = only ? [only, only] : [1, seeds];
  for (let seed = first; seed <= last && failures.length < MOST_FAILURES; seed += 1) {
    const failure = await failureOf(kind, seed, failures.length === 0);
    if (failure) failures.push(failure);
  }
  return failures;
}

/** `isFirst`: to shrink takes a while, and one is enough to begin with. */
async function failureOf<Plan extends Schedule>(
  kind: Kind<Plan>,
  seed: number,
  isFirst: boolean,
): Promise<string | null> {
  let wanted: string | null = null;
  const property = fc.asyncProperty(kind.plans, async (plan) => {
    const finding = await findingOf(kind.run, plan);
    await breathe();
    if (!finding) return;
    wanted ??= finding.kind;
    // What fails in another way is no shorter form of this one.
    if (finding.kind === wanted) throw new Error(finding.words);
  });
  const path = env[`${kind.name}_PATH`] ?? '';
  const own = { seed: kind.ownSeed?.(seed) ?? seed, path };
  const outcome = await fc.check(property, { ...own, numRuns: 1, endOnFailure: !isFirst || path !== '' });
  if (!outcome.failed) return null;
  const { counterexample, counterexamplePath, errorInstance } = outcome;
  const found = `seed ${seed} (again: ${again(kind, seed)})\n${(errorInstance as Error).message}`;
  const plan = isFirst && counterexample?.[0];
  if (!plan) return found;
  const shortest = JSON.stringify({ ...plan, steps: withoutNothing(plan.steps) });
  return `${found}\nThe shortest schedule (again: ${again(kind, seed, counterexamplePath)}):\n${shortest}`;
}

async function findingOf<Plan extends Schedule>(
  run: Kind<Plan>['run'],
  plan: Plan,
): Promise<{ kind: Violation['kind'] | 'thrown'; words: string } | null> {
  try {
    const violations = await run(plan);
    return violations[0] ? { kind: violations[0].kind, words: inWords(violations) } : null;
  } catch (failure) {
    return { kind: 'thrown', words: String((failure as Error).stack) };
  }
}

/** The line that runs this one alone; with a path, what it was shrunk to. */
function again<Plan extends Schedule>(
  { name, knobs = [], test }: Kind<Plan>,
  seed: number,
  path?: string | null,
): string {
  const set = knobs.filter((knob) => env[knob]).map((knob) => `${knob}=${env[knob]}`);
  const own = [`${name}_SEED=${seed}`, ...(path ? [`${name}_PATH=${path}`] : [])];
  return `${[...set, ...own].join(' ')} npm run faults -- ${test}`;
}
