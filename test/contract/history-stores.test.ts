// The history's contract on the rows that live as long as their page. On the browser's database it runs in a browser.

import { describe, it } from 'vitest';
import { createMemoryRows } from '../../frame/storage/history-rows.ts';
import { createFakeClock } from '../support/frame-fakes.ts';
import { givenHistory, HISTORY_RULES } from './history-store-contract.ts';

describe('history in memory', () => {
  for (const { rule, check } of HISTORY_RULES) {
    it(rule, async () => {
      const rows = createMemoryRows();
      await check(givenHistory(() => rows, createFakeClock()));
    });
  }
});
