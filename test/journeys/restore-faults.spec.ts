// restoreChat when something is wrong: the frame, the chat server, or what was saved.

import type { Page } from '@playwright/test';
import { enConversation } from '../../frame/locale/en-conversation.ts';
import { chatLine } from '../support/site-faults.ts';
import { AT_ONCE, ask, EMBEDDED, plainPage } from '../support/site-script.ts';
import { expect, sharedTest as test } from '../support/site-test.ts';
import { textsIn } from '../support/visitor.ts';

const { deliverySending, deliveryWaiting } = enConversation;
const FRAME = /\/frame\/\w+\/$/;
const SAVED = 'Said before it went wrong';

/** A chat with a message, on a page that has been left. */
async function leaveChat(page: Page, plain: string, say: (text: string) => Promise<void>) {
  await page.goto(plain);
  expect(await ask(page, 'startChat', AT_ONCE)).toBe('session');
  await say(SAVED);
  await page.goto('about:blank');
}

for (const [what, answer] of [
  ['cannot be loaded', 'abort'],
  ['never answers', 'silence'],
] as const) {
  test(`a frame that ${what} fails with 300, and saved state is kept`, async ({ visitor, sites, context }) => {
    const plain = await plainPage(context, sites);
    await leaveChat(visitor.page, plain, visitor.say);
    await context.route(FRAME, (route) =>
      answer === 'abort' ? route.abort() : route.fulfill({ contentType: 'text/html', body: '<title>Silence</title>' }),
    );
    await visitor.open(plain);
    expect(await ask(visitor.page, 'restoreChat', EMBEDDED)).toMatchObject({ code: 300 });
    await expect(visitor.iframe).toHaveCount(0);

    await context.unroute(FRAME);
    await visitor.open(plain);
    expect(await ask(visitor.page, 'restoreChat', EMBEDDED)).toBe('session');
    await visitor.sees(SAVED);
  });
}

test('saved state that cannot be read is nothing to restore, and is forgotten', async ({ visitor, sites, context }) => {
  const plain = await plainPage(context, sites);
  await leaveChat(visitor.page, plain, visitor.say);
  await context.addInitScript(() => {
    for (const key of Object.keys(localStorage)) localStorage.setItem(key, '{"version":');
  });
  await visitor.open(plain);
  expect(await ask(visitor.page, 'restoreChat', EMBEDDED)).toBe('nothing');
  const left = await visitor.page
    .frames()
    .at(-1)
    ?.evaluate(() => localStorage.length);
  expect(left).toBe(0);
});

test('with the chat server out of reach the chat is painted and says so, until maxOfflineDuration gives 100', async ({
  visitor,
  sites,
  context,
}) => {
  const plain = await plainPage(context, sites);
  const line = await chatLine(context);
  await leaveChat(visitor.page, plain, visitor.say);
  await line.cut();
  await context.clock.install();
  await visitor.open(plain);
  const outcome = ask(visitor.page, 'restoreChat', EMBEDDED);
  await visitor.sees(SAVED);
  await expect(visitor.frame.getByText(/reconnecting/i).first()).toBeVisible();
  await context.clock.fastForward('20:00');
  await visitor.sees(SAVED);
  await context.clock.fastForward('11:00');
  expect(await outcome).toMatchObject({ code: 100 });
  await expect(visitor.iframe).toBeHidden();

  line.mend();
  await visitor.open(plain);
  expect(await ask(visitor.page, 'restoreChat', EMBEDDED)).toBe('nothing');
});

test('a line that is mended in time brings the chat back', async ({ visitor, sites, context }) => {
  const plain = await plainPage(context, sites);
  const line = await chatLine(context);
  await leaveChat(visitor.page, plain, visitor.say);
  await line.cut();
  await visitor.open(plain);
  const outcome = ask(visitor.page, 'restoreChat', EMBEDDED);
  await expect(visitor.frame.getByText(/reconnecting/i).first()).toBeVisible();
  line.mend();
  expect(await outcome).toBe('session');
  await visitor.sees(SAVED);
});

test('messages that were not sent yet are sent from the next page, once and in order', async ({
  visitor,
  agent,
  sites,
  context,
}) => {
  const plain = await plainPage(context, sites);
  const line = await chatLine(context);
  await visitor.open(plain);
  expect(await ask(visitor.page, 'startChat', { ...AT_ONCE, username: 'Ann in a tunnel' })).toBe('session');
  await agent.accept('Ann in a tunnel');
  await line.cut();
  for (const text of ['remark 1', 'remark 2', 'remark 3']) {
    await visitor.say(text);
    await visitor.sees(text);
  }
  await visitor.open('about:blank');
  line.mend();
  await visitor.open(plain);
  expect(await ask(visitor.page, 'restoreChat', EMBEDDED)).toBe('session');
  await agent.sees('remark 3');
  const said = ['remark 1', 'remark 2', 'remark 3'];
  for (const log of [agent.log, visitor.log]) {
    await expect.poll(() => textsIn(log, /remark \d/g)).toEqual(said);
  }
});

test('the place in the conversation to which the visitor has scrolled is as it was', async ({
  visitor,
  sites,
  context,
}) => {
  const plain = await plainPage(context, sites);
  await visitor.open(plain);
  expect(await ask(visitor.page, 'startChat', AT_ONCE)).toBe('session');
  for (let count = 1; count <= 25; count += 1) await visitor.type(`remark ${count}.`);
  await visitor.sees('remark 25.');
  // As long as lines are still going out, the end of the conversation is where it goes back to.
  await expect(visitor.log).not.toContainText(new RegExp(`${deliveryWaiting}|${deliverySending}`));
  const early = visitor.log.getByText('remark 5.');
  await early.scrollIntoViewIfNeeded();
  await expect(early).toBeInViewport();
  await visitor.open('about:blank');
  await visitor.open(plain);
  expect(await ask(visitor.page, 'restoreChat', EMBEDDED)).toBe('session');
  await expect(early).toBeInViewport();
  await expect(visitor.log.getByText('remark 25.')).not.toBeInViewport();
});
