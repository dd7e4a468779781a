// Pages that live long: an application that takes the chat away and brings it back, a site that swaps the body of its
// page in place of loading the next. What the page's scripts could leave behind is counted.

import type { Page } from '@playwright/test';
import { keptByBrowser, type Standing, standing, watchLeftovers } from '../support/site-leftovers.ts';
import { expect, test } from '../support/site-test.ts';

type Fail = { error?: { code: number } };
type Pending = PromiseLike<unknown> & { fail(callback: (event: Fail) => void): Pending };
type Chat = Record<'startChat' | 'restoreChat', (options: object) => Pending> & { destroy(): void };
type App = {
  chat: Chat;
  leftovers: { standing(): Standing };
  /** Takes the chat away and notes what then stands on the page. */
  takeAway(): Promise<void>;
  stood: Set<string>;
};

const embedded = { embedded: true };
const atOnce = { embedded: true, registration: false, username: 'Ann' };

/** A page of the shop with the snippet, whose own scripts do nothing by themselves. Gives what stands on it. */
async function open(page: Page, shop: string): Promise<Standing> {
  await watchLeftovers(page);
  await page.addInitScript(() => {
    const app = window as unknown as App;
    app.stood = new Set();
    app.takeAway = async () => {
      app.chat.destroy();
      app.chat.destroy();
      // What was waited for is over by the next frame.
      await new Promise(requestAnimationFrame);
      app.stood.add(JSON.stringify(app.leftovers.standing()));
    };
  });
  await page.route('**/assets/site.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
  // `load` waits for the loader: what it leaves standing is part of what was there before the chat.
  await page.goto(`${shop}/about.html`, { waitUntil: 'load' });
  const before = await standing(page);
  expect(before).toMatchObject({ names: ['stood', 'takeAway', 'chat'], frames: 0, listeners: [], timers: [] });
  return before;
}

/** All that stood on the page after the chat was taken away, each state once. */
const stood = async (page: Page): Promise<Standing[]> =>
  (await page.evaluate(() => [...(window as unknown as App).stood])).map((text) => JSON.parse(text));

/** Codes of the failures; undefined where a session came. */
const openAndTakeAway = (page: Page, method: keyof Chat, options: object, times: number) =>
  page.evaluate(
    async ([name, given, count]) => {
      const app = window as unknown as App;
      const isShown = () => {
        const frame = document.querySelector('iframe[title="Chat"]');
        return frame !== null && getComputedStyle(frame).visibility === 'visible';
      };
      const codes = new Set<number | undefined>();
      for (let time = 0; time < count; time += 1) {
        let isDone = false;
        const outcome = app.chat[name as 'startChat'](given).then(
          () => {
            isDone = true;
            return undefined;
          },
          ({ error }: Fail) => error?.code,
        );
        while (!isDone && !isShown()) await new Promise(requestAnimationFrame);
        await app.takeAway();
        codes.add(await outcome);
      }
      return [...codes];
    },
    [method, options, times] as const,
  );

/** Several opens of any page leave something behind once. */
async function expectNoGrowth(page: Page, act: () => Promise<void>): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const before = await keptByBrowser(devtools);
  await act();
  const after = await keptByBrowser(devtools);
  expect(after).toMatchObject({ nodes: before.nodes, documents: before.documents, listeners: before.listeners });
  expect(after.heapBytes - before.heapBytes).toBeLessThan(1_000_000);
}

test('a chat that is taken away and restored 100 times leaves nothing, and its session goes on', async ({
  visitor,
  agent,
  sites,
}) => {
  test.setTimeout(300_000);
  const { page } = visitor;
  const before = await open(page, sites.shop);
  await page.evaluate(async (options) => {
    const app = window as unknown as App;
    await app.chat.startChat(options);
    await app.takeAway();
  }, atOnce);
  const restore = (times: number) =>
    page.evaluate(
      async ([options, count]) => {
        const app = window as unknown as App;
        for (let time = 0; time < count; time += 1) {
          await app.chat.restoreChat(options);
          await app.takeAway();
        }
      },
      [embedded, times] as const,
    );
  await restore(5);
  await expectNoGrowth(page, () => restore(95));
  expect(await stood(page)).toEqual([before]);

  await agent.accept('Ann');
  await agent.say('Still with me?');
  await page.evaluate((options) => void (window as unknown as App).chat.restoreChat(options), embedded);
  await visitor.sees('Still with me?');
});

test('a form that is taken away 100 times fails with 304 each time and leaves nothing', async ({ visitor, sites }) => {
  test.setTimeout(300_000);
  const { page } = visitor;
  const before = await open(page, sites.shop);
  expect(await openAndTakeAway(page, 'startChat', embedded, 5)).toEqual([304]);
  await expectNoGrowth(page, async () => {
    expect(await openAndTakeAway(page, 'startChat', embedded, 50)).toEqual([304]);
    expect(await openAndTakeAway(page, 'restoreChat', embedded, 45)).toEqual([304]);
  });
  expect(await stood(page)).toEqual([before]);
});

test('a chat that is taken away before it is there fails with 304 and leaves nothing', async ({ visitor, sites }) => {
  const { page } = visitor;
  const before = await open(page, sites.shop);
  for (const method of ['restoreChat', 'startChat', 'startChat'] as const) {
    const code = await page.evaluate(
      async ([name, options]) => {
        const app = window as unknown as App;
        const outcome = new Promise<Fail>((resolve) => app.chat[name](options).fail(resolve));
        app.chat.destroy();
        const { error } = await outcome;
        await app.takeAway();
        return error?.code;
      },
      [method, embedded] as const,
    );
    expect(code).toBe(304);
  }
  expect(await openAndTakeAway(page, 'startChat', embedded, 1)).toEqual([304]);
  expect(await stood(page)).toEqual([before]);
});

/** What Turbo and its like do: the body is replaced by that of the next page, whose scripts are run. */
const swapBody = (page: Page, address: string) =>
  page.evaluate(async (next) => {
    const text = await (await fetch(next)).text();
    const { head, body } = new DOMParser().parseFromString(text, 'text/html');
    const scripts = [...head.querySelectorAll('script'), ...body.querySelectorAll('script')];
    document.body.replaceWith(document.adoptNode(body));
    history.pushState(null, '', next);
    for (const script of scripts) {
      const again = document.createElement('script');
      for (const { name, value } of script.attributes) again.setAttribute(name, value);
      again.text = script.text;
      const loaded = new Promise((resolve) => again.addEventListener('load', resolve));
      document.body.append(again);
      script.remove();
      if (again.src) await loaded;
    }
  }, address);

test('a site that swaps its body keeps its chat, in the same frame, through 20 swaps', async ({
  visitor,
  agent,
  sites,
}) => {
  const { page } = visitor;
  await watchLeftovers(page);
  await visitor.open(sites.shop);
  await visitor.startChat();
  await agent.accept('Ann');
  await swapBody(page, '/oolong.html');
  await visitor.hears('done');
  const { names, frames, observers } = await standing(page);
  await visitor.message.fill('A draft');

  for (const next of Array(10).fill(['/teapot.html', '/oolong.html']).flat()) {
    await swapBody(page, next);
    await visitor.hears('done');
  }
  // Not the ports: a frame that waits for a busy page asks for another.
  expect(await standing(page)).toMatchObject({ names, frames, observers });
  expect(frames).toBe(1);
  await expect(visitor.message).toHaveValue('A draft');
  await agent.say('You do walk about');
  await visitor.hears('messageReceived', 'You do walk about');
  await expect(visitor.log.getByText('You do walk about')).toHaveCount(1);
  // Once for each time that the site's script has subscribed: one start, 21 pages.
  const heard = (await visitor.heard()).filter(({ event }) => event?.content?.text === 'You do walk about');
  expect(heard).toHaveLength(22);
});

test('a page that throws all of its document away has its chat back with the next call', async ({
  visitor,
  agent,
  sites,
}) => {
  const { page } = visitor;
  await visitor.open(sites.shop);
  await visitor.startChat();
  await agent.accept('Ann');
  await agent.say('Before');
  await visitor.sees('Before');
  const outcome = await page.evaluate(async (options) => {
    document.documentElement.innerHTML = '<body><main>Another view</main></body>';
    const { chatSession, chat } = window as unknown as App & { chatSession: unknown };
    return (await chat.restoreChat(options)) === chatSession;
  }, embedded);
  expect(outcome).toBe(true);
  await visitor.sees('Before');
  await agent.say('After');
  await visitor.sees('After');
});
