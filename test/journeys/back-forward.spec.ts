// The page comes back out of the browser's back/forward cache, which Playwright switches off unless told otherwise. It
// does not see the frames of such a page again, so the page's own session says what there is.

import type { Page } from '@playwright/test';
import { chromiumArgs, presentBrowser } from '../support/browser.mjs';
import { AT_ONCE, ask, plainPage, type SiteWindow } from '../support/site-script.ts';
import { expect, sharedTest as test } from '../support/site-test.ts';
import { stepBack } from '../support/step-back.ts';

const executablePath = presentBrowser();
const withCache = {
  ...(executablePath && { executablePath }),
  ignoreDefaultArgs: ['--disable-back-forward-cache'],
  args: chromiumArgs(),
};
test.use({
  launchOptions: [
    ({ browserName, launchOptions }, use) => use(browserName === 'chromium' ? withCache : launchOptions),
    { scope: 'worker' },
  ],
});

type Kept = SiteWindow & { isKept: true };

test('a chat does not keep its page out of the back/forward cache, and goes on when that page comes back', async ({
  visitor: { page, frame },
  sites,
  context,
}) => {
  const plain = await plainPage(context, sites);
  await page.goto(plain);
  expect(await ask(page, 'startChat', AT_ONCE)).toBe('session');
  // The chat is drawn after that, and takes the focus in the same moment. Chromium tells a frame late that its page was put
  // away, and lets go of such a page if the frame moves the focus meanwhile.
  await expect(frame.getByRole('textbox', { name: 'Message' })).toBeVisible();
  await page.evaluate(() => {
    const site = globalThis as unknown as SiteWindow;
    Object.assign(site, { isKept: true, heard: [] });
    site.session.onContinued(() => void site.heard.push('continued'));
    site.session.onMessageReceived(({ content }) => void site.heard.push(content.text));
  });
  await page.goto(`${sites.shop}/`);
  await stepBack(page);
  await page.waitForFunction(() => (globalThis as unknown as Kept).isKept);

  await page.evaluate(() => (globalThis as unknown as SiteWindow).session.sendMessage('Back again'));
  await expect
    .poll(() => page.evaluate(() => (globalThis as unknown as SiteWindow).heard))
    .toEqual(['continued', 'Back again']);
  const other = await context.newPage();
  await other.goto(plain);
  expect(await ask(other, 'startChat', AT_ONCE)).toMatchObject({ code: 201 });
});

/** Begins to write down what the page hears, and marks the page: one that is loaded anew has no mark. */
const listen = (page: Page) =>
  page.evaluate(() => {
    const site = globalThis as unknown as SiteWindow;
    Object.assign(site, { isKept: true, heard: [] });
    site.session.onMessageReceived(({ content }) => void site.heard.push(content.text));
  });
const heard = (page: Page) => page.evaluate(() => (globalThis as unknown as SiteWindow).heard);
const say = (page: Page, text: string) =>
  page.evaluate((words) => (globalThis as unknown as SiteWindow).session.sendMessage(words), text);
const comeBack = async (page: Page) => {
  await stepBack(page);
  await page.waitForFunction(() => (globalThis as unknown as Kept).isKept);
};

for (const disableWebSockets of [false, true]) {
  const way = disableWebSockets ? 'with long polling' : 'with sockets';

  test(`a page ${way} that comes back hears once, in order, what was said meanwhile`, async ({
    visitor: { page },
    agent,
    sites,
    context,
  }) => {
    const name = `Ann ${way}`;
    const options = { ...AT_ONCE, disableWebSockets };
    const first = await plainPage(context, sites);
    await page.goto(first);
    expect(await ask(page, 'startChat', { ...options, username: name })).toBe('session');
    await listen(page);
    await agent.accept(name);
    await agent.say('To the first page');
    await expect.poll(() => heard(page)).toEqual(['To the first page']);

    await page.goto(`${first}?later`);
    expect(await ask(page, 'restoreChat', options)).toBe('session');
    await say(page, 'From the later page');
    await agent.sees('From the later page');
    await agent.say('To the later page');

    const other = await context.newPage();
    await other.goto(first);
    expect(await ask(other, 'restoreChat', options)).toBe('session');
    await say(other, 'From another tab');
    await agent.sees('From another tab');

    await comeBack(page);
    const meanwhile = ['From the later page', 'To the later page', 'From another tab'];
    await expect.poll(() => heard(page)).toEqual(['To the first page', ...meanwhile]);
    await say(page, 'Back again');
    await agent.sees('Back again');
    await agent.say('Welcome back');
    const all = ['To the first page', ...meanwhile, 'Back again', 'Welcome back'];
    await expect.poll(() => heard(page)).toEqual(all);
  });
}
