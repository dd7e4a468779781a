// What a seed means for a fault: the steps of a history, which faults come and go in it, whether sockets are allowed, and
// whether the chat is ended. Of a plan that fails, what does not matter is shrunk: steps to nothing, the rest to what is plain.

import fc from 'fast-check';
import { drawEnd, drawn, stepsOf, waitOf, weighted, weightedOf, withEnd, worldSeed } from './draw.ts';
import { FAULT_NAMES, isLasting } from './faults.ts';
import type { Step } from './steps.ts';
import type { WorldOptions } from './world.ts';

export type Plan = { seed: number; steps: readonly Step[]; faults: readonly string[] } & WorldOptions;

const TAB_COUNT = 2;

const PAGE_ACTS = [
  [18, 'say'],
  [2, 'sendFile'],
  [4, 'type'],
  [4, 'reload'],
  [3, 'navigate'],
  [3, 'back'],
  [2, 'reloadFrame'],
  [5, 'open'],
  [1, 'close'],
  [2, 'wake'],
  [2, 'hideAndShow'],
] as const;

const pageStep: fc.Arbitrary<Step> = fc
  .tuple(weightedOf(...PAGE_ACTS), weightedOf([3, 0], [2, 1]))
  .map(([act, tab]) => ({ do: act, tab }));

/** Waits are mostly moments, sometimes long. */
const stepOf = (faults: readonly string[]): fc.Arbitrary<Step> =>
  weighted<Step>(
    [10, waitOf(1, 100)],
    [10, waitOf(100, 4_000)],
    [2, waitOf(4_000, 60_000)],
    [46, pageStep],
    [14, fc.constant({ do: 'agentSays' })],
    [2, fc.constant({ do: 'agentTypes' })],
    [10, fc.constantFrom(...faults).map((fault) => ({ do: 'begin', fault }))],
    [6, fc.constantFrom(...faults).map((fault) => ({ do: 'end', fault }))],
  );

/** In every third history another fault joins in; where a fault lasts, others always do. */
function faultsOf(fault: string): fc.Arbitrary<string[]> {
  const another = fc.constantFrom(...FAULT_NAMES);
  if (isLasting(fault)) return fc.tuple(another, another).map((others) => [fault, ...others]);
  return weighted([65, fc.constant([fault])], [35, another.map((other) => [fault, fault, other])]);
}

/** Every choice is as likely as it says, without a bias for what lies at the edges: a history is rough by what meets in it. */
export const plansOf = (fault: string, stepCount: number): fc.Arbitrary<Plan> =>
  fc.noBias(
    faultsOf(fault).chain((faults) =>
      fc
        .tuple(
          stepsOf(stepCount, stepOf(faults)),
          weightedOf([88, true], [12, false]),
          worldSeed,
          drawEnd(stepCount, TAB_COUNT),
        )
        .map(([steps, socketsAllowed, seed, end]) => ({ seed, faults, socketsAllowed, steps: withEnd(steps, end) })),
    ),
  );

/** So that no two faults share a history. */
export const ownSeed = (fault: string, seed: number): number => seed * FAULT_NAMES.length + FAULT_NAMES.indexOf(fault);

/** The one plan that a seed of a fault means. */
export const planOf = (fault: string, seed: number, stepCount: number): Plan =>
  drawn(plansOf(fault, stepCount), ownSeed(fault, seed));
