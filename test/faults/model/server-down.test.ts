// A server whose answers are lost, or that goes down in the middle of its work.
// Whole chats of two tabs and an agent; the faults of a chat come from a seed (FAULT_SEEDS, FAULT_STEPS, FAULT_SEED, FAULT_PATH).

import { describe, expect, it } from 'vitest';
import { runFault } from './run-fault.ts';

const FAULTS = ['lost answers', 'server restart'];

describe('a chat loses nothing, doubles nothing and keeps its order in spite of', () => {
  it.each(FAULTS)('%s', async (fault) => {
    expect((await runFault(fault)).join('\n\n')).toBe('');
  });
});
