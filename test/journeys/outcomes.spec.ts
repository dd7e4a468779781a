// What startChat and restoreChat answer, case by case, asked for as a site's own script would.

import { rmSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/site-test.ts';

type Outcome = 'session' | 'nothing' | { code: number; description: string };
type Fail = { error?: { code: number; description: string } };
type Chat = Record<string, (options?: object) => Promise<unknown>>;

/** Calls a method of the page's `chat` and waits for the outcome of its promise. */
const ask = (page: Page, method: 'startChat' | 'restoreChat', options: object): Promise<Outcome> =>
  page.evaluate(
    async ([name, given]): Promise<Outcome> => {
      const { chat } = window as unknown as { chat: Chat };
      try {
        await chat[name as string]?.(given as object);
        return 'session';
      } catch (event) {
        if (event instanceof Error) throw event;
        return (event as Fail).error ?? 'nothing';
      }
    },
    [method, options] as const,
  );

const embedded = { embedded: true };
const atOnce = { embedded: true, registration: false };

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
    [{ ...embedded, colour: 'red' }, /colour/],
    [{ ...embedded, maxOfflineDuration: 'long' }, /maxOfflineDuration: expected number, received "long"/],
    [{ ...embedded, registration: { inputs: [{ name: 'age', type: 'number' }] } }, /registration/],
    [{ ...embedded, serverUrl: 'https://elsewhere.example' }, /serverUrl/],
  ];
  for (const [options, words] of cases) {
    const outcome = await ask(visitor.page, 'startChat', options);
    expect(outcome).toMatchObject({ code: 306, description: expect.stringMatching(words) });
    await expect(visitor.iframe).toHaveCount(0);
  }
  // The page is none the worse for it.
  expect(await ask(visitor.page, 'startChat', atOnce)).toBe('session');
});

test('startChat fails with 200 while a chat runs on the page, and the chat goes on', async ({ visitor, sites }) => {
  await visitor.open(sites.shop);
  expect(await ask(visitor.page, 'startChat', atOnce)).toBe('session');
  expect(await ask(visitor.page, 'startChat', atOnce)).toMatchObject({ code: 200 });
  expect(await ask(visitor.page, 'restoreChat', embedded)).toBe('session');
  await visitor.say('Still here');
  await visitor.sees('Still here');
});

test('restoreChat twice has one outcome for both, with a form and with a talk', async ({ visitor, sites }) => {
  await visitor.open(sites.shop);
  expect(await ask(visitor.page, 'startChat', atOnce)).toBe('session');
  await visitor.page.reload();
  const both = () => Promise.all([1, 2].map(() => ask(visitor.page, 'restoreChat', embedded)));
  expect(await both()).toEqual(['session', 'session']);
  await visitor.end();
  await visitor.page.reload();
  expect(await both()).toEqual(['nothing', 'nothing']);
});

test('startChat during a restore waits for it: 200 if a chat came back', async ({ visitor, sites }) => {
  await visitor.open(sites.shop);
  expect(await ask(visitor.page, 'startChat', atOnce)).toBe('session');
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
  const outcome = ask(visitor.page, 'startChat', atOnce);
  letFrameCome();
  expect(await outcome).toMatchObject({ code: 200 });
  await visitor.hears('done');
});

test('a session that the server no longer knows fails with 50 and is forgotten', async ({ visitor, sites, server }) => {
  await visitor.open(sites.shop);
  expect(await ask(visitor.page, 'startChat', atOnce)).toBe('session');
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
