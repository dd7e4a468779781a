// Known bugs of the server and the agent's console, planted one at a time: the histories find each of them.

import { afterAll, expect, it } from 'vitest';
import { SERVER_BUGS } from './bugs.ts';
import { closeServer, findBug } from './find-bug.ts';

afterAll(closeServer);

for (const bug of SERVER_BUGS) {
  it(`finds that ${bug.name}`, async () => {
    const { seed } = await findBug(bug);
    expect(seed, `found by "${bug.by}" within ${bug.seeds} seeds`).not.toBeNull();
  });
}
