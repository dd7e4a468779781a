// The journeys' `test`: each one gets its own server process with its own database, a visitor and an agent in
// browser contexts of their own. The sites are those of one port, told apart by name.

import { type Browser, test as base } from '@playwright/test';
import { type Agent, createAgent } from './agent.ts';
import { chromiumArgs, presentBrowser } from './browser.mjs';
import { type ServerProcess, startServerProcess } from './server-process.ts';
import { createVisitor, type Visitor } from './visitor.ts';
import { createWebKitBrowser } from './webkit-browser.ts';

export type Sites = { shop: string; blog: string; chat: string };

/** The sites of `npm start`: two names that every system knows. */
const plainSites = (port: number): Sites => ({
  shop: `http://localhost:${port}`,
  blog: `http://blog.localhost:${port}`,
  chat: `http://127.0.0.1:${port}`,
});

const namedSites = (port: number): Sites => ({
  shop: `http://shop.localhost:${port}`,
  blog: `http://blog.localhost:${port}`,
  chat: `http://chat.localhost:${port}`,
});

type Given = {
  names: 'plain' | 'named';
  /** Environment of the server process, beside the defaults of the journeys. */
  serverEnv: Record<string, string>;
  server: ServerProcess;
  sites: Sites;
  visitor: Visitor;
  agent: Agent;
};

/** Which browser: one that Playwright drives, or WebKitGTK, which it does not know. */
type Driver = {
  driver: 'playwright' | 'webkitgtk';
  browser: Browser;
  /** The agent's is always Chromium: a Firefox with two windows types into the one in front alone. */
  agentsBrowser: Browser;
};

export const test = base.extend<Given, Driver>({
  driver: ['playwright', { option: true, scope: 'worker' }],
  browser: [
    async ({ driver, playwright, browserName }, use) => {
      if (driver === 'webkitgtk') {
        const browser = createWebKitBrowser();
        await use(browser);
        return browser.end();
      }
      const browser = await playwright[browserName].launch();
      await use(browser);
      await browser.close();
    },
    { scope: 'worker', timeout: 0 },
  ],
  agentsBrowser: [
    async ({ driver, browser, browserName, playwright }, use) => {
      if (driver === 'playwright' && browserName === 'chromium') return use(browser);
      const executablePath = presentBrowser();
      const options = { args: chromiumArgs(), ...(executablePath && { executablePath }) };
      // What the visitor's browser is started with is no word for this one.
      const agents = await playwright.chromium.launch({ channel: '', firefoxUserPrefs: {}, ...options });
      await use(agents);
      await agents.close();
    },
    { scope: 'worker', timeout: 0 },
  ],
  serverEnv: [{}, { option: true }],
  server: async ({ serverEnv }, use, testInfo) => {
    const server = await startServerProcess({ env: { DEMO_ASSISTANT: 'off', ...serverEnv } });
    await use(server);
    if (testInfo.status !== testInfo.expectedStatus) {
      await testInfo.attach('server output', { body: server.output(), contentType: 'text/plain' });
    }
    await server.stop();
  },
  names: ['plain', { option: true }],
  sites: async ({ server, names }, use) => use((names === 'plain' ? plainSites : namedSites)(server.port)),
  visitor: async ({ page }, use) => use(createVisitor(page)),
  agent: async ({ agentsBrowser, sites }, use) => {
    const context = await agentsBrowser.newContext();
    const page = await context.newPage();
    await page.goto(`${sites.chat}/agent`);
    await use(createAgent(page));
    await context.close();
  },
});

/** The same with one server for all such journeys of a worker: for those that neither stop it nor count who waits. */
export const sharedTest = test.extend<object, { oneServer: ServerProcess }>({
  oneServer: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs.
    async ({}, use) => {
      const server = await startServerProcess({ env: { DEMO_ASSISTANT: 'off' } });
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
  server: async ({ oneServer }, use) => use(oneServer),
});

export { expect } from './engine-expect.ts';
