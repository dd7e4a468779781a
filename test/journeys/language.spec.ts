// Languages that the chat brings: named by the page, taken from the visitor's own, changed while people talk, and English
// where the texts do not come.

import type { Page } from '@playwright/test';
import type { Localization } from '../../host/api-data.ts';
import { AT_ONCE, ask, EMBEDDED, plainPage, type SiteWindow } from '../support/site-script.ts';
import { expect, sharedTest as test } from '../support/site-test.ts';
import type { Visitor } from '../support/visitor.ts';

const speak = (page: Page, localization: Localization) =>
  page.evaluate((given) => (window as unknown as SiteWindow).chat.update({ localization: given }), localization);

/** Beginning of a chunk's name, which is the language's. */
const chunkOf = (language: string) => new RegExp(`/frame/[^?]*/${language}-[\\w-]+\\.js$`);

/** What the frame's document says of itself. */
const speaks = ({ frame }: Visitor, language: string, direction: string) =>
  expect(frame.locator(`html[lang="${language}"][dir="${direction}"] body`)).toBeVisible();

test('a chat is in German by one option: the form, its mistakes, the talk and the question at its end', async ({
  visitor,
  agent,
  sites,
}) => {
  await visitor.open(`${sites.shop}/language-german.html`);
  await visitor.chatWithUs.click();
  await speaks(visitor, 'de', 'ltr');
  const { frame } = visitor;
  await frame.getByRole('textbox', { name: 'E-Mail' }).fill('anna');
  await frame.getByRole('button', { name: 'Chat starten' }).click();
  await expect(frame.getByText('Bitte prüfen Sie')).toBeVisible();
  await frame.getByRole('textbox', { name: 'E-Mail' }).fill('anna@example.org');
  await frame.getByRole('textbox', { name: 'Vorname' }).fill('Anna Deutsch');
  await visitor.page.reload();
  await expect(frame.getByRole('textbox', { name: 'Vorname' })).toHaveValue('Anna Deutsch');
  await frame.getByRole('button', { name: 'Chat starten' }).click();
  await expect(frame.getByText('Gleich ist jemand für Sie da')).toBeVisible();
  await agent.accept('Anna Deutsch');
  await expect(frame.getByRole('log', { name: 'Unterhaltung' })).toBeVisible();
  await visitor.page.reload();
  await expect(frame.getByRole('textbox', { name: 'Nachricht' })).toBeVisible();
  await frame.getByRole('button', { name: 'Chat beenden' }).click();
  await frame.getByRole('dialog').getByRole('button', { name: 'Chat beenden' }).click();
  await expect(frame.getByRole('button', { name: 'Schließen' })).toBeVisible();
  await expect(frame.locator('body')).not.toContainText(/\b(chat has|You ended|Start a new)\b/);
});

test('a chat in Arabic runs from right to left, with the visitor’s words at the end of the line', async ({
  visitor,
  sites,
}) => {
  await visitor.open(`${sites.shop}/language-arabic.html`);
  await visitor.chatWithUs.click();
  await speaks(visitor, 'ar', 'rtl');
  const { frame } = visitor;
  await frame.getByRole('textbox').first().fill('ليلى');
  await frame.locator('button[type="submit"]').click();
  const message = frame.locator('.composer textarea');
  await message.fill('مرحبا 123');
  await message.press('Enter');
  const words = await frame.locator('.visitor .text').boundingBox();
  const log = await frame.getByRole('log').boundingBox();
  if (!words || !log) throw new Error('The words are not to be seen.');
  expect(words.x - log.x).toBeLessThan(log.x + log.width - words.x - words.width);
});

test('a name of the other direction stands where the lines begin', async ({ visitor, sites, context }) => {
  await visitor.open(await plainPage(context, sites));
  const { page, frame } = visitor;
  // It waits for the visitor, longer than this test does.
  ask(page, 'startChat', { ...EMBEDDED, localization: { language: 'ar' }, ui: { title: 'Kettle' } }).catch(() => {});
  await speaks(visitor, 'ar', 'rtl');
  const [head, name] = await frame.locator('h1').evaluate((heading) => {
    const range = document.createRange();
    range.selectNodeContents(heading.firstElementChild ?? heading);
    return [heading.getBoundingClientRect(), range.getBoundingClientRect()].map(({ left, right }) => ({ left, right }));
  });
  expect(name?.right).toBeGreaterThan((head?.right ?? 0) - 2);
  expect(name?.left).toBeGreaterThan((head?.left ?? 0) + 20);
});

test('the language changes while people talk: the words, the draft and the place are kept', async ({
  visitor,
  agent,
  sites,
  context,
}) => {
  await visitor.open(await plainPage(context, sites));
  const { page, frame } = visitor;
  expect(await ask(page, 'startChat', { ...AT_ONCE, username: 'Lena Wechsel' })).toBe('session');
  await agent.accept('Lena Wechsel');
  await agent.say('Which language do you read?');
  await visitor.sees('Which language do you read?');
  await visitor.message.fill('Not sent yet');

  await speak(page, { language: 'de' });
  await expect(frame.getByRole('textbox', { name: 'Nachricht' })).toHaveValue('Not sent yet');
  await expect(frame.getByRole('button', { name: 'Senden', exact: true })).toBeVisible();
  await speaks(visitor, 'de', 'ltr');
  await expect(frame.getByRole('log')).toContainText('Which language do you read?');

  await speak(page, { language: 'ar', title: 'المتجر' });
  await speaks(visitor, 'ar', 'rtl');
  await expect(frame.locator('.composer textarea')).toHaveValue('Not sent yet');

  await page.evaluate(() => {
    const { chat } = window as unknown as SiteWindow;
    void chat.update({ localization: { language: 'fr' } });
    void chat.update({ localization: { language: 'en' } });
  });
  await expect(visitor.message).toHaveValue('Not sent yet');
  await expect(visitor.button('Send')).toBeVisible();
  await speaks(visitor, 'en', 'ltr');
  await visitor.button('Minimize').click();
  await speak(page, { language: 'de' });
  await expect(frame.getByRole('button', { name: 'Wieder öffnen' })).toBeVisible();
});

test('a chat in a window of its own is in the language of the page that opened it, after its own reload too', async ({
  visitor: { page },
  sites,
  context,
}) => {
  await page.goto(await plainPage(context, sites));
  const opened = context.waitForEvent('page');
  await page.evaluate(() => {
    const { chat } = window as unknown as SiteWindow;
    void chat.startChat({ localization: { language: 'de', firstName: 'Rufname' } });
  });
  const own = await opened;
  await own.getByRole('textbox', { name: 'Rufname' }).fill('Wilma');
  await own.reload();
  await expect(own.getByRole('textbox', { name: 'Rufname' })).toHaveValue('Wilma');
  await own.getByRole('button', { name: 'Chat starten' }).click();
  await expect(own.getByRole('textbox', { name: 'Nachricht' })).toBeVisible();
  await expect(own.getByRole('button', { name: 'Unterhaltung speichern' })).toBeVisible();
  await expect(own.getByRole('button', { name: 'Minimieren' })).toHaveCount(0);
});

test('a form that is being filled in changes its language and keeps what was typed', async ({
  visitor,
  sites,
  context,
}) => {
  await visitor.open(await plainPage(context, sites));
  const { page, frame } = visitor;
  await page.evaluate((options) => void (window as unknown as SiteWindow).chat.startChat(options), EMBEDDED);
  await visitor.field('First name').fill('Lena');
  await speak(page, { language: 'de' });
  await expect(frame.getByRole('textbox', { name: 'Vorname' })).toHaveValue('Lena');
});

test('Esc that takes back what an input method composes does not make the form small', async ({
  visitor,
  sites,
  context,
}) => {
  await visitor.open(await plainPage(context, sites));
  const { page } = visitor;
  await page.evaluate((options) => void (window as unknown as SiteWindow).chat.startChat(options), EMBEDDED);
  // As browsers have it: while an input method composes the code is no key's own.
  const press = (keyCode: number, isComposing = false) =>
    visitor.field('First name').dispatchEvent('keydown', { key: 'Escape', bubbles: true, keyCode, isComposing });
  await press(229, true);
  // Safari ends the composition before the key event.
  await press(229);
  await visitor.field('First name').fill('花子');
  await press(27);
  await expect(visitor.button('Restore')).toBeVisible();
});

test('a language whose file does not come is English, and the log says so', async ({ visitor, sites, context }) => {
  await context.route(chunkOf('ar'), (route) => route.abort());
  await visitor.open(await plainPage(context, sites));
  const { page } = visitor;
  await page.evaluate(async () => {
    const site = window as unknown as SiteWindow;
    site.heard = [];
    const logger = (...line: unknown[]) => void site.heard.push(line.join(' '));
    await site.chat.startChat({ embedded: true, registration: false, logger, localization: { language: 'ar' } });
  });
  await expect(visitor.button('Send')).toBeVisible();
  await speaks(visitor, 'en', 'ltr');
  const lines = await page.evaluate(() => (window as unknown as SiteWindow).heard);
  expect(lines).toContainEqual(expect.stringContaining('warn frame localization the texts in ar did not come'));
});

test.describe('for a visitor who reads Austrian German', () => {
  test.use({ locale: 'de-AT' });

  test('a chat is in German where the page leaves it to them, else in English', async ({ visitor, sites, context }) => {
    await visitor.open(await plainPage(context, sites));
    const { page, frame } = visitor;
    expect(await ask(page, 'startChat', AT_ONCE)).toBe('session');
    await expect(visitor.button('Send')).toBeVisible();
    await page.reload();
    expect(await ask(page, 'restoreChat', { ...AT_ONCE, localization: { language: 'auto' } })).toBe('session');
    await expect(frame.getByRole('button', { name: 'Senden', exact: true })).toBeVisible();
    await speaks(visitor, 'de-AT', 'ltr');
  });
});

test('the ways to keep a conversation stand in the window, however long their words and narrow the window', async ({
  visitor,
  sites,
  context,
}) => {
  await visitor.open(await plainPage(context, sites));
  const { page, frame } = visitor;
  for (const [language, width] of [
    ['ru', 1_000],
    ['ru', 340],
    ['ar', 340],
  ] as const) {
    await page.setViewportSize({ width, height: 640 });
    const options = { ...AT_ONCE, localization: { language } };
    expect(await ask(page, language === 'ru' && width > 400 ? 'startChat' : 'restoreChat', options)).toBe('session');
    await expect(frame.locator(`html[lang="${language}"] .save button`)).toBeVisible();
    await frame.locator('.save button').click();
    const [menu, window] = [await frame.locator('ul.ways').boundingBox(), await visitor.iframe.boundingBox()];
    if (!menu || !window) throw new Error('The menu is not to be seen.');
    expect(menu.x).toBeGreaterThanOrEqual(window.x);
    expect(menu.x + menu.width).toBeLessThanOrEqual(window.x + window.width);
    await page.reload();
  }
});
