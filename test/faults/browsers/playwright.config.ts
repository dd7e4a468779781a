// The browsers of the runs behind the fault proxy. FAULTS=short is what `npm test` runs: fewer seeds.

import { defineConfig } from '@playwright/test';
import journeys from '../../../playwright.config.ts';

const isShort = process.env.FAULTS === 'short';
const reportFile = process.env.JOURNEYS_REPORT;

/** Those of the journeys, so that there is one description of each. */
const browserOf = (project: string) => journeys.projects?.find(({ name }) => name === project)?.use ?? {};

const engine = (name: string, seeds: number, shortSeeds: number, laneCount: number) => ({
  name,
  use: { ...browserOf(name), engine: name, seeds: isShort ? shortSeeds : seeds, laneCount },
});

export default defineConfig({
  testDir: '.',
  outputDir: '../../../test-results',
  retries: 0,
  forbidOnly: true,
  fullyParallel: true,
  workers: 1,
  reporter: reportFile ? [['list'], ['json', { outputFile: reportFile }]] : [['list']],
  use: { actionTimeout: 20_000, navigationTimeout: 30_000, locale: 'en-GB' },
  projects: [engine('chromium', 20, 3, 4), engine('firefox', 5, 1, 2), engine('webkit', 10, 1, 2)],
});
