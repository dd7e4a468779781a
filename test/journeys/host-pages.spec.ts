// Pages that are harder for an embedded chat than a shop is.

import type { Locator } from '@playwright/test';
import { elsewhere } from '../support/site-elsewhere.ts';
import { expect, test } from '../support/site-test.ts';
import { watchThrown } from '../support/thrown.ts';
import type { Visitor } from '../support/visitor.ts';

type Watching = { violations?: string[] };

/** Collects what the policy of any document of the page refused, from its first moment. */
async function watchPolicy({ page, frame }: Visitor) {
  await page.addInitScript(() => {
    const watching = window as unknown as Watching;
    watching.violations = [];
    document.addEventListener('securitypolicyviolation', (event) => {
      watching.violations?.push(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`);
    });
  });
  const violationsIn = (root: Locator) =>
    root.evaluate(() => (window as unknown as Watching).violations ?? ['not watched']);
  return async () => (await Promise.all([page, frame].map((inside) => violationsIn(inside.locator(':root'))))).flat();
}

test('a strict policy with a nonce is not violated once', async ({ visitor, agent, sites }) => {
  const violations = await watchPolicy(visitor);
  await visitor.open(`${sites.shop}/strict.html`);
  await visitor.startChat();
  await agent.accept('Ann');
  await agent.say('Very strict here');
  await visitor.sees('Very strict here');
  expect(await violations()).toEqual([]);

  await visitor.page.reload();
  await visitor.hears('done');
  await visitor.sees('Very strict here');
  await visitor.button('Minimize').click();
  await visitor.button('Restore').click();
  await visitor.end();
  await visitor.hears('sessionEnded');
  expect(await violations()).toEqual([]);
});

test('a cross-origin isolated page stays isolated and has its chat', async ({ visitor, agent, sites }) => {
  await visitor.open(`${sites.shop}/isolated.html`);
  expect(await visitor.page.evaluate(() => window.crossOriginIsolated)).toBe(true);
  await visitor.startChat();
  await agent.accept('Ann');
  await agent.say('Together all the same');
  await visitor.sees('Together all the same');
  await visitor.page.reload();
  await visitor.sees('Together all the same');
});

test("a page's own element named chat is not mistaken for the snippet", async ({ visitor, sites }) => {
  await visitor.open(`${sites.shop}/named.html`);
  await visitor.startChat();
  await visitor.say('Whose name is it?');
  await visitor.hears('messageReceived', 'Whose name is it?');
  await expect(visitor.page.getByText('He takes hojicha')).toBeVisible();
});

test('a loader cached from before an upgrade still brings the chat', async ({ visitor, agent, sites, context }) => {
  await context.route('**/chat.js', async (route) => {
    const answer = await route.fetch();
    const today = await answer.text();
    const old = today
      .replace(/\/frame\/[0-9a-f]{8}\//, '/frame/01234567/')
      .replace(/link-[\w-]{8}\.js/, 'link-0ldHash0.js');
    expect(old).not.toBe(today);
    await route.fulfill({ response: answer, body: old });
  });
  await visitor.open(sites.shop);
  await visitor.startChat();
  await agent.accept('Ann');
  await agent.say('Old friends');
  await visitor.sees('Old friends');
});

test('a frame cached from before an upgrade gives way to the current one', async ({
  visitor,
  agent,
  sites,
  context,
}) => {
  const chunk = '**/frame/assets/conversation-*.js';
  let asked = 0;
  await context.route(chunk, async (route) => {
    asked += 1;
    // What an older frame would ask for, and what the server says to that.
    const gone = route
      .request()
      .url()
      .replace(/-[\w-]{8}\.js$/, '-g0neG0ne.js');
    await (asked === 1 ? route.fulfill({ response: await route.fetch({ url: gone }) }) : route.continue());
  });
  await visitor.open(sites.shop);
  await visitor.chatWithUs.click();
  // The first letter fetches the chunk.
  await visitor.field('First name').pressSequentially('A');
  await expect.poll(() => asked).toBe(1);
  // Asked in the very moment in which one document gives way to the other, there is none to say.
  const address = () =>
    visitor.frame
      .locator(':root')
      .evaluate(() => location.href)
      .catch(String);
  await expect.poll(address).toContain('/frame/v1/');
  await visitor.fillForm();
  await visitor.button('Start chat').click();
  await visitor.hears('done');
  await agent.accept('Ann');
  await agent.say('Old frames give way');
  await visitor.sees('Old frames give way');
});

test('a site that is not allowed gets error 300 and keeps its page', async ({ visitor, sites }) => {
  const stranger = await elsewhere(sites.chat);
  const thrown = watchThrown(visitor.page);
  await visitor.open(stranger.url);
  expect((await visitor.hears('fail'))?.error?.code).toBe(300);

  // Firefox tells of the frame that it refused in the place where it tells what was thrown.
  expect((await thrown.all()).filter((line) => !line.includes('Content-Security-Policy'))).toEqual([]);
  await expect(visitor.iframe).toBeHidden();
  await visitor.walkTo('Tea');
  await expect(visitor.page.getByRole('heading', { name: 'Milk oolong' })).toBeVisible();
  await stranger.close();
});
