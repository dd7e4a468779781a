// What there is of a conversation in a life.

import { isLive, type Live } from '../session/selectors.ts';
import type { Ended, Phase } from '../session/state.ts';

/** A life that has a conversation to show. */
export type Talk = Live | Ended;

/** Name of the agent; null while there is none. */
export const agentOf = (life: Phase): string | null =>
  isLive(life) || life.phase === 'ended' ? (life.agent?.name ?? null) : null;
