// Where the chat stands and how it looks, changed while it runs; the button where there is none; and what of the page stays
// the page's own. In the browser's own words: what an element at a point is, what has the focus.

import type { Page } from '@playwright/test';
import { keyboardOf, startByKeys } from '../support/keyboard-visitor.ts';
import { AT_ONCE, ask, EMBEDDED, plainPage, type SiteWindow } from '../support/site-script.ts';
import { expect, sharedTest as test } from '../support/site-test.ts';

type Outcome = 'done' | { code: number; description: string };

const update = (page: Page, options: object): Promise<Outcome> =>
  page.evaluate(async (given): Promise<Outcome> => {
    try {
      await (window as unknown as SiteWindow).chat.update(given);
      return 'done';
    } catch (event) {
      return (event as { error: Exclude<Outcome, string> }).error;
    }
  }, options);

/** Whether clicks beside the iframe, at each side and well within its shadow, reach the page. */
const swallowed = (page: Page) =>
  page.evaluate(() => {
    const frame = document.querySelector('iframe') as HTMLIFrameElement;
    const { left, top, right, bottom } = frame.getBoundingClientRect();
    const found: string[] = [];
    for (const beside of [1, 4, 12, 30]) {
      const [middleX, middleY] = [(left + right) / 2, (top + bottom) / 2];
      const points = [
        [left - beside, middleY],
        [right + beside, middleY],
        [middleX, top - beside],
        [middleX, bottom + beside],
        [left - beside, top - beside],
        [right + beside, bottom + beside],
      ] as const;
      for (const [x, y] of points) if (document.elementFromPoint(x, y) === frame) found.push(`${x} ${y}`);
    }
    const isSeen = getComputedStyle(frame).visibility === 'visible';
    const isHit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2) === frame;
    return { found, isSeen, isHit };
  });

test('position, offset and zIndex follow update while the chat is open and minimised', async ({
  visitor,
  sites,
  context,
}) => {
  await visitor.open(await plainPage(context, sites));
  const { page } = visitor;
  expect(await ask(page, 'startChat', AT_ONCE)).toBe('session');
  await expect(visitor.button('Send')).toBeVisible();
  const { width: pageWidth = 0, height: pageHeight = 0 } = page.viewportSize() ?? {};
  const box = async () => (await visitor.iframe.boundingBox()) ?? { x: -1, y: -1, width: 0, height: 0 };

  expect(await update(page, { ui: { position: 'top-start', offset: { inline: 48, block: 32 }, zIndex: 7 } })).toBe(
    'done',
  );
  expect(await box()).toMatchObject({ x: 48, y: 32 });
  await expect(visitor.iframe).toHaveCSS('z-index', '7');
  expect(await update(page, { ui: { position: 'end' } })).toBe('done');
  const open = await box();
  expect([open.x + open.width, open.y + open.height]).toEqual([pageWidth - 48, pageHeight - 32]);
  await visitor.button('Minimize').click();
  await expect.poll(async () => (await box()).height).toBeLessThan(100);
  const bar = await box();
  expect([bar.x + bar.width, bar.y + bar.height]).toEqual([pageWidth - 48, pageHeight - 32]);
  expect(await update(page, { ui: { position: 'start', offset: 0 } })).toBe('done');
  expect((await box()).x).toBe(0);
  // The corner is by the lines of the page, not of the chat.
  await page.evaluate(() => {
    document.documentElement.dir = 'rtl';
  });
  await expect.poll(async () => (await box()).x + bar.width).toBe(pageWidth);
  expect(await update(page, { ui: { position: 'top-end', offset: 16 } })).toBe('done');
  expect(await box()).toMatchObject({ x: 16, y: 16 });
});

test('theme, title, language and direction follow update at once; what is wrong or fixed changes nothing', async ({
  visitor,
  sites,
  context,
}) => {
  await visitor.open(await plainPage(context, sites));
  const { page } = visitor;
  // It waits for the visitor, longer than this test does.
  ask(page, 'startChat', EMBEDDED).catch(() => {});
  await expect(visitor.button('Start chat')).toBeVisible();
  expect(await update(page, { ui: { title: 'Help', theme: { scheme: 'dark', accent: '#8a4b2f' } } })).toBe('done');
  await expect(visitor.frame.getByRole('heading', { name: 'Help' })).toBeVisible();
  await expect(visitor.button('Start chat')).toHaveCSS('background-color', 'rgb(138, 75, 47)');
  expect(await update(page, { localization: { language: 'ar', startChat: 'ابدأ' } })).toBe('done');
  await expect(visitor.frame.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect(visitor.iframe).toHaveAttribute('title', 'الدردشة');
  await expect(visitor.button('ابدأ')).toBeVisible();
  expect(await update(page, { ui: { theme: { accent: 'no colour' } } })).toMatchObject({ code: 306 });
  expect(await update(page, { registration: false })).toEqual({
    code: 306,
    description: 'registration: cannot be changed by update',
  });
  await expect(visitor.button('ابدأ')).toHaveCSS('background-color', 'rgb(138, 75, 47)');
  expect(await update(page, { localization: { language: 'en' } })).toBe('done');
  await expect(visitor.button('Start chat')).toBeVisible();
  await expect(visitor.frame.locator('html')).toHaveAttribute('dir', 'ltr');
  await expect(visitor.iframe).toHaveAttribute('title', 'Chat');
});

test('a launcher stands where there is no chat, starts one, and comes back when it is closed', async ({
  visitor,
  sites,
}) => {
  await visitor.open(`${sites.shop}/launcher.html`);
  await visitor.hears('fail');
  const launcher = visitor.button('Talk to the potters');
  await expect(launcher).toBeVisible();
  const size = async () => {
    const box = await visitor.iframe.boundingBox();
    return [box?.width, box?.height];
  };
  await expect.poll(size).toEqual([60, 60]);
  expect(await swallowed(visitor.page)).toEqual({ found: [], isSeen: true, isHit: true });
  await visitor.page.getByRole('button', { name: 'Hide it' }).click();
  await expect(visitor.iframe).toBeHidden();
  await visitor.page.getByRole('button', { name: 'Show it' }).click();
  await visitor.button('Chat').click();
  await visitor.fillForm();
  await visitor.button('Start chat').click();
  await visitor.hears('done');
  await expect(visitor.message).toBeVisible();
  await visitor.page.evaluate(() => (window as unknown as SiteWindow).chat.destroy());
  await expect(visitor.page.locator('iframe')).toHaveCount(0);
});

test('no click beside the chat is swallowed, in any state', async ({ visitor, sites, context }) => {
  await visitor.open(await plainPage(context, sites));
  const { page } = visitor;
  expect(await ask(page, 'restoreChat', EMBEDDED)).toBe('nothing');
  expect(await swallowed(page)).toEqual({ found: [], isSeen: false, isHit: false });
  expect(await ask(page, 'startChat', AT_ONCE)).toBe('session');
  await expect(visitor.button('Send')).toBeVisible();
  expect(await swallowed(page)).toEqual({ found: [], isSeen: true, isHit: true });
  await visitor.button('Minimize').click();
  await expect(visitor.button('Restore')).toBeVisible();
  await expect.poll(async () => (await visitor.iframe.boundingBox())?.height).toBeLessThan(100);
  expect(await swallowed(page)).toEqual({ found: [], isSeen: true, isHit: true });
});

test('a minimised chat in an element of the page leaves the rest of the element to the page', async ({
  visitor,
  sites,
}) => {
  await visitor.open(`${sites.shop}/inline.html`);
  await visitor.startChat();
  await visitor.button('Minimize').click();
  await expect(visitor.button('Restore')).toBeVisible();
  await expect.poll(async () => (await visitor.iframe.boundingBox())?.height).toBeLessThan(100);
  expect(await swallowed(visitor.page)).toEqual({ found: [], isSeen: true, isHit: true });
  const desk = visitor.page.locator('#desk');
  const [outer, bar] = [await desk.boundingBox(), await visitor.iframe.boundingBox()];
  expect(bar?.width).toBeGreaterThan((outer?.width ?? 0) - 10);
  expect(bar?.y).toBeLessThan((outer?.y ?? 0) + 10);
});

test('the keyboard goes into the chat that a control opens, and back to it by Esc', async ({ visitor, sites }) => {
  await visitor.open(`${sites.shop}/about.html`);
  await visitor.hears('fail');
  await visitor.chatWithUs.focus();
  await visitor.page.keyboard.press('Enter');
  await expect(visitor.field('First name')).toBeFocused();
  await visitor.page.keyboard.press('Escape');
  await expect(visitor.button('Restore')).toBeVisible();
  await expect(visitor.chatWithUs).toBeFocused();
});

test('the keyboard comes back to the page’s own button, whether the chat is cancelled or closed', async ({
  visitor,
  sites,
}) => {
  const keys = keyboardOf(visitor);
  await visitor.open(`${sites.shop}/about.html`);
  await visitor.hears('fail');
  await visitor.chatWithUs.focus();
  await keys.press('Enter');
  await keys.isAt('textbox "First name"');
  await keys.walkTo('button "Cancel"');
  await keys.press('Enter');
  await keys.isAt('button "Chat with us"');
  await startByKeys(keys, visitor, { firstName: 'Ann who comes back' });
  await visitor.end();
  await keys.walkTo('button "Close"');
  await keys.press('Enter');
  await keys.isAt('button "Chat with us"');
});

test('the keyboard comes back to the launcher that opened the chat, whether it is cancelled or closed', async ({
  visitor,
  sites,
}) => {
  const keys = keyboardOf(visitor);
  const launcher = 'button "Talk to the potters"';
  await visitor.open(`${sites.shop}/launcher.html`);
  await visitor.hears('fail');
  await keys.walkTo(launcher);
  await keys.press('Enter');
  await keys.isAt('textbox "First name"');
  await keys.walkTo('button "Cancel"');
  await keys.press('Enter');
  await keys.isAt(launcher);
  await keys.press('Enter');
  await keys.isAt('textbox "First name"');
  await keys.type('Ann of the potters');
  await keys.walkTo('button "Start chat"');
  await keys.press('Enter');
  await keys.isAt('textbox "Message"');
  await visitor.hears('done');
  await visitor.end();
  await keys.walkTo('button "Close"');
  await keys.press('Enter');
  await keys.isAt(launcher);
});
