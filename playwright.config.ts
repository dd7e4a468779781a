// The journeys' browsers: all journeys in Chromium, the core ones in each other engine that is here.

import { defineConfig } from '@playwright/test';
import { coreTitles, titlesIn } from './test/engines/core.ts';
import { chromiumArgs, presentBrowser, presentEngines, presentFirefox } from './test/support/browser.mjs';

const executablePath = presentBrowser();
const firefoxPath = presentFirefox();
const engines = presentEngines();
const reportFile = process.env.JOURNEYS_REPORT;

const chromium = (...alsoOff: string[]) => ({
  browserName: 'chromium' as const,
  launchOptions: { ...(executablePath ? { executablePath } : {}), args: chromiumArgs(...alsoOff) },
});

/** One process for all sites: the driver's clicks do not reach a frame that has a process of its own. */
const firefox = (preferences: Record<string, number | boolean>) => ({
  browserName: 'firefox' as const,
  channel: 'moz-firefox',
  launchOptions: {
    ...(firefoxPath ? { executablePath: firefoxPath } : {}),
    firefoxUserPrefs: { 'fission.autostart': false, ...preferences },
  },
});

/** Start slowly and share two cores: one worker each, which keeps its browser. */
const SLOW = { workers: 1 };
const isCoreRun = Boolean(process.env.CORE_ONLY);
const wanted = isCoreRun ? coreTitles : titlesIn;
const inFirefox = [
  { ...SLOW, name: 'firefox', testIgnore: /storage-refused/, grep: wanted('firefox'), use: firefox({}) },
  {
    ...SLOW,
    name: 'firefox without storage',
    testMatch: /storage-refused/,
    use: firefox({ 'network.cookie.cookieBehavior': 1 }),
  },
];
const inWebKit = [{ ...SLOW, name: 'webkit', grep: wanted('webkit'), use: { driver: 'webkitgtk' as const } }];

export default defineConfig<object, { driver: 'playwright' | 'webkitgtk' }>({
  testDir: './test/journeys',
  outputDir: './test-results',
  // Limits for a machine that many share: nothing is held to be fast because of them, and no test waits for their end.
  timeout: 120_000,
  retries: 0,
  forbidOnly: true,
  fullyParallel: true,
  workers: 2,
  expect: { timeout: 15_000 },
  reporter: reportFile ? [['list'], ['json', { outputFile: reportFile }]] : [['list']],
  use: {
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    locale: 'en-GB',
    // A trace doubles the time of a journey: asked for with JOURNEYS_TRACE=1.
    trace: process.env.JOURNEYS_TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
  },
  ...(isCoreRun ? { grep: coreTitles() } : {}),
  projects: [
    { name: 'chromium', testIgnore: /storage-refused/, use: chromium() },
    // With partitioning switched off, today's Chromium refuses a cross-site frame all storage.
    {
      name: 'chromium without storage',
      testMatch: /storage-refused/,
      use: chromium('ThirdPartyStoragePartitioning'),
    },
    ...(engines.includes('firefox') ? inFirefox : []),
    ...(engines.includes('webkit') ? inWebKit : []),
  ],
});
