// Applications that hand over functions and elements, and take them away again.

import type { Page } from '@playwright/test';
import { type Standing, standing, watchLeftovers } from '../support/site-leftovers.ts';
import { expect, test } from '../support/site-test.ts';
import { watchThrown } from '../support/thrown.ts';

type Fail = { error?: { code: number } };
type Pending = PromiseLike<unknown> & { fail(callback: (event: Fail) => void): Pending };
type Context = { save(values: object): void; cancel(): void };
type App = {
  chat: Record<'startChat' | 'restoreChat', (options: object) => Pending> & { destroy(): void };
  handed: WeakRef<object>[];
};

/** A page of the shop with the snippet, whose own scripts do nothing by themselves. */
async function open(page: Page, shop: string): Promise<Standing> {
  await watchLeftovers(page);
  await page.route('**/assets/site.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
  await page.goto(`${shop}/about.html`, { waitUntil: 'load' });
  return standing(page);
}

test('functions among the options are let go with the chat, and what they were given is silent from then on', async ({
  visitor,
  sites,
}) => {
  test.setTimeout(300_000);
  const { page } = visitor;
  const thrown = watchThrown(page);
  const before = await open(page, sites.shop);
  const codes = await page.evaluate(async () => {
    const app = window as unknown as App;
    app.handed = [];
    const heard = new Set<number | undefined>();
    for (let time = 0; time < 100; time += 1) {
      await new Promise<void>((next) => {
        const registration = async (done: (data: object) => void, context: Context) => {
          context.save({ FirstName: 'Ann' });
          app.chat.destroy();
          heard.add((await failed).error?.code);
          done({ FirstName: 'Too late' });
          context.save({ FirstName: 'Too late' });
          context.cancel();
          next();
        };
        const options = { embedded: true, registration, logger: () => {} };
        app.handed.push(new WeakRef(registration));
        const failed = new Promise<Fail>((resolve) => app.chat.startChat(options).fail(resolve));
      });
    }
    return [...heard];
  });
  expect(codes).toEqual([304]);
  const devtools = await page.context().newCDPSession(page);
  // What is held is bounded: the last call of all may be.
  await expect
    .poll(async () => {
      await devtools.send('HeapProfiler.collectGarbage');
      return page.evaluate(() => (window as unknown as App).handed.filter((one) => one.deref()).length);
    })
    .toBeLessThanOrEqual(1);
  expect(await standing(page)).toEqual({ ...before, names: [...before.names, 'handed'] });
  expect(await thrown.all()).toEqual([]);
});

test('a chat in an element that the page takes away is in the element that the next call names', async ({
  visitor,
  agent,
  sites,
}) => {
  const { page } = visitor;
  await open(page, sites.shop);
  /** As a framework draws a view: a new element in the place of the old one. */
  const draw = (method: 'startChat' | 'restoreChat') =>
    page.evaluate(async (name) => {
      const { chat } = window as unknown as App;
      document.querySelector('#place')?.remove();
      const place = Object.assign(document.createElement('div'), { id: 'place', style: 'height: 600px' });
      document.querySelector('main')?.append(place);
      await chat[name]({ embedded: true, registration: false, username: 'Ann', ui: { container: place } });
    }, method);
  const inPlace = page.locator('#place iframe[title="Chat"]');

  await draw('startChat');
  await expect(inPlace).toBeVisible();
  await agent.accept('Ann');
  await agent.say('In the first');
  await visitor.sees('In the first');
  for (const words of ['In the second', 'In the third']) {
    await draw('restoreChat');
    await expect(inPlace).toBeVisible();
    await agent.say(words);
    await visitor.sees(words);
  }
  await expect(page.locator('iframe')).toHaveCount(1);
});
