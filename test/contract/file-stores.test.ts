// The contract of files on their way, on the rows that live as long as their page. On the browser's database it runs in a
// browser.

import { describe, it } from 'vitest';
import { createFakeClock } from '../support/frame-fakes.ts';
import { createMemoryFileRows } from '../support/frame-file-rows.ts';
import { FILE_RULES, givenFiles } from './file-store-contract.ts';

describe('files in memory', () => {
  for (const { rule, check } of FILE_RULES) {
    it(rule, async () => {
      const rows = createMemoryFileRows();
      await check(givenFiles(() => rows, createFakeClock()));
    });
  }
});
