// How the chat comes to a page: the snippet, early, late, twice, blocked or renamed.

import type { BrowserContext, Page } from '@playwright/test';
import { AT_ONCE, ask, EMBEDDED, plainPage, type SiteWindow } from '../support/site-script.ts';
import { expect, type Sites, sharedTest as test } from '../support/site-test.ts';
import { watchThrown } from '../support/thrown.ts';

const LOADER = '**/chat.js';

/** Keeps chat.js from coming until it is let in. */
async function holdLoader(context: BrowserContext) {
  let letIn = () => {};
  const held = new Promise<void>((resolve) => {
    letIn = resolve;
  });
  await context.route(LOADER, async (route) => {
    await held;
    await route.continue();
  });
  return letIn;
}

/** Puts one more script tag for chat.js on the page, and waits for its load. */
const addLoader = (page: Page, { chat }: Sites, data: Record<string, string> = {}) =>
  page.evaluate(
    ([src, given]) =>
      new Promise<void>((resolve) => {
        const script = Object.assign(document.createElement('script'), { src, onload: () => resolve() });
        Object.assign(script.dataset, given);
        document.head.append(script);
      }),
    [`${chat}/chat.js`, data] as const,
  );

/** A site's script that uses every kind of call at once. Its notes are kept in `window.heard`. */
const makeCalls = (page: Page, options: object) =>
  page.evaluate((given) => {
    const site = window as unknown as SiteWindow;
    const { chat } = site;
    site.heard = [];
    const note = (what: string) => () => void site.heard.push(what);
    chat.onBeforeChatOptionsApplied(note('options'));
    chat.onBeforeChatOptionsApplied(note('options, taken back'))();
    chat.onSession(note('onSession'));
    chat.onSession(note('onSession, taken back'))();
    note(`minimised: ${chat.isMinimized()}`)();
    chat.restoreChat({}).done(note('no')).fail(note('restoreChat refused')).fail(note('told twice'));
    chat.restoreChat(given).fail((event) => note(`restoreChat: ${'error' in event ? 'error' : 'nothing'}`)());
    const started = chat.startChat(given).fail(note('no')).done(note('startChat 1'));
    started.done(note('startChat 2'));
    chat.startChat(given).fail(({ error }) => note(`startChat again: ${error?.code}`)());
    chat.minimize();
    note('calls made')();
  }, options);

/** Needs no server, so it comes before or after the chat that has begun, as that is fast. */
const REFUSED_AT_ONCE = 'startChat again: 200';

const heard = (page: Page) => page.evaluate(() => (window as unknown as SiteWindow).heard);

/** When all that is to come has come. */
async function heardAll(page: Page): Promise<unknown[]> {
  await expect.poll(() => heard(page)).toEqual(expect.arrayContaining([REFUSED_AT_ONCE, 'startChat 2']));
  return heard(page);
}

test('calls on the stub, with done and fail chained, behave as calls made later', async ({
  visitor,
  sites,
  context,
}) => {
  const { page } = visitor;
  const plain = await plainPage(context, sites);
  await visitor.open(plain);
  expect(await ask(page, 'restoreChat', EMBEDDED)).toBe('nothing');
  await makeCalls(page, AT_ONCE);
  const later = await heardAll(page);
  expect(later).not.toContain('no');
  expect(later).not.toContain('options, taken back');
  expect(later).not.toContain('onSession, taken back');
  await visitor.end();

  const letIn = await holdLoader(context);
  await page.goto(plain, { waitUntil: 'commit' });
  await page.waitForFunction(() => 'chat' in window);
  await makeCalls(page, AT_ONCE);
  expect(await heard(page)).toEqual(['minimised: false', 'calls made']);
  letIn();
  // On the stub nothing is applied before chat.js has come; the order is the same.
  const inOrder = (words: unknown[]) => words.filter((word) => word !== 'calls made' && word !== REFUSED_AT_ONCE);
  expect(inOrder(await heardAll(page))).toEqual([
    'minimised: false',
    ...inOrder(later).filter((word) => word !== 'minimised: false'),
  ]);
});

test('if chat.js never comes calls stay queued, and nothing throws', async ({ visitor, sites, context }) => {
  const { all } = watchThrown(visitor.page);
  await context.route(LOADER, (route) => route.abort());
  await visitor.open(await plainPage(context, sites));
  await makeCalls(visitor.page, AT_ONCE);
  expect(await all()).toEqual([]);
  expect(await heard(visitor.page)).toEqual(['minimised: false', 'calls made']);
  await expect(visitor.iframe).toHaveCount(0);

  // It comes after all.
  await context.unroute(LOADER);
  await addLoader(visitor.page, sites);
  await expect.poll(() => heard(visitor.page)).toContain('startChat again: 200');
});

test('chat.js on the page twice is one chat', async ({ visitor, sites, context }) => {
  const { page } = visitor;
  await visitor.open(await plainPage(context, sites));
  await page.evaluate(() => {
    const site = window as unknown as SiteWindow & { first: unknown };
    site.first = site.chat;
  });
  await addLoader(page, sites);
  expect(await ask(page, 'startChat', AT_ONCE)).toBe('session');
  await addLoader(page, sites);
  const isSame = await page.evaluate(() => {
    const site = window as unknown as SiteWindow & { first: unknown };
    return site.first === site.chat;
  });
  expect(isSame).toBe(true);
  expect(await ask(page, 'startChat', AT_ONCE)).toMatchObject({ code: 200 });
  await expect(visitor.iframe).toHaveCount(1);
});

test('data-global renames the global, and nothing else is global; data-deployment keeps chats apart', async ({
  visitor,
  sites,
  context,
}) => {
  const { page } = visitor;
  await visitor.open(await plainPage(context, sites));
  expect(await ask(page, 'startChat', AT_ONCE)).toBe('session');
  await visitor.say('To the default deployment');
  await visitor.sees('To the default deployment');
  await page.reload();

  const globals = () => page.evaluate(() => Object.getOwnPropertyNames(window).filter((name) => !/^\d+$/.test(name)));
  const before = await globals();
  await addLoader(page, sites, { global: 'helpdesk', deployment: 'help' });
  const after = await globals();
  expect(after.filter((name) => !before.includes(name))).toEqual(['helpdesk']);

  const outcome = await page.evaluate(async () => {
    const { helpdesk } = window as unknown as { helpdesk: SiteWindow['chat'] };
    return new Promise((resolve) =>
      helpdesk
        .restoreChat({ embedded: true })
        .done(() => resolve('done'))
        .fail(resolve),
    );
  });
  expect(outcome).toEqual({});
  expect(await globals()).toEqual(after);
  expect(await ask(page, 'restoreChat', EMBEDDED)).toBe('session');
});
