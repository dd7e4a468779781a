// The browsers of the runs behind the fault proxy. FAULTS=short is what `npm test` runs: fewer chats.

import { resolve } from 'node:path';
import { defineConfig } from '@playwright/test';
import journeys from '../../../playwright.config.ts';
import type { Choice } from './faults-test.ts';

const isShort = process.env.FAULTS === 'short';
/** Relative to where the run was started, not to this file. */
const reportFile = process.env.JOURNEYS_REPORT && resolve(process.env.JOURNEYS_REPORT);

/** Those of the journeys, so that there is one description of each; none where an engine is missing on this machine. */
const browserOf = (project: string) => journeys.projects?.find(({ name }) => name === project)?.use;

type Part = Pick<Choice, 'seeds' | 'everyNth'>;

function engine(name: Choice['engine'], laneCount: number, whole: Part, short: Part) {
  const browser = browserOf(name);
  return browser ? [{ name, use: { ...browser, engine: name, laneCount, ...(isShort ? short : whole) } }] : [];
}

export default defineConfig<object, Choice>({
  testDir: '.',
  outputDir: '../../../test-results',
  retries: 0,
  forbidOnly: true,
  fullyParallel: true,
  workers: 1,
  reporter: reportFile ? [['list'], ['json', { outputFile: reportFile }]] : [['list']],
  use: { actionTimeout: 20_000, navigationTimeout: 30_000, locale: 'en-GB' },
  projects: [
    ...engine('chromium', 4, { seeds: 20, everyNth: 1 }, { seeds: 2, everyNth: 1 }),
    // Its driver types into the window that has the focus, and each visitor has a window: one at a time.
    ...engine('firefox', 1, { seeds: 5, everyNth: 1 }, { seeds: 1, everyNth: 4 }),
    ...engine('webkit', 2, { seeds: 10, everyNth: 1 }, { seeds: 1, everyNth: 2 }),
  ],
});
