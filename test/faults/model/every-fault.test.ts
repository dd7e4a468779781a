// The table of faults and the files that run them say the same.

import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { FAULT_NAMES } from './faults.ts';

it('has a test for each fault', () => {
  const folder = new URL('.', import.meta.url);
  const texts = readdirSync(folder).flatMap((name) =>
    name.endsWith('.test.ts') ? [readFileSync(new URL(name, folder), 'utf8')] : [],
  );
  const untested = FAULT_NAMES.filter((name) => !texts.some((text) => text.includes(`'${name}'`)));
  expect(untested).toEqual([]);
  expect(FAULT_NAMES.length).toBeGreaterThanOrEqual(14);
});
