// What an older build has saved, as this one reads it: one step a version, so that nobody ever writes a step from each to
// each. Knows no state but through its steps, and no storage.

import { STATE_VERSION } from '../../protocol/version.ts';

export type Saved = { readonly version: number; readonly [name: string]: unknown };
export type UpgradeStep = (state: Saved) => object;

/**
 * At place n - 1: what a state of version n becomes in version n + 1. Whoever raises STATE_VERSION adds a step here, and the
 * last states of the version before to test/support/golden/. Steps stay for ever, and never look at what later versions have. A step that
 * changes a conversation takes its seal away.
 */
const STEPS: readonly UpgradeStep[] = [];

/** What is of no older version stays what it is, also if it is no state at all. */
export function stepwise(state: unknown, steps: readonly UpgradeStep[]): unknown {
  const older = state as Saved | null;
  const step = steps[Number(older?.version) - 1];
  return older && step ? stepwise({ ...step(older), version: older.version + 1 }, steps) : state;
}

/** As long as there is no older version, the document carries nothing of this. */
export const upgraded = STATE_VERSION === 1 ? (state: unknown) => state : (state: unknown) => stepwise(state, STEPS);
