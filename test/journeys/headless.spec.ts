// The Chat Service API: a session without any interface of ours.

import { AT_ONCE, ask, EMBEDDED, plainPage, type SiteWindow } from '../support/site-script.ts';
import { expect, sharedTest as test } from '../support/site-test.ts';

test('startSession and restoreSession give the session and show nothing', async ({
  visitor,
  agent,
  sites,
  context,
}) => {
  const { page } = visitor;
  const texts = () =>
    page.evaluate(
      () =>
        new Promise((resolve) => {
          const texts: unknown[] = [];
          const { session } = window as unknown as SiteWindow;
          session.onMessageReceived(({ content, restored }) => texts.push([content.text, restored]));
          setTimeout(() => resolve(texts));
        }),
    );
  await visitor.open(await plainPage(context, sites));
  expect(await ask(page, 'restoreSession', {})).toBe('nothing');
  expect(await ask(page, 'startSession', { username: 'Ann without a window' })).toBe('session');
  await agent.accept('Ann without a window');
  await page.evaluate(() => void (window as unknown as SiteWindow).session.sendMessage('Nothing to be seen'));
  await agent.sees('Nothing to be seen');
  await agent.say('Quite');
  await expect.poll(texts).toEqual([
    ['Nothing to be seen', false],
    ['Quite', false],
  ]);
  await expect(visitor.iframe).toBeHidden();
  expect(await ask(page, 'startSession', {})).toMatchObject({ code: 200 });

  await page.reload();
  expect(await ask(page, 'restoreSession', {})).toBe('session');
  await expect.poll(texts).toEqual([
    ['Nothing to be seen', true],
    ['Quite', true],
  ]);
  await expect(visitor.iframe).toBeHidden();

  // The same session with an interface, on another page.
  await page.reload();
  expect(await ask(page, 'restoreChat', EMBEDDED)).toBe('session');
  await visitor.sees('Quite');
});

test('ui: false hides the interface of startChat and restoreChat', async ({ visitor, sites, context }) => {
  const { page } = visitor;
  await visitor.open(await plainPage(context, sites));
  expect(await ask(page, 'startChat', { ...AT_ONCE, ui: false })).toBe('session');
  await expect(visitor.iframe).toBeHidden();
  await page.reload();
  expect(await ask(page, 'restoreChat', { ...EMBEDDED, ui: false })).toBe('session');
  await expect(visitor.iframe).toBeHidden();
});
