// Browsers that do not give all that tabs share.
// Whole chats of two tabs and an agent; the faults of a chat come from a seed (FAULT_SEEDS, FAULT_SEED, FAULT_STEPS).

import { describe, expect, it } from 'vitest';
import { runFault } from './run-fault.ts';

const FAULTS = ['no locks', 'no channels'];

describe('a chat loses nothing, doubles nothing and keeps its order in spite of', () => {
  it.each(FAULTS)('%s', async (fault) => {
    const { histories, said, failures } = await runFault(fault);
    expect(failures.join('\n\n')).toBe('');
    // A history in which nobody speaks shows nothing.
    expect(said).toBeGreaterThan(4 * histories);
  });
});
