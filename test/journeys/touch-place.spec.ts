// On a phone: the chat fills what is seen of the page, which stands still behind it and is afterwards as it was.

import { AT_ONCE, ask, plainPage, type SiteWindow } from '../support/site-script.ts';
import { expect, sharedTest as test } from '../support/site-test.ts';

const PHONE = { viewport: { width: 390, height: 760 }, hasTouch: true, isMobile: true };

test('fills the screen, holds the page, and gives it back exactly, minimised and destroyed', async ({
  visitor: { page: own },
  sites,
}) => {
  const browser = own.context().browser();
  if (!browser) throw new Error('no browser');
  const context = await browser.newContext(PHONE);
  const page = await context.newPage();
  await page.goto(await plainPage(context, sites));
  await page.evaluate(() => {
    document.body.style.minHeight = '4000px';
    document.documentElement.style.overflowX = 'clip';
    scrollTo(0, 321);
  });
  const still = () =>
    page.evaluate(() => ({
      style: document.documentElement.getAttribute('style'),
      scroll: scrollY,
      isHeld: getComputedStyle(document.documentElement).overflowY === 'hidden',
    }));
  const before = await still();
  expect(await ask(page, 'startChat', AT_ONCE)).toBe('session');
  await expect.poll(async () => (await still()).isHeld).toBe(true);
  const iframe = page.locator('iframe[title="Chat"]');
  expect(await iframe.boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 760 });
  // No field is so small that the browser would zoom in on it.
  const message = page.frameLocator('iframe[title="Chat"]').getByRole('textbox', { name: 'Message' });
  await expect(message).toHaveCSS('font-size', '16px');
  await page.evaluate(() => (window as unknown as SiteWindow).chat.minimize());
  await expect.poll(still).toEqual(before);
  await page.evaluate(() => (window as unknown as SiteWindow).chat.maximize());
  await expect.poll(async () => (await still()).isHeld).toBe(true);
  const after = await page.evaluate(() => {
    (window as unknown as SiteWindow).chat.destroy();
    return { style: document.documentElement.getAttribute('style'), scroll: scrollY };
  });
  expect(after).toEqual({ style: before.style, scroll: before.scroll });
  await context.close();
});
