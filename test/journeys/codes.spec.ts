// Failures that no other journey is about: each has its code.

import { chatLine } from '../support/site-faults.ts';
import { AT_ONCE, ask, plainPage, type SiteWindow } from '../support/site-script.ts';
import { expect, sharedTest as test } from '../support/site-test.ts';

test('a loader and a frame that do not fit together fail with 302, and nothing is left', async ({
  visitor,
  sites,
  context,
}) => {
  // A loader of a far later version than the frame's.
  await context.route('**/host/link-*.js', async (route) => {
    const answer = await route.fetch();
    const today = await answer.text();
    const later = today.replaceAll(/version:1\b/g, 'version:9').replaceAll(/Math\.abs\(1-/g, 'Math.abs(9-');
    expect(later).not.toBe(today);
    await route.fulfill({ response: answer, body: later });
  });
  await visitor.open(await plainPage(context, sites));
  expect(await ask(visitor.page, 'startChat', AT_ONCE)).toMatchObject({ code: 302 });
  await expect(visitor.iframe).toHaveCount(0);
});

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
