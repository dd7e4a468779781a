// On a phone whose edges, corners and bars take room of the screen: nothing to press or to read stands under them.

import { EMBEDDED, plainPage, type SiteWindow } from '../support/site-script.ts';
import { expect, sharedTest as test } from '../support/site-test.ts';
import { createVisitor } from '../support/visitor.ts';

const PHONE = { viewport: { width: 390, height: 760 }, hasTouch: true, isMobile: true };
const INSETS = { top: 44, right: 20, bottom: 34, left: 20 };

test('a phone’s edges are kept clear, in the form and in the talk', async ({ visitor: { page: own }, sites }) => {
  const context = await own.context().browser()?.newContext(PHONE);
  if (!context) throw new Error('no browser');
  const page = await context.newPage();
  const device = await context.newCDPSession(page);
  await device.send('Emulation.setSafeAreaInsetsOverride', { insets: INSETS });
  await page.goto(await plainPage(context, sites));
  await page.evaluate((options) => void (window as unknown as SiteWindow).chat.startChat(options), EMBEDDED);
  const visitor = createVisitor(page);
  const { frame } = visitor;
  await expect(frame.locator('header')).toHaveCSS('padding-top', '52px');
  await expect(frame.locator('header')).toHaveCSS('padding-left', '20px');
  await expect(frame.locator('.page')).toHaveCSS('padding-bottom', '50px');
  await visitor.field('First name').fill('Phoebe');
  await visitor.button('Start chat').click();
  await expect(frame.locator('.composer')).toHaveCSS('padding-bottom', '42px');
  await expect(frame.getByRole('log')).toHaveCSS('padding-left', '20px');
  await visitor.button('Minimize').click();
  await expect(frame.locator('.bar')).toBeVisible();
  await context.close();
});
