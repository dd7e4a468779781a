// The chat's window, its sessions and its options, as a site's script orders them.

import type { Page } from '@playwright/test';
import { AT_ONCE, ask, EMBEDDED, plainPage, type SiteWindow } from '../support/site-script.ts';
import { expect, sharedTest as test } from '../support/site-test.ts';

type Order = 'close' | 'minimize' | 'maximize' | 'toggle' | 'destroy';

const order = (page: Page, name: Order) =>
  page.evaluate((method) => {
    (window as unknown as SiteWindow).chat[method]();
  }, name);
const isMinimized = (page: Page) => page.evaluate(() => (window as unknown as SiteWindow).chat.isMinimized());

test('minimize, maximize, toggle and isMinimized move the window', async ({ visitor, sites, context }) => {
  const { page } = visitor;
  await visitor.open(await plainPage(context, sites));
  expect(await isMinimized(page)).toBe(false);
  expect(await ask(page, 'startChat', AT_ONCE)).toBe('session');
  await expect(visitor.message).toBeVisible();
  expect(await isMinimized(page)).toBe(false);
  for (const [name, minimized] of [
    ['minimize', true],
    ['maximize', false],
    ['toggle', true],
    ['toggle', false],
  ] as const) {
    await order(page, name);
    await expect(visitor.button('Restore')).toBeVisible({ visible: minimized });
    await expect(visitor.message).toBeVisible({ visible: !minimized });
    await expect.poll(() => isMinimized(page)).toBe(minimized);
  }
});

test('close cancels a registration (304), leaves a live chat without asking, and hides an ended one', async ({
  visitor,
  sites,
  context,
}) => {
  const { page } = visitor;
  await visitor.open(await plainPage(context, sites));
  const cancelled = ask(page, 'startChat', EMBEDDED);
  await expect(visitor.field('First name')).toBeVisible();
  await order(page, 'close');
  expect(await cancelled).toMatchObject({ code: 304 });
  await expect(visitor.iframe).toBeHidden();

  expect(await ask(page, 'startChat', AT_ONCE)).toBe('session');
  await page.evaluate(() => {
    const site = window as unknown as SiteWindow;
    site.heard = [];
    site.session.onSessionEnded((event) => site.heard.push(event.reason));
  });
  await expect(visitor.message).toBeVisible();
  await order(page, 'close');
  await expect(visitor.iframe).toBeHidden();
  await expect
    .poll(() => page.evaluate(() => (window as unknown as SiteWindow).heard))
    .toEqual([{ leaveRequest: true }]);

  expect(await ask(page, 'startChat', AT_ONCE)).toBe('session');
  await visitor.end();
  await expect(visitor.button('Close')).toBeVisible();
  await order(page, 'close');
  await expect(visitor.iframe).toBeHidden();
});

test('destroy leaves nothing on the page, fails what is open with 304, may be repeated, and the chat can be restored', async ({
  visitor,
  sites,
  context,
}) => {
  const { page } = visitor;
  await visitor.open(await plainPage(context, sites));
  await order(page, 'destroy');
  const open = ask(page, 'startChat', EMBEDDED);
  await expect(visitor.field('First name')).toBeVisible();
  await order(page, 'destroy');
  expect(await open).toMatchObject({ code: 304 });
  await expect(visitor.iframe).toHaveCount(0);

  // The form that was open comes back like one of a page that was left.
  const restored = ask(page, 'restoreChat', EMBEDDED);
  await visitor.fillForm();
  await visitor.button('Start chat').click();
  expect(await restored).toBe('session');
  await visitor.say('Before it was taken away');
  await visitor.sees('Before it was taken away');
  await order(page, 'destroy');
  await order(page, 'destroy');
  await expect(visitor.iframe).toHaveCount(0);
  await expect.poll(() => page.frames().length).toBe(1);

  expect(await ask(page, 'restoreChat', EMBEDDED)).toBe('session');
  await visitor.sees('Before it was taken away');
});

test('onSession hears every session, started or restored; a late subscriber hears of the current one', async ({
  visitor,
  sites,
  context,
}) => {
  const { page } = visitor;
  const listen = () =>
    page.evaluate(() => {
      const site = window as unknown as SiteWindow;
      site.heard = [];
      site.chat.onSession((session) => site.heard.push(session));
      const stop = site.chat.onSession(() => site.heard.push('taken back'));
      stop();
    });
  const heard = () =>
    page.evaluate(() => {
      const { heard: all, session } = window as unknown as SiteWindow;
      return all.map((one) => (one === session ? 'the session' : typeof one === 'string' ? one : 'another'));
    });
  await visitor.open(await plainPage(context, sites));
  await listen();
  expect(await ask(page, 'startChat', AT_ONCE)).toBe('session');
  expect(await heard()).toEqual(['the session']);
  await visitor.end();
  await expect(visitor.button('Close')).toBeVisible();
  expect(await ask(page, 'startChat', AT_ONCE)).toBe('session');
  expect(await heard()).toEqual(['another', 'the session']);

  await page.reload();
  await listen();
  expect(await ask(page, 'restoreChat', EMBEDDED)).toBe('session');
  expect(await heard()).toEqual(['the session']);
  await listen();
  expect(await heard()).toEqual(['the session']);
});

test('onBeforeChatOptionsApplied may change the options before they are applied', async ({
  visitor,
  agent,
  sites,
  context,
}) => {
  const { page } = visitor;
  await visitor.open(await plainPage(context, sites));
  expect(await ask(page, 'restoreChat', EMBEDDED)).toBe('nothing');
  await page.evaluate(() => {
    const { chat } = window as unknown as SiteWindow;
    chat.onBeforeChatOptionsApplied((options) => {
      options.embedded = true;
      options.registration = false;
      options.username = 'Renamed Ann';
    });
    chat.onBeforeChatOptionsApplied((options) => {
      options.subject = 'taken back';
    })();
  });
  expect(await ask(page, 'startChat', { subject: 'Changed on the way' })).toBe('session');
  await expect(agent.waiting.getByRole('listitem').filter({ hasText: 'Renamed Ann' })).toContainText(
    'Changed on the way',
  );
});
