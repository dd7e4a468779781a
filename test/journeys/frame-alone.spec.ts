// The frame's document is loaded anew, as a browser does that had thrown it away, beneath a page that goes on.

import { AT_ONCE, ask, plainPage } from '../support/site-script.ts';
import { expect, sharedTest as test } from '../support/site-test.ts';
import type { Visitor } from '../support/visitor.ts';

async function reloadFrame({ page }: Visitor): Promise<void> {
  const html = page.frameLocator('iframe[title="Chat"]').locator('html[data-before]');
  await page
    .frames()
    .at(-1)
    ?.evaluate(() => {
      document.documentElement.dataset.before = 'yes';
    });
  await expect(html).toHaveCount(1);
  await page
    .frames()
    .at(-1)
    ?.evaluate(() => location.reload());
  await expect(html).toHaveCount(0);
}

test('a form comes back as it was filled in when the frame alone is loaded anew', async ({
  visitor,
  sites,
  context,
}) => {
  await visitor.open(await plainPage(context, sites));
  const outcome = ask(visitor.page, 'startChat', { embedded: true });
  await visitor.field('First name').fill('Ann');
  await visitor.field('Email').fill('ann@exam');
  await reloadFrame(visitor);
  await expect(visitor.field('First name')).toHaveValue('Ann');
  await expect(visitor.field('Email')).toHaveValue('ann@exam');
  await visitor.field('Email').fill('ann@example.org');
  await visitor.button('Start chat').click();
  expect(await outcome).toBe('session');
});

test('a talk goes on when the frame alone is loaded anew, and the page hears nothing twice', async ({
  visitor,
  agent,
  sites,
  context,
}) => {
  await visitor.open(await plainPage(context, sites));
  expect(await ask(visitor.page, 'startChat', { ...AT_ONCE, username: 'Ann of the frame' })).toBe('session');
  await visitor.page.evaluate(() => {
    const { session } = window as unknown as { session: { onMessageReceived(run: (event: unknown) => void): void } };
    const texts: string[] = [];
    Object.assign(window, { texts });
    session.onMessageReceived((event) => texts.push((event as { content: { text: string } }).content.text));
  });
  await agent.accept('Ann of the frame');
  await visitor.say('before');
  await agent.sees('before');
  await reloadFrame(visitor);
  await agent.say('after');
  await visitor.sees('before');
  await visitor.sees('after');
  await expect
    .poll(() => visitor.page.evaluate(() => (window as unknown as { texts: string[] }).texts))
    .toEqual(['before', 'after']);
});
