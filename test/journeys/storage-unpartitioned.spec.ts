// A browser that gives the chat's frame one storage on all sites, as browsers did, and still do where people ask for it.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumArgs, presentBrowser } from '../support/browser.mjs';
import { coreJourney } from '../support/core-journey.ts';
import { expect, test } from '../support/site-test.ts';
import { createVisitor } from '../support/visitor.ts';

const executablePath = presentBrowser();
/** Third-party cookies are let through, and with partitioning switched off their storage is that of the first party. */
const PREFERENCES = { profile: { cookie_controls_mode: 0, block_third_party_cookies: false } };

const unpartitioned = test.extend({
  // There the chat has one origin for both sites.
  names: 'named',
  context: async ({ playwright }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'tagalong-profile-'));
    mkdirSync(join(folder, 'Default'));
    writeFileSync(join(folder, 'Default', 'Preferences'), JSON.stringify(PREFERENCES));
    const context = await playwright.chromium.launchPersistentContext(folder, {
      ...(executablePath && { executablePath }),
      args: chromiumArgs('ThirdPartyStoragePartitioning'),
      locale: 'en-GB',
    });
    await use(context);
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  },
});

unpartitioned(
  'with one storage for all sites a chat goes from its beginning to its end, and comes back',
  async ({ visitor, agent, sites }) => {
    await coreJourney({ visitor, agent, sites }, { restores: true, told305: false });
  },
);

unpartitioned(
  'with one storage for all sites another site finds nothing of the chat, and begins one of its own',
  async ({ visitor, sites, context }) => {
    await visitor.open(sites.shop);
    await visitor.startChat();
    await visitor.say('Of the shop');
    await visitor.sees('Of the shop');

    const elsewhere = createVisitor(await context.newPage());
    await elsewhere.open(sites.blog);
    expect(await elsewhere.hears('fail')).not.toHaveProperty('error');
    await expect(elsewhere.iframe).toBeHidden();
    const keys = () => elsewhere.frame.locator(':root').evaluate(() => Object.keys(localStorage).sort());
    // What the shop's frame has written can be read there: it is one storage.
    expect(await keys()).toEqual([`tagalong:default:${sites.shop}`]);

    await elsewhere.startChat();
    await elsewhere.say('Of the blog');
    await elsewhere.sees('Of the blog');
    expect(await keys()).toEqual([`tagalong:default:${sites.blog}`, `tagalong:default:${sites.shop}`].sort());
    await elsewhere.end();
    await elsewhere.hears('sessionEnded');

    await visitor.page.reload();
    await visitor.hears('done');
    await visitor.sees('Of the shop');
    await expect(visitor.log).not.toContainText('Of the blog');
  },
);
