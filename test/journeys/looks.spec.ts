// How the chat looks and where it stands, as the site says.

import type { Locator } from '@playwright/test';
import { AT_ONCE, ask, EMBEDDED, plainPage } from '../support/site-script.ts';
import { expect, sharedTest as test } from '../support/site-test.ts';

const boxOf = async (locator: Locator) => {
  const box = await locator.boundingBox();
  if (!box) throw new Error('It is not to be seen.');
  return box;
};

test('ui.title, ui.theme and ui.position are those of the site, also after a reload', async ({ visitor, sites }) => {
  await visitor.open(`${sites.shop}/theme.html`);
  await visitor.startChat();
  for (const time of ['first', 'restored']) {
    await expect(visitor.frame.getByText('Ask the potters').first(), time).toBeVisible();
    await expect(visitor.button('Send')).toBeVisible();
    const { x, width } = await boxOf(visitor.iframe);
    const { width: pageWidth } = visitor.page.viewportSize() ?? { width: 0 };
    expect(x + width).toBeLessThan(pageWidth / 2);
    await expect(visitor.frame.locator('body')).toHaveCSS('font-family', /Georgia/);
    await visitor.message.fill('Which clay is it?');
    await expect(visitor.button('Send')).toHaveCSS('background-color', 'rgb(138, 75, 47)');
    await visitor.page.reload();
  }
});

test('ui.container puts the chat into an element of the page, which it fills', async ({ visitor, agent, sites }) => {
  await visitor.open(`${sites.shop}/inline.html`);
  const desk = visitor.page.locator('#desk');
  await visitor.startChat({ 'First name': 'Ann at the desk', 'Last name': '', Email: 'ann@example.org', Subject: '' });
  await agent.accept('Ann at the desk');
  await agent.say('Take a seat');
  await visitor.sees('Take a seat');
  for (const time of ['first', 'restored']) {
    await expect(desk.locator('iframe[title="Chat"]'), time).toBeVisible();
    const [outer, inner] = [await boxOf(desk), await boxOf(visitor.iframe)];
    expect(inner.x).toBeGreaterThanOrEqual(outer.x);
    expect(inner.y).toBeGreaterThanOrEqual(outer.y);
    expect(inner.width).toBeGreaterThan(outer.width - 10);
    expect(inner.height).toBeGreaterThan(outer.height - 10);
    await visitor.page.reload();
    await visitor.sees('Take a seat');
  }
});

test('localization by address: the file is fetched by the page, its language stands in the frame', async ({
  visitor,
  sites,
}) => {
  await visitor.open(`${sites.shop}/language-file.html`);
  await visitor.chatWithUs.click();
  await expect(visitor.frame.locator('html')).toHaveAttribute('lang', 'fi');
  await expect(visitor.frame.getByRole('textbox', { name: 'Etunimi' })).toBeVisible();
  await expect(visitor.frame.getByRole('button', { name: 'Start chat' })).toHaveCount(0);
  await visitor.page.reload();
  await expect(visitor.frame.getByRole('textbox', { name: 'Etunimi' })).toBeVisible();
});

test('a language that runs from right to left turns the frame round', async ({ visitor, sites }) => {
  await visitor.open(`${sites.shop}/language-arabic.html`);
  await visitor.chatWithUs.click();
  await expect(visitor.frame.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect(visitor.frame.locator('html')).toHaveAttribute('lang', /^ar/);
  const form = visitor.frame.getByRole('textbox').first();
  await expect(form).toHaveCSS('direction', 'rtl');
});

test('localization by object is merged over the defaults', async ({ visitor, sites }) => {
  await visitor.open(`${sites.shop}/language-object.html`);
  await visitor.chatWithUs.click();
  await expect(visitor.button('Ring the bell')).toBeVisible();
  await expect(visitor.button('Just looking')).toBeVisible();
  await expect(visitor.field('First name')).toBeVisible();
});

test('a localization that cannot be fetched is dropped; one of the wrong kind is refused with 306', async ({
  visitor,
  sites,
  context,
}) => {
  await visitor.open(await plainPage(context, sites));
  const { page } = visitor;
  expect(await ask(page, 'startChat', { ...EMBEDDED, localization: { startChat: 7 } })).toMatchObject({
    code: 306,
    description: expect.stringContaining('localization.startChat'),
  });
  await expect(visitor.iframe).toHaveCount(0);
  expect(await ask(page, 'startChat', { ...AT_ONCE, localization: '/nowhere.json' })).toBe('session');
  await expect(visitor.button('Send')).toBeVisible();
});
