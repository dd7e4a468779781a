// Ways that break for one side alone, or in the middle of a word.
// Whole chats of two tabs and an agent; the faults of a chat come from a seed (FAULT_SEEDS, FAULT_STEPS, FAULT_SEED, FAULT_PATH).

import { describe, expect, it } from 'vitest';
import { runFault } from './run-fault.ts';

const FAULTS = ['half-close', 'cut in a message', 'refused upgrade'];

describe('a chat loses nothing, doubles nothing and keeps its order in spite of', () => {
  it.each(FAULTS)('%s', async (fault) => {
    expect((await runFault(fault)).join('\n\n')).toBe('');
  });
});
