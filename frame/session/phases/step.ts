// What a phase's function gives back, and the steps that several phases share.

import { CANCELLED, type Failure } from '../../../protocol/beginning-errors.ts';
import type { LoadedState } from '../../../protocol/saved-form.ts';
import type { Effect } from '../effects.ts';
import type { Idle, Phase } from '../state.ts';

export type Step = {
  life: Phase;
  effects: readonly Effect[];
  /** What the life was taken from, if it is a saved one. */
  from?: LoadedState;
};

export const IDLE: Idle = { phase: 'idle' };
export const step = (life: Phase, ...effects: readonly Effect[]): Step => ({ life, effects });

export const settleFailed = (tickets: readonly string[], error: Failure): Effect[] =>
  tickets.map((requestId) => ({ kind: 'settle', settlement: { requestId, outcome: 'failed', error } }));

export const settleNoSession = (tickets: readonly string[]): Effect[] =>
  tickets.map((requestId) => ({ kind: 'settle', settlement: { requestId, outcome: 'noSession' } }));

/** Nothing came of it: the tickets say why, and no later page finds anything. */
export const abandon = (tickets: readonly string[], error: Failure = CANCELLED): Step =>
  step(IDLE, { kind: 'closeTransport' }, { kind: 'forgetSession', sessionId: '' }, ...settleFailed(tickets, error));
