// What startChat and restoreChat answer, case by case, asked for as a site's own script would.

import { rmSync } from 'node:fs';
import { chatLine } from '../support/site-faults.ts';
import { AT_ONCE, ask, EMBEDDED, plainPage } from '../support/site-script.ts';
import { expect, test } from '../support/site-test.ts';
import { ANN } from '../support/visitor.ts';

test('restoreChat without embedded: true fails with 301, and nothing is put on the page', async ({
  visitor,
  sites,
}) => {
  await visitor.open(`${sites.shop}/about.html`);
  await visitor.hears('fail');
  for (const options of [{}, { embedded: false }, { embedded: 'true' }]) {
    expect(await ask(visitor.page, 'restoreChat', options)).toMatchObject({ code: 301 });
  }
});

test('a wrong option fails with 306 that names it, and leaves nothing on the page', async ({ visitor, sites }) => {
  await visitor.open(sites.shop);
  await visitor.hears('fail');
  const cases: [object, RegExp][] = [
    [{ ...EMBEDDED, colour: 'red' }, /colour/],
    [{ ...EMBEDDED, maxOfflineDuration: 'long' }, /maxOfflineDuration: expected number, received "long"/],
    [{ ...EMBEDDED, registration: { inputs: [{ name: 'age', type: 'number' }] } }, /registration/],
    [{ ...EMBEDDED, serverUrl: 'https://elsewhere.example' }, /serverUrl/],
  ];
  for (const [options, words] of cases) {
    const outcome = await ask(visitor.page, 'startChat', options);
    expect(outcome).toMatchObject({ code: 306, description: expect.stringMatching(words) });
    await expect(visitor.iframe).toHaveCount(0);
  }
  // The page is none the worse for it.
  expect(await ask(visitor.page, 'startChat', AT_ONCE)).toBe('session');
});

test('startChat fails with 200 while a chat runs on the page, and the chat goes on', async ({ visitor, sites }) => {
  await visitor.open(sites.shop);
  expect(await ask(visitor.page, 'startChat', AT_ONCE)).toBe('session');
  expect(await ask(visitor.page, 'startChat', AT_ONCE)).toMatchObject({ code: 200 });
  expect(await ask(visitor.page, 'restoreChat', EMBEDDED)).toBe('session');
  await visitor.say('Still here');
  await visitor.sees('Still here');
});

test('restoreChat twice has one outcome for both, with a talk and with nothing', async ({ visitor, sites }) => {
  await visitor.open(sites.shop);
  expect(await ask(visitor.page, 'startChat', AT_ONCE)).toBe('session');
  await visitor.page.reload();
  const both = () => Promise.all([1, 2].map(() => ask(visitor.page, 'restoreChat', EMBEDDED)));
  expect(await both()).toEqual(['session', 'session']);
  await visitor.end();
  await visitor.page.reload();
  expect(await both()).toEqual(['nothing', 'nothing']);
});

test('restoreChat during registration on this page has the outcome of the form; startChat answers 200', async ({
  visitor,
  sites,
  context,
}) => {
  await visitor.open(await plainPage(context, sites));
  const started = ask(visitor.page, 'startChat', EMBEDDED);
  await visitor.field('First name').fill('Ann');
  const restored = [1, 2].map(() => ask(visitor.page, 'restoreChat', EMBEDDED));
  expect(await ask(visitor.page, 'startChat', EMBEDDED)).toMatchObject({ code: 200 });
  await expect(visitor.field('First name')).toHaveValue('Ann');
  await visitor.fillForm();
  await visitor.button('Start chat').click();
  expect(await Promise.all([started, ...restored])).toEqual(['session', 'session', 'session']);
});

test('startChat during a restore waits for it: 200 if a chat came back', async ({ visitor, sites }) => {
  await visitor.open(sites.shop);
  expect(await ask(visitor.page, 'startChat', AT_ONCE)).toBe('session');
  // The page's own restoreChat stays open for as long as the frame is held back.
  let letFrameCome = () => {};
  const asked = new Promise<void>((resolve) => {
    letFrameCome = resolve;
  });
  await visitor.page.route(/\/frame\/\w+\/$/, async (route) => {
    await asked;
    await route.continue();
  });
  await visitor.page.goto(`${sites.shop}/teapot.html`, { waitUntil: 'domcontentloaded' });
  const outcome = ask(visitor.page, 'startChat', AT_ONCE);
  letFrameCome();
  expect(await outcome).toMatchObject({ code: 200 });
  await visitor.hears('done');
});

test('startChat while a restore is open starts a chat if there was nothing to restore', async ({
  visitor,
  sites,
  context,
}) => {
  await visitor.open(await plainPage(context, sites));
  const outcomes = await Promise.all([
    ask(visitor.page, 'restoreChat', EMBEDDED),
    ask(visitor.page, 'startChat', AT_ONCE),
  ]);
  expect(outcomes).toEqual(['nothing', 'session']);
});

test('startChat while an ended transcript is shown replaces it', async ({ visitor, sites, context }) => {
  await visitor.open(await plainPage(context, sites));
  expect(await ask(visitor.page, 'startChat', AT_ONCE)).toBe('session');
  await visitor.say('Of the first chat');
  await visitor.sees('Of the first chat');
  await visitor.end();
  await expect(visitor.button('Close')).toBeVisible();
  await visitor.sees('Of the first chat');
  expect(await ask(visitor.page, 'startChat', AT_ONCE)).toBe('session');
  await visitor.say('Of the second chat');
  await visitor.sees('Of the second chat');
  await expect(visitor.log).not.toContainText('Of the first chat');
});

test('a session that the server no longer knows fails with 50 and is forgotten', async ({ visitor, sites, server }) => {
  await visitor.open(sites.shop);
  expect(await ask(visitor.page, 'startChat', AT_ONCE)).toBe('session');
  await visitor.open('about:blank');
  await server.kill();
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${server.databaseFile}${suffix}`, { force: true });
  await server.restart();
  await visitor.open(sites.shop);
  expect((await visitor.hears('fail'))?.error?.code).toBe(50);
  await visitor.page.reload();
  expect((await visitor.hears('fail'))?.error).toBeUndefined();
});

test('a cancelled form fails with 304, and no later page finds it', async ({ visitor, sites }) => {
  await visitor.open(sites.shop);
  await visitor.chatWithUs.click();
  await visitor.field('First name').fill('Ann');
  await visitor.button('Cancel').click();
  await expect.poll(async () => (await visitor.heard()).at(-1)?.event?.error?.code).toBe(304);
  await visitor.page.reload();
  expect((await visitor.hears('fail'))?.error).toBeUndefined();
});

test('a form that found no server is there again with what was typed, says so, and goes out when there is one', async ({
  visitor,
  sites,
  context,
}) => {
  const line = await chatLine(context);
  await line.cut();
  await context.clock.install();
  await visitor.open(sites.shop);
  await visitor.chatWithUs.click();
  await visitor.fillForm();
  // A form that is sent says that too while it is still there, and its own button leaves the chat altogether.
  const goesOut = async () => {
    await visitor.button('Start chat').click();
    await expect(visitor.frame.getByText('Connecting you…').first()).toBeVisible();
    await expect(visitor.button('Start chat')).toBeHidden();
  };
  await goesOut();
  await visitor.button('Cancel').click();
  await expect(visitor.field('Email')).toHaveValue(ANN.Email);
  await expect(visitor.frame.getByRole('alert')).toBeEmpty();

  await goesOut();
  await context.clock.fastForward('31:00');
  await expect(visitor.frame.getByRole('alert').getByText('could not be reached')).toBeFocused();
  await expect(visitor.field('Subject')).toHaveValue(ANN.Subject);
  const heard = await visitor.heard();
  expect(heard.filter(({ event }) => event?.error)).toEqual([]);

  line.mend();
  await visitor.button('Start chat').click();
  await visitor.hears('done');
});
