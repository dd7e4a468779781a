// Options of startChat and restoreChat, one by one, where no other journey is about them.

import type { Page } from '@playwright/test';
import { AT_ONCE, ask, EMBEDDED, plainPage, type SiteWindow } from '../support/site-script.ts';
import { expect, sharedTest as test } from '../support/site-test.ts';

const SECRET = 'Nobody is to read this';

/** Starts at once with a logger, whose lines are kept in `window.heard`. */
const startLogged = (page: Page, options: object) =>
  page.evaluate(async (given) => {
    const site = window as unknown as SiteWindow;
    site.heard = [];
    site.session = await site.chat.startChat({ ...given, logger: (...words) => site.heard.push(words) });
  }, options);

const lines = (page: Page) => page.evaluate(() => (window as unknown as SiteWindow).heard as unknown[][]);

test('logger receives the log of page and frame, with time and level, and never what people wrote', async ({
  visitor,
  sites,
  context,
}) => {
  const { page } = visitor;
  await visitor.open(await plainPage(context, sites));
  await startLogged(page, { ...AT_ONCE, debug: true, username: SECRET, subject: SECRET, userData: { note: SECRET } });
  await visitor.say(SECRET);
  await visitor.sees(SECRET);
  await visitor.end();
  await expect
    .poll(async () => (await lines(page)).some((words) => words.join(' ').includes('phase ended')))
    .toBe(true);
  const all = await lines(page);
  for (const [time, level, source] of all) {
    expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(level).toMatch(/^(debug|info|warn|error)$/);
    expect(source).toMatch(/^(host|frame)$/);
  }
  expect(new Set(all.map(([, , source]) => source))).toEqual(new Set(['host', 'frame']));
  expect(JSON.stringify(all)).not.toContain(SECRET);
});

test('debug without a logger writes to the console, and nothing is written without it', async ({
  visitor,
  sites,
  context,
}) => {
  const { page } = visitor;
  const written: string[] = [];
  page.on('console', (message) => written.push(message.text()));
  await visitor.open(await plainPage(context, sites));
  expect(await ask(page, 'startChat', AT_ONCE)).toBe('session');
  await visitor.end();
  await expect(visitor.button('Close')).toBeVisible();
  expect(written).toEqual([]);
  expect(await ask(page, 'startChat', { ...AT_ONCE, debug: true })).toBe('session');
  await expect.poll(() => written.filter((text) => / host /.test(text)).length).toBeGreaterThan(0);
  await expect.poll(() => written.filter((text) => / frame /.test(text)).length).toBeGreaterThan(0);
});

test('options of the original that have no meaning here are accepted, and named in the log', async ({
  visitor,
  sites,
  context,
}) => {
  const { page } = visitor;
  await visitor.open(await plainPage(context, sites));
  const old = { templates: 'chat.html', widgetUrl: '/chat', stateStorage: 'cookies', source: 'web', cookieMaxAge: 60 };
  await startLogged(page, { ...AT_ONCE, ...old, debug: true });
  const text = JSON.stringify(await lines(page));
  for (const name of Object.keys(old)) expect(text).toContain(name);
});

test('serverUrl may name a listed server, also to restoreChat; another one is refused with 306', async ({
  visitor,
  sites,
  context,
}) => {
  const { page } = visitor;
  await visitor.open(await plainPage(context, sites));
  const elsewhere = { serverUrl: 'https://elsewhere.example/' };
  expect(await ask(page, 'startChat', { ...AT_ONCE, ...elsewhere })).toMatchObject({
    code: 306,
    description: expect.stringContaining('serverUrl'),
  });
  await expect(visitor.iframe).toHaveCount(0);
  expect(await ask(page, 'startChat', { ...AT_ONCE, serverUrl: `${sites.chat}/` })).toBe('session');
  await page.reload();
  expect(await ask(page, 'restoreChat', { ...EMBEDDED, serverUrl: sites.chat })).toBe('session');
});

test('maxOfflineDuration is the longest absence after which a chat is restored', async ({
  visitor,
  sites,
  context,
}) => {
  const plain = await plainPage(context, sites);
  await visitor.open(plain);
  const short = { ...EMBEDDED, maxOfflineDuration: 60 };
  expect(await ask(visitor.page, 'startChat', { ...AT_ONCE, ...short })).toBe('session');
  await visitor.open('about:blank');
  await context.clock.install({ time: Date.now() + 20_000 });
  await visitor.open(plain);
  expect(await ask(visitor.page, 'restoreChat', short)).toBe('session');
  await visitor.open('about:blank');
  await context.clock.setSystemTime(Date.now() + 150_000);
  await visitor.open(plain);
  expect(await ask(visitor.page, 'restoreChat', short)).toBe('nothing');
});

test('onBeforeRegistration and onBeforeChat are called with plain data, also on a page that restores', async ({
  visitor,
  sites,
  context,
}) => {
  const { page } = visitor;
  const call = (method: 'startChat' | 'restoreChat') =>
    page.evaluate((name) => {
      const site = window as unknown as SiteWindow;
      site.heard = [];
      site.chat[name]({
        embedded: true,
        ui: {
          onBeforeRegistration: (info) => site.heard.push(['form', info]),
          onBeforeChat: (info) => site.heard.push(['chat', info]),
        },
      });
    }, method);
  const heard = () => lines(page);
  await visitor.open(await plainPage(context, sites));
  await call('startChat');
  await visitor.field('First name').fill('Ann');
  await expect.poll(heard).toEqual([['form', { restored: false, values: {} }]]);
  await page.reload();
  await call('restoreChat');
  await visitor.field('Email').fill('ann@example.org');
  await expect
    .poll(heard)
    .toEqual([['form', { restored: true, values: expect.objectContaining({ firstname: 'Ann' }) }]]);
  await visitor.button('Start chat').click();
  await expect.poll(heard).toContainEqual(['chat', { restored: false }]);
  await page.reload();
  await call('restoreChat');
  await expect.poll(heard).toEqual([['chat', { restored: true }]]);
});

test('a function of the site that throws does no harm to the chat', async ({ visitor, sites, context }) => {
  const { page } = visitor;
  await visitor.open(await plainPage(context, sites));
  const outcome = await page.evaluate(async () => {
    const site = window as unknown as SiteWindow;
    const throws = () => {
      throw new Error('planted');
    };
    try {
      site.session = await site.chat.startChat({
        embedded: true,
        registration: false,
        logger: throws,
        ui: { onBeforeChat: throws },
      });
      return 'session';
    } catch (event) {
      return event;
    }
  });
  expect(outcome).toBe('session');
  await visitor.say('All the same');
  await visitor.sees('All the same');
});
