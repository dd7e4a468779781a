// How a visitor who looks elsewhere is called back: by the page's title, a sound, the browser's notice; each only where the
// site wants it, once in however many tabs, and never while somebody looks at the chat.

import type { BrowserContext, Page } from '@playwright/test';
import { AT_ONCE, ask, plainPage, type SiteWindow } from '../support/site-script.ts';
import { expect, sharedTest as test } from '../support/site-test.ts';
import { createVisitor } from '../support/visitor.ts';

type Watched = Window & { hide(isHidden: boolean): void; tones: number; notices: { title: string; body?: string }[] };

/** A headless browser hides no page: whether it is seen is what the test says. Counts what is heard and shown. */
const watch = (context: BrowserContext) =>
  context.addInitScript(() => {
    const watched = window as unknown as Watched;
    let isHidden = false;
    Object.defineProperty(document, 'visibilityState', { get: () => (isHidden ? 'hidden' : 'visible') });
    Object.defineProperty(document, 'hidden', { get: () => isHidden });
    watched.hide = (to) => {
      isHidden = to;
      document.dispatchEvent(new Event('visibilitychange'));
    };
    watched.tones = 0;
    const { createOscillator } = AudioContext.prototype;
    AudioContext.prototype.createOscillator = function (...given) {
      watched.tones += 1;
      return createOscillator.apply(this, given);
    };
    watched.notices = [];
    // Only a page has it, not a frame of another site.
    if ('Notification' in window) {
      window.Notification = new Proxy(Notification, {
        construct(_Notice, [title, options]: [string, NotificationOptions?]) {
          watched.notices.push({ title, ...(options?.body !== undefined && { body: options.body }) });
          return { close() {} };
        },
      });
    }
  });

const hide = async (page: Page, isHidden: boolean) => {
  for (const frame of page.frames()) {
    await frame.evaluate((to) => (window as unknown as Watched).hide(to), isHidden);
  }
};

/** Of one tone. */
const NOTES = 2;

async function tonesIn(...pages: Page[]): Promise<number> {
  let notes = 0;
  for (const page of pages) {
    for (const frame of page.frames()) notes += await frame.evaluate(() => (window as unknown as Watched).tones);
  }
  return notes / NOTES;
}

const noticesIn = (page: Page) => page.evaluate(() => (window as unknown as Watched).notices);

const everything = { title: true, sound: true, notice: true };

/** Has the chat, and has pressed something in it: browsers let nothing sound before. */
async function begin(page: Page, username: string, attention: object): Promise<void> {
  expect(await ask(page, 'startChat', { ...AT_ONCE, username, ui: { attention } })).toBe('session');
  await createVisitor(page).message.click();
}

test('the title calls while the page is hidden, and is the page’s again when it is looked at, or the chat destroyed', async ({
  visitor,
  agent,
  sites,
  context,
}) => {
  await watch(context);
  await visitor.open(await plainPage(context, sites));
  const { page } = visitor;
  const own = await page.title();
  await begin(page, 'Tilda Title', { title: true });
  await agent.accept('Tilda Title');
  await hide(page, true);
  await agent.say('Are you still there?');
  await expect(page).toHaveTitle('1 unread message');
  // In turn with the page’s own.
  await expect(page).toHaveTitle(own);
  await agent.say('Hello?');
  await expect(page).toHaveTitle('2 unread messages');
  await hide(page, false);
  await expect(page).toHaveTitle(own);

  await hide(page, true);
  await agent.say('Once more');
  await expect(page).toHaveTitle('1 unread message');
  await page.evaluate(() => (window as unknown as SiteWindow).chat.destroy());
  expect(await page.title()).toBe(own);
});

test('a sound comes once in two tabs, and not after the visitor has switched it off', async ({
  visitor,
  agent,
  sites,
  context,
}) => {
  await watch(context);
  const address = await plainPage(context, sites);
  await visitor.open(address);
  const { page } = visitor;
  await begin(page, 'Sonia Sound', everything);
  const second = await context.newPage();
  await second.goto(address);
  const options = { ...AT_ONCE, ui: { attention: everything } };
  expect(await ask(second, 'restoreChat', options)).toBe('session');
  await createVisitor(second).message.click();
  await agent.accept('Sonia Sound');
  await agent.say('Both of you, listen');
  await createVisitor(second).sees('Both of you, listen');
  await agent.isRead('Both of you, listen');
  for (const each of [page, second]) await hide(each, true);
  await agent.say('This should sound');
  await expect.poll(() => tonesIn(page, second)).toBe(1);

  for (const each of [page, second]) await hide(each, false);
  const bell = visitor.button('Sound for new messages');
  await expect(bell).toHaveAttribute('aria-pressed', 'true');
  await bell.click();
  await expect(bell).toHaveAttribute('aria-pressed', 'false');
  for (const each of [page, second]) await hide(each, true);
  await agent.say('This should be silent');
  await expect(page).toHaveTitle('1 unread message');
  expect(await tonesIn(page, second)).toBe(1);

  await hide(page, false);
  await page.reload();
  expect(await ask(page, 'restoreChat', options)).toBe('session');
  await expect(bell).toHaveAttribute('aria-pressed', 'false');
});

for (const [whether, attention, isGranted] of [
  ['is shown where the site asks for it and the visitor allows it', { title: true, notice: true }, true],
  ['is not shown where the visitor has not allowed it', { title: true, notice: true }, false],
  ['is not shown where the site does not ask for it', { title: true }, true],
] as const) {
  test(`the browser’s notice ${whether}`, async ({ visitor, agent, sites, context }) => {
    if (isGranted) await context.grantPermissions(['notifications'], { origin: sites.shop });
    await watch(context);
    await visitor.open(await plainPage(context, sites));
    const { page } = visitor;
    const username = `Nora ${isGranted} ${'notice' in attention}`;
    await begin(page, username, attention);
    await agent.accept(username);
    await agent.say('You see this');
    await visitor.sees('You see this');
    await agent.isRead('You see this');
    await hide(page, true);
    await agent.say('You do not see that');
    await expect(page).toHaveTitle('1 unread message');
    const isWanted = isGranted && 'notice' in attention;
    const notice = { title: 'Agent', body: 'You do not see that' };
    expect(await noticesIn(page)).toEqual(isWanted ? [notice] : []);
  });
}

test('nothing calls a visitor who is looking', async ({ visitor, agent, sites, context }) => {
  await context.grantPermissions(['notifications'], { origin: sites.shop });
  await watch(context);
  await visitor.open(await plainPage(context, sites));
  const { page } = visitor;
  const own = await page.title();
  const titles: string[] = [];
  await page.exposeFunction('titleIs', (title: string) => void titles.push(title));
  await page.evaluate(() => {
    const { titleIs } = window as unknown as { titleIs: (title: string) => void };
    const title = document.querySelector('title') as HTMLTitleElement;
    new MutationObserver(() => titleIs(document.title)).observe(title, { childList: true });
  });
  await begin(page, 'Lucia Looks', everything);
  await agent.accept('Lucia Looks');
  await agent.say('The first');
  await visitor.sees('The first');
  await agent.say('The second');
  await visitor.sees('The second');
  await agent.isRead('The second');
  await hide(page, true);
  await agent.say('The third');
  await expect.poll(() => titles[0]).toBe('1 unread message');
  await expect.poll(() => tonesIn(page)).toBe(1);
  expect(await noticesIn(page)).toEqual([{ title: 'Agent', body: 'The third' }]);
  await hide(page, false);
  await expect(page).toHaveTitle(own);
});
