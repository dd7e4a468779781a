// How far each side has got with the other's messages.

import type { EventOf } from '../events.ts';
import type { Active, AgentSeen } from '../state.ts';
import { type Step, step } from './step.ts';

/** Nothing has been heard of it. */
export const UNSEEN: AgentSeen = { deliveredIndex: 0, readIndex: 0 };

/** What was read was delivered, and stays so: words of it may come late, and in any order. */
export function agentHasSeen(life: Active, { deliveredIndex, readIndex }: EventOf<'agentSeenReceived'>): Step {
  const before = life.agentSeen;
  const read = Math.max(before.readIndex, readIndex);
  const delivered = Math.max(before.deliveredIndex, deliveredIndex, read);
  return read === before.readIndex && delivered === before.deliveredIndex
    ? step(life)
    : step({ ...life, agentSeen: { deliveredIndex: delivered, readIndex: read } });
}

/** The log is shorter than it was: what is said in place of its end is new to everybody. */
export const seenAtMost = ({ deliveredIndex, readIndex }: AgentSeen, lastIndex: number): AgentSeen => ({
  deliveredIndex: Math.min(deliveredIndex, lastIndex),
  readIndex: Math.min(readIndex, lastIndex),
});
