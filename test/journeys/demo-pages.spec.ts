// The demo's feature pages as somebody sees them who tries them by hand: each by its own button, form and words.

import type { Page } from '@playwright/test';
import { expect, sharedTest, test } from '../support/site-test.ts';
import { watchThrown } from '../support/thrown.ts';
import { ANN } from '../support/visitor.ts';

const featurePages = (page: Page): Promise<string[]> =>
  page.locator('.demos a').evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));

const heard = (page: Page) => page.evaluate(() => (window as unknown as { chatLog: unknown[] }).chatLog.length);

sharedTest('every feature page asks for its chat first, throws nothing, and fits a phone', async ({ page, sites }) => {
  const thrown = watchThrown(page);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`${sites.shop}/features.html`);
  for (const address of await featurePages(page)) {
    await page.goto(address);
    // The page that is itself the chat's window begins a chat where there was none.
    const hasBegun = () => page.locator('iframe[title="Chat"]').isVisible();
    await expect.poll(async () => (await heard(page)) > 0 || (await hasBegun()), { message: address }).toBe(true);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width, address).toBeLessThanOrEqual(360);
  }
  expect(await thrown.all()).toEqual([]);
});

test('the original documents’ examples run with the real jQuery', async ({ visitor, sites }) => {
  const { page } = visitor;
  page.on('dialog', (dialog) => expect(dialog.message()).toBe(''));
  await visitor.open(`${sites.shop}/jquery.html`);
  expect(
    await page.evaluate(() => (window as unknown as { jQuery: { fn: { jquery: string } } }).jQuery.fn.jquery),
  ).toMatch(/^3\./);
  await visitor.hears('fail');
  await visitor.startChat();
  await visitor.say('By jQuery');
  await visitor.sees('By jQuery');
  await page.reload();
  await visitor.hears('done');
  await visitor.sees('By jQuery');
});

test('the form of the page has its condition, asks the shop about the order, and hands its values to the agent', async ({
  visitor,
  agent,
  sites,
}) => {
  await visitor.open(`${sites.shop}/form.html`);
  await visitor.hears('fail');
  await visitor.chatWithUs.click();
  const frame = visitor.page.frameLocator('iframe[title="Chat"]');
  const order = frame.getByLabel('Order number');
  await frame.getByLabel('First name').fill('Ann');
  await expect(order).toHaveCount(0);
  await frame.getByLabel('What is it about?').selectOption('order');
  await order.fill('KC-9999');
  await visitor.button('Start chat').click();
  await expect(frame.getByText('Please tick this box')).toBeVisible();
  await frame.getByLabel('You may keep what I write').check();
  await visitor.button('Start chat').click();
  await expect(frame.getByText('We have no order of this number.')).toBeVisible();
  await order.fill('KC-1001');
  await visitor.button('Start chat').click();
  await visitor.hears('done');
  await agent.accept('Ann');
  await expect(agent.page.getByText('KC-1001')).toBeVisible();
});

test('the page’s own registration keeps what was typed across a reload, and begins the chat', async ({
  visitor,
  sites,
}) => {
  const { page } = visitor;
  await visitor.open(`${sites.shop}/registration.html`);
  await visitor.hears('fail');
  await visitor.chatWithUs.click();
  await page.getByLabel('Your name').fill('Ann');
  await page.getByLabel('Your favourite cup').fill('the rust one');
  await page.reload();
  await expect(page.getByText('Welcome back')).toBeVisible();
  await expect(page.getByLabel('Your favourite cup')).toHaveValue('the rust one');
  await page.getByRole('button', { name: 'To the chat' }).click();
  await visitor.hears('done');
  await expect(visitor.message).toBeVisible();
});

test('the chat that the page draws talks, comes back, and ends', async ({ visitor, agent, sites }) => {
  const { page } = visitor;
  const log = page.getByRole('log', { name: 'Conversation' });
  await visitor.open(`${sites.shop}/headless.html`);
  await visitor.hears('fail');
  await visitor.chatWithUs.click();
  await agent.accept('User');
  await page.getByLabel('Your message').fill('Drawn by the page');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(log.getByText('Drawn by the page')).toHaveCount(1);
  await agent.say('So I see');
  await expect(log).toContainText('So I see');
  await page.reload();
  await expect(log).toContainText('So I see');
  await expect(visitor.iframe).toBeHidden();
  await page.getByRole('button', { name: 'End chat' }).click();
  await visitor.hears('sessionEnded');
  await expect(visitor.chatWithUs).toBeVisible();
});

test('the module works without a bundler, from a script of type module', async ({ visitor, sites }) => {
  await visitor.open(`${sites.shop}/module.html`);
  await visitor.hears('fail');
  await visitor.startChat(ANN);
  await visitor.say('Imported');
  await visitor.sees('Imported');
});

test('in a single-page application the chat stays when bodies are swapped, and can be taken off and brought back', async ({
  visitor,
  sites,
}) => {
  const { page } = visitor;
  await visitor.open(`${sites.shop}/single-page.html`);
  await visitor.hears('fail');
  await visitor.startChat();
  await visitor.say('Before the swap');
  await visitor.sees('Before the swap');
  await page.evaluate(() => Object.assign(window, { sameDocument: true }));
  await page.getByRole('link', { name: 'the hojicha' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Hojicha');
  await visitor.say('After it');
  await visitor.sees('After it');
  await page.goBack();
  await page.getByRole('button', { name: 'Take the chat off the page' }).click();
  await expect(page.locator('iframe')).toHaveCount(0);
  await page.getByRole('button', { name: 'Bring it back' }).click();
  await visitor.sees('After it');
  expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true);
});

test('the console page runs commands and lists what it hears', async ({ visitor, sites }) => {
  const { page } = visitor;
  await visitor.open(`${sites.shop}/session.html`);
  await visitor.hears('fail');
  await visitor.startChat();
  const lines = page.locator('[data-lines]');
  for (const [command, answer] of [
    ['setUserData', 'setUserData: done'],
    ['getUserData', 'getUserData: done {"userData":{"basket":3}}'],
    ['sendMessage', 'onMessageReceived'],
    ['minimize', 'minimize'],
    ['leave', '"reason":{"leaveRequest":true}'],
    ['sendTyping', 'sendTyping: TypeError'],
  ] as const) {
    await page.locator(`[data-command="${command}"] button`).click();
    await expect(lines, command).toContainText(answer);
  }
});
