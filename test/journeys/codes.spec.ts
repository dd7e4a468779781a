// Failures that no other journey is about: each has its code.

import type { BrowserContext } from '@playwright/test';
import { LINK_VERSION } from '../../protocol/version.ts';
import { HEALING_IN_BROWSER_MS } from '../support/healing.ts';
import { chatLine } from '../support/site-faults.ts';
import { AT_ONCE, ask, plainPage, type SiteWindow } from '../support/site-script.ts';
import { expect, sharedTest as test } from '../support/site-test.ts';

/** The loader as it would be if its version were another one. */
const loaderOf = (context: BrowserContext, version: number) =>
  context.route('**/host/link-*.js', async (route) => {
    const answer = await route.fetch();
    const today = await answer.text();
    const other = today
      .replace(new RegExp(`version:${LINK_VERSION}\\b`), `version:${version}`)
      .replace(/\w+\(\d+,\w+\)\|\|/, (check) => check.replace(/\d+/, `${version}`));
    expect(other.length - today.length).toBe(2 * (`${version}`.length - `${LINK_VERSION}`.length));
    expect(other === today).toBe(version === LINK_VERSION);
    await route.fulfill({ response: answer, body: other });
  });

for (const [age, version] of [
  ['older', LINK_VERSION - 2],
  ['newer', LINK_VERSION + 2],
] as const) {
  test(`a loader two versions ${age} than the frame fails with 302, and nothing is left`, async ({
    visitor,
    sites,
    context,
  }) => {
    await loaderOf(context, version);
    await visitor.open(await plainPage(context, sites));
    const from = performance.now();
    expect(await ask(visitor.page, 'startChat', AT_ONCE)).toMatchObject({ code: 302 });
    const tookMs = performance.now() - from;
    console.log(`refused after ${Math.round(tookMs)} ms`);
    expect(tookMs).toBeLessThanOrEqual(HEALING_IN_BROWSER_MS);
    await expect(visitor.iframe).toHaveCount(0);
  });
}

for (const [age, version] of [
  ['older', LINK_VERSION - 1],
  ['newer', LINK_VERSION + 1],
] as const) {
  test(`a loader one version ${age} than the frame brings the chat`, async ({ visitor, sites, context }) => {
    await loaderOf(context, version);
    await visitor.open(await plainPage(context, sites));
    expect(await ask(visitor.page, 'startChat', AT_ONCE)).toBe('session');
    await visitor.say('Good day');
    await visitor.sees('Good day');
  });
}

test('startChat tries a chat server out of reach for maxOfflineDuration, then fails with 100', async ({
  visitor,
  sites,
  context,
}) => {
  const line = await chatLine(context);
  await line.cut();
  await context.clock.install();
  await visitor.open(await plainPage(context, sites));
  const outcome = ask(visitor.page, 'startChat', { ...AT_ONCE, maxOfflineDuration: 120 });
  await expect(visitor.frame.getByText('Connecting you…').first()).toBeVisible();
  await context.clock.fastForward('01:00');
  await expect(visitor.frame.getByText('Connecting you…').first()).toBeVisible();
  await context.clock.fastForward('02:00');
  expect(await outcome).toMatchObject({ code: 100 });
  await expect(visitor.iframe).toBeHidden();

  line.mend();
  expect(await ask(visitor.page, 'startChat', AT_ONCE)).toBe('session');
});

test('a function of the site that fails gives its own code, or 52 with its name', async ({
  visitor,
  sites,
  context,
}) => {
  const { page } = visitor;
  await visitor.open(await plainPage(context, sites));
  const start = (event: unknown) =>
    page.evaluate(async (thrown) => {
      const { chat } = window as unknown as SiteWindow;
      const nothing = () => {};
      const fails = () => {
        throw thrown ?? new Error('planted');
      };
      const transport = Object.fromEntries(
        'init sendMessage getTranscript sendTyping leaveSession setUserData getUserData deleteUserData onAgentConnected onAgentDisconnected onAgentTyping onMessageReceived onSessionEnded onError'
          .split(' ')
          .map((name) => [name, nothing]),
      );
      const given = { embedded: true, registration: false, transport: { ...transport, startSession: fails } };
      return new Promise((resolve) =>
        chat
          .startChat(given as never)
          .done(() => resolve('done'))
          .fail(resolve),
      );
    }, event);
  expect(await start(null)).toMatchObject({
    error: { code: 52, description: expect.stringContaining('startSession') },
  });
  const own = { error: { code: 7_001, description: 'The shop is closed.' } };
  expect(await start(own)).toEqual(own);
  await expect(visitor.iframe).toBeHidden();
});
