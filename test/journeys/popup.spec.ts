// A chat in a window of its own: a page of the site, or the chat origin's own page.

import type { BrowserContext } from '@playwright/test';
import { ask, plainPage, type SiteWindow } from '../support/site-script.ts';
import { expect, type Sites, sharedTest as test } from '../support/site-test.ts';
import { createVisitor, type FormValues, type Visitor } from '../support/visitor.ts';

const named = (name: string): FormValues => ({
  'First name': name,
  'Last name': '',
  Email: 'ann@example.org',
  Subject: '',
});

const SIZE = { width: 420, height: 680 };

/** Presses the page's button, and gives the window that opens, as large for Playwright as it is for the browser. */
async function openWindow(visitor: Visitor, context: BrowserContext): Promise<Visitor> {
  const [window] = await Promise.all([context.waitForEvent('page'), visitor.chatWithUs.click()]);
  await window.setViewportSize(SIZE);
  return createVisitor(window);
}

/** From the demo's page to a talk in a window that is a page of the shop. */
async function talkInWindow(visitor: Visitor, context: BrowserContext, { shop }: Sites, name: string) {
  await visitor.open(`${shop}/popup.html`);
  await visitor.hears('fail');
  const window = await openWindow(visitor, context);
  await window.fillForm(named(name));
  await window.button('Start chat').click();
  await window.hears('done');
  await visitor.hears('done');
  return window;
}

test('startChat without embedded opens a page of the site, which the chat fills; the session is told of here', async ({
  visitor,
  agent,
  sites,
  context,
}) => {
  const window = await talkInWindow(visitor, context, sites, 'Windowed Ann');
  expect(window.page.url()).toBe(`${sites.shop}/chat-window.html`);
  expect(await window.iframe.boundingBox()).toEqual({ x: 0, y: 0, ...SIZE });
  await expect(visitor.iframe).toHaveCount(0);

  await agent.accept('Windowed Ann');
  await visitor.hears('agentConnected');
  await agent.say('Can you both hear me?');
  await visitor.hears('messageReceived', 'Can you both hear me?');
  await visitor.page.evaluate(() => {
    const { chatSession } = globalThis as unknown as { chatSession: SiteWindow['session'] };
    chatSession.sendMessage('The opener can');
  });
  await agent.sees('The opener can');
  await window.sees('The opener can');
  await window.end();
  expect((await visitor.hears('sessionEnded'))?.reason).toEqual({ leaveRequest: true });
});

test('a second call brings the open window to the front and does not load it anew', async ({
  visitor,
  sites,
  context,
}) => {
  const window = await talkInWindow(visitor, context, sites, 'Twice Ann');
  await window.message.fill('half a sentence');
  let loads = 0;
  window.page.on('framenavigated', () => {
    loads += 1;
  });
  await visitor.page.bringToFront();
  await visitor.chatWithUs.click();
  await expect.poll(() => window.page.evaluate(() => document.hasFocus())).toBe(true);
  expect(context.pages()).toHaveLength(2);
  await expect(window.message).toHaveValue('half a sentence');
  expect(loads).toBe(0);
  expect((await visitor.heard()).filter(({ event }) => event?.error)).toEqual([]);
});

test('the window outlives its own reload, and the opener may walk on', async ({ visitor, agent, sites, context }) => {
  const window = await talkInWindow(visitor, context, sites, 'Walking Ann');
  await agent.accept('Walking Ann');
  await agent.say('remark 1');
  await window.sees('remark 1');
  await window.page.reload();
  await window.hears('done');
  await window.sees('remark 1');
  await agent.say('remark 2');
  await visitor.hears('messageReceived', 'remark 2');
  const told = (await visitor.heard()).filter(({ type }) => type === 'messageReceived');
  expect(told.map(({ event }) => event?.content?.text)).toEqual(['remark 1', 'remark 2']);

  await visitor.walkTo('Tea');
  await window.say('remark 3');
  await agent.sees('remark 3');
  await visitor.page.close();
  await window.page.reload();
  await window.sees('remark 3');
});

test('a window that is closed during registration fails with 304', async ({ visitor, sites, context }) => {
  await visitor.open(`${sites.shop}/popup.html`);
  await visitor.hears('fail');
  const window = await openWindow(visitor, context);
  await window.field('First name').fill('Ann');
  await window.page.close();
  await expect.poll(async () => (await visitor.heard()).at(-1)?.event?.error?.code).toBe(304);
});

test('a window that the browser blocks fails with 303, and nothing is left', async ({ visitor, sites, context }) => {
  const { page } = visitor;
  await visitor.open(await plainPage(context, sites));
  await page.evaluate(() => {
    window.open = () => null;
  });
  expect(await ask(page, 'startChat', { registration: false })).toMatchObject({ code: 303 });
  expect(await ask(page, 'startChat', { ui: { popupUrl: '/chat-window.html' } })).toMatchObject({ code: 303 });
  await expect(visitor.iframe).toHaveCount(0);
  expect(context.pages()).toHaveLength(1);
});

test('wrong options of a window are refused with 306, and no window stays open', async ({
  visitor,
  sites,
  context,
}) => {
  const { page } = visitor;
  await visitor.open(await plainPage(context, sites));
  for (const [options, name] of [
    [{ ui: { popupUrl: 'https://elsewhere.example/' } }, 'ui.popupUrl'],
    [{ ui: { popupWidth: 'wide' } }, 'ui.popupWidth'],
    [{ embedded: 'no' }, 'embedded'],
    [{ colour: 'red' }, 'colour'],
  ] as const) {
    expect(await ask(page, 'startChat', options), name).toMatchObject({
      code: 306,
      description: expect.stringContaining(name),
    });
    await expect.poll(() => context.pages().length).toBe(1);
  }
  // Functions need a page of the site in the window.
  const refused = await page.evaluate(
    () =>
      new Promise((resolve) =>
        (window as unknown as SiteWindow).chat.startChat({ registration: (done) => done({}) }).fail(resolve),
      ),
  );
  expect(refused).toMatchObject({ error: { code: 306, description: expect.stringContaining('registration') } });
  await expect.poll(() => context.pages().length).toBe(1);
});

test('startChat in a window while a restore is open waits for it', async ({ visitor, sites, context }) => {
  const { page } = visitor;
  await visitor.open(await plainPage(context, sites));
  const both = () =>
    Promise.all([ask(page, 'restoreChat', { embedded: true }), ask(page, 'startChat', { registration: false })]);
  const opening = context.waitForEvent('page');
  expect(await both()).toEqual(['nothing', 'session']);
  await (await opening).close();

  await page.reload();
  expect(await ask(page, 'startChat', { embedded: true, registration: false })).toBe('session');
  await page.reload();
  expect(await both()).toEqual(['session', expect.objectContaining({ code: 200 })]);
  await expect.poll(() => context.pages().length).toBe(1);
});
