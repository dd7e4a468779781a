// The runs' `test`: lanes and an engine that serve one chat after the other.

import { test as base } from '@playwright/test';
import { type Lane, startLane } from './lane.ts';
import { type NewVisitor, playwrightVisitors, webkitVisitors } from './visitors.ts';

export type Choice = {
  engine: 'chromium' | 'firefox' | 'webkit';
  seeds: number;
  /** Of the chats that these seeds give; 1 for all. */
  everyNth: number;
  laneCount: number;
};

type Given = Choice & { lanes: Lane[]; newVisitor: NewVisitor };

/** Firefox takes its time on a busy machine. */
const START_LIMIT_MS = 120_000;

export const test = base.extend<object, Given>({
  engine: ['chromium', { option: true, scope: 'worker' }],
  seeds: [1, { option: true, scope: 'worker' }],
  everyNth: [1, { option: true, scope: 'worker' }],
  laneCount: [1, { option: true, scope: 'worker' }],
  lanes: [
    async ({ laneCount }, use) => {
      const lanes = await Promise.all(Array.from({ length: laneCount }, startLane));
      await use(lanes);
      await Promise.all(lanes.map((lane) => lane.close()));
    },
    { scope: 'worker', timeout: START_LIMIT_MS },
  ],
  newVisitor: [
    async ({ engine, playwright }, use) => {
      if (engine === 'webkit') return use(webkitVisitors);
      const browser = await playwright[engine].launch();
      await use(playwrightVisitors(browser));
      await browser.close();
    },
    { scope: 'worker', timeout: START_LIMIT_MS },
  ],
});
