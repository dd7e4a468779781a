// The chat origin's own page as a window beside the site, opened by a page that speaks with it as any host page would.

import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { ask, plainPage, type SiteWindow } from '../support/site-script.ts';
import { expect, type Sites, sharedTest as test } from '../support/site-test.ts';

const PENPAL = fileURLToPath(new URL('../../node_modules/penpal/dist/penpal.min.js', import.meta.url));
const AT_ONCE = { requestId: 'request-1', method: 'startChat', options: { registration: false } };

/** Opens the window, or takes up the one that is open, and gives what the page then hears. */
async function callWindow(page: Page, sites: Sites): Promise<() => Promise<unknown[]>> {
  await page.addScriptTag({ path: PENPAL });
  await page.evaluate(
    ([chat, ticket]) => {
      const heard: unknown[] = [];
      Object.assign(window, { heard });
      const popup = window.open('', 'chat-window', 'popup,width=400,height=640') as Window;
      let isFresh = true;
      try {
        isFresh = popup.location.href === 'about:blank';
      } catch {
        isFresh = false;
      }
      if (isFresh) popup.location.href = `${chat}/frame/v1/#origin=${location.origin}`;
      const { connect, WindowMessenger } = (window as never as { Penpal: typeof import('penpal') }).Penpal;
      connect({
        messenger: new WindowMessenger({ remoteWindow: popup, allowedOrigins: [chat as string] }),
        methods: {
          frameReady: () => ({
            ...{ version: 1, deployment: 'default', tickets: [ticket], session: null },
            page: { url: location.href, title: document.title },
          }),
          settle: (settlement: unknown) => void heard.push(settlement),
          sessionEvents: ({ events }: { events: object[] }) => void heard.push(...events),
          layout: () => {},
        } as never,
      });
    },
    [sites.chat, AT_ONCE] as const,
  );
  return () => page.evaluate(() => (window as unknown as { heard: unknown[] }).heard);
}

const logIn = (window: Page) => window.getByRole('log', { name: 'Conversation' });
async function say(window: Page, text: string): Promise<void> {
  await window.getByRole('textbox', { name: 'Message' }).fill(text);
  await window.getByRole('button', { name: 'Send' }).click();
  await expect(logIn(window)).toContainText(text);
}

test('a chat in a window of its own outlives its reload, its opener’s navigation, and its opener', async ({
  visitor: { page },
  sites,
  context,
}) => {
  const plain = await plainPage(context, sites);
  await page.goto(plain);
  const [window, heard] = await Promise.all([context.waitForEvent('page'), callWindow(page, sites)]);
  await expect.poll(heard).toContainEqual(expect.objectContaining({ outcome: 'session' }));
  await say(window, 'in a window');
  await expect(window).toHaveTitle('Chat');
  await expect(window.getByRole('button', { name: 'Minimize' })).toHaveCount(0);
  await expect.poll(async () => JSON.stringify(await heard())).toContain('in a window');

  await window.reload();
  await expect(logIn(window)).toContainText('in a window');

  await page.goto(`${sites.blog}/`);
  await say(window, 'nobody listens');
  await page.goto(plain);
  const again = await callWindow(page, sites);
  await expect.poll(again).toContainEqual(expect.objectContaining({ outcome: 'session' }));
  await expect.poll(async () => JSON.stringify(await again())).toContain('nobody listens');

  await page.close();
  await window.reload();
  await expect(logIn(window)).toContainText('nobody listens');
  await say(window, 'alone');
});

test('startChat gives the next page the chat that runs in the window, which closes with it', async ({
  visitor: { page },
  sites,
  context,
}) => {
  const plain = await plainPage(context, sites);
  await page.goto(plain);
  const opening = context.waitForEvent('page');
  expect(await ask(page, 'startChat', { registration: false })).toBe('session');
  const window = await opening;
  await say(window, 'to the first page');
  await page.goto(plain);
  expect(await ask(page, 'startChat', { registration: false })).toBe('session');
  await page.evaluate(() => {
    const { session } = globalThis as unknown as SiteWindow;
    Object.assign(globalThis, { heard: [] });
    session.onMessageReceived(({ content, restored }) => {
      (globalThis as unknown as SiteWindow).heard.push([content.text, restored]);
    });
  });
  await say(window, 'to the second');
  await expect
    .poll(() => page.evaluate(() => (globalThis as unknown as SiteWindow).heard))
    .toEqual([
      ['to the first page', true],
      ['to the second', false],
    ]);
  await window.getByRole('button', { name: 'End chat' }).click();
  await window.getByRole('dialog').getByRole('button', { name: 'End chat' }).click();
  const closed = window.waitForEvent('close');
  await window.getByRole('button', { name: 'Close' }).click();
  await closed;
});

test('a form in a window of its own outlives its reload, and its cancellation is told', async ({
  visitor: { page },
  sites,
  context,
}) => {
  await page.goto(await plainPage(context, sites));
  const opening = context.waitForEvent('page');
  const outcome = ask(page, 'startChat', {});
  const window = await opening;
  const name = window.getByRole('textbox', { name: 'First name' });
  await name.fill('Ann');
  await window.reload();
  await expect(name).toHaveValue('Ann');
  const closed = window.waitForEvent('close');
  await window.getByRole('button', { name: 'Cancel' }).click();
  expect(await outcome).toMatchObject({ code: 304 });
  await closed;
});

test('the address of a chat alone, without a page that opened it, shows nothing of it', async ({ page, sites }) => {
  await page.goto(`${sites.chat}/frame/v1/#origin=${sites.shop}`);
  await expect(page.getByText('belongs to a chat of another page')).toBeVisible();
});

test.describe('to a visitor who reads Arabic', () => {
  test.use({ locale: 'ar' });

  test('a window without a chat says so in Arabic, from right to left', async ({ page, sites }) => {
    await page.goto(`${sites.chat}/frame/v1/#origin=${sites.shop}`);
    const words = page.getByText('هذه النافذة لمحادثة صفحة أخرى لم تعد مفتوحة.');
    await expect(words).toHaveAttribute('dir', 'rtl');
    await expect(words).toHaveAttribute('lang', 'ar');
  });
});
