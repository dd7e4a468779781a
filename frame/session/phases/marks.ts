// How far each side has got with the other's messages.

import type { AgentSeen } from '../state.ts';

/** Nothing has been heard of it. */
export const UNSEEN: AgentSeen = { deliveredIndex: 0, readIndex: 0 };
