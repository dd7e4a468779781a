// What counts as read by the visitor: what stands before their eyes, and not what is somewhere on the page.

import type { BrowserContext, Page } from '@playwright/test';
import { AT_ONCE, ask, plainPage } from '../support/site-script.ts';
import { expect, sharedTest as test } from '../support/site-test.ts';

type Ear = Window & { notes: number };

const listen = (context: BrowserContext) =>
  context.addInitScript(() => {
    const ear = window as unknown as Ear;
    ear.notes = 0;
    const { createOscillator } = AudioContext.prototype;
    AudioContext.prototype.createOscillator = function (...given) {
      ear.notes += 1;
      return createOscillator.apply(this, given);
    };
  });

async function notesIn(page: Page): Promise<number> {
  let notes = 0;
  for (const frame of page.frames()) notes += await frame.evaluate(() => (window as unknown as Ear).notes);
  return notes;
}

test('a message in a chat that is scrolled out of the page’s view is read once it is scrolled into view', async ({
  visitor,
  agent,
  sites,
  context,
}) => {
  await listen(context);
  await visitor.open(await plainPage(context, sites));
  const { page } = visitor;
  await page.evaluate(() => {
    const [far, desk] = [document.createElement('div'), document.createElement('div')];
    far.style.height = '3000px';
    Object.assign(desk, { id: 'desk' }).style.height = '500px';
    document.body.append(far, desk);
  });
  expect(await ask(page, 'startChat', { ...AT_ONCE, username: 'Ida Inline', ui: { container: '#desk' } })).toBe(
    'session',
  );
  await agent.accept('Ida Inline');
  const scrollPage = (to: number) => page.evaluate((top) => window.scrollTo(0, top), to);
  await scrollPage(5_000);
  await agent.say('In view');
  await agent.isRead('In view');

  await scrollPage(0);
  const before = await notesIn(page);
  await agent.say('Out of view');
  // Nobody has looked at it for as long as the chat waits before it calls.
  await expect.poll(() => notesIn(page)).toBeGreaterThan(before);
  await expect(agent.log).not.toContainText(/Out of view.*Read by the visitor/s);

  await scrollPage(5_000);
  await agent.isRead('Out of view');
});
