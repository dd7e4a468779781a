// The page comes back out of the browser's back/forward cache, which Playwright switches off unless told otherwise. It
// does not see the frames of such a page again, so the page's own session says what there is.

import { presentBrowser } from '../support/browser.mjs';
import { AT_ONCE, ask, plainPage, type SiteWindow } from '../support/site-script.ts';
import { expect, sharedTest as test } from '../support/site-test.ts';

const executablePath = presentBrowser();
const withCache = {
  ...(executablePath && { executablePath }),
  ignoreDefaultArgs: ['--disable-back-forward-cache'],
  args: ['--no-sandbox', '--disable-features=HttpsUpgrades,MediaRouter,OptimizationHints'],
};
test.use({
  launchOptions: [
    ({ browserName, launchOptions }, use) => use(browserName === 'chromium' ? withCache : launchOptions),
    { scope: 'worker' },
  ],
});

type Kept = SiteWindow & { isKept: true };

test('a chat does not keep its page out of the back/forward cache, and goes on when that page comes back', async ({
  visitor: { page },
  sites,
  context,
}) => {
  const plain = await plainPage(context, sites);
  await page.goto(plain);
  expect(await ask(page, 'startChat', AT_ONCE)).toBe('session');
  await page.evaluate(() => {
    const site = globalThis as unknown as SiteWindow;
    Object.assign(site, { isKept: true, heard: [] });
    site.session.onContinued(() => void site.heard.push('continued'));
    site.session.onMessageReceived(({ content }) => void site.heard.push(content.text));
  });
  await page.goto(`${sites.shop}/`);
  await page.evaluate(() => history.back());
  await page.waitForFunction(() => (globalThis as unknown as Kept).isKept);

  await page.evaluate(() => (globalThis as unknown as SiteWindow).session.sendMessage('Back again'));
  await expect
    .poll(() => page.evaluate(() => (globalThis as unknown as SiteWindow).heard))
    .toEqual(['continued', 'Back again']);
  const other = await context.newPage();
  await other.goto(plain);
  expect(await ask(other, 'startChat', AT_ONCE)).toMatchObject({ code: 201 });
});
