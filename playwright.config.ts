// The journeys' browsers. Chromium as users have it: Playwright's own --disable-features list switches storage
// partitioning off, which leaves a cross-site frame without storage. Chromium honours the last such list only,
// so ours replaces it.

import { defineConfig } from '@playwright/test';
import { presentBrowser } from './test/support/browser.mjs';

const KEEP_OFF = ['HttpsUpgrades', 'MediaRouter', 'OptimizationHints'];
const executablePath = presentBrowser();
const reportFile = process.env.JOURNEYS_REPORT;

const chromium = (disabledFeatures: string[]) => ({
  browserName: 'chromium' as const,
  launchOptions: {
    ...(executablePath ? { executablePath } : {}),
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--disable-features=${disabledFeatures.join()}`,
    ],
  },
});

export default defineConfig({
  testDir: './test/journeys',
  outputDir: './test-results',
  timeout: 60_000,
  retries: 0,
  forbidOnly: true,
  fullyParallel: true,
  workers: 2,
  expect: { timeout: 8_000 },
  reporter: reportFile ? [['list'], ['json', { outputFile: reportFile }]] : [['list']],
  use: {
    actionTimeout: 8_000,
    navigationTimeout: 15_000,
    locale: 'en-GB',
    // A trace doubles the time of a journey: asked for with JOURNEYS_TRACE=1.
    trace: process.env.JOURNEYS_TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'chromium', testIgnore: /storage-refused/, use: chromium(KEEP_OFF) },
    // With partitioning switched off, today's Chromium refuses a cross-site frame all storage.
    {
      name: 'chromium without storage',
      testMatch: /storage-refused/,
      use: chromium([...KEEP_OFF, 'ThirdPartyStoragePartitioning']),
    },
  ],
});
