// Where a new message sounds: browsers let nothing sound before the visitor has acted, and the visitor may have acted on the
// page, on the one before it, or in another tab. Playwright counts whatever a test runs in a document as the visitor's act:
// so frames, and pages that nobody is to have touched, are not asked anything; what sounds is told to all tabs.

import type { BrowserContext, Page } from '@playwright/test';
import { expect, sharedTest as test } from '../support/site-test.ts';
import { createVisitor } from '../support/visitor.ts';

type Ear = Window & { notes: number; hide(isHidden: boolean): void };

const listen = (context: BrowserContext) =>
  context.addInitScript(() => {
    const ear = window as unknown as Ear;
    if (window.top === window) {
      const tabs = new BroadcastChannel('ear');
      const hear = (data: unknown): void => {
        if (data === 'note') ear.notes += 1;
        if (typeof data === 'boolean')
          for (let frame = 0; frame < frames.length; frame += 1) frames[frame]?.postMessage(data, '*');
      };
      ear.notes = 0;
      ear.hide = (isHidden) => {
        tabs.postMessage(isHidden);
        hear(isHidden);
      };
      tabs.onmessage = ({ data }) => hear(data);
      addEventListener('message', ({ data }) => {
        if (data === 'note') tabs.postMessage(data);
        hear(data);
      });
      // The page's own script is asked for what it has, by nobody who would act for the visitor.
      addEventListener('DOMContentLoaded', () => {
        const { chat } = window as unknown as { chat?: { onSession(run: () => void): void } };
        chat?.onSession(() => console.log('the chat is here'));
      });
      return;
    }
    let isHidden = false;
    Object.defineProperty(document, 'visibilityState', { get: () => (isHidden ? 'hidden' : 'visible') });
    addEventListener('message', ({ data }) => {
      if (typeof data !== 'boolean') return;
      isHidden = data;
      document.dispatchEvent(new Event('visibilitychange'));
    });
    const { createOscillator } = AudioContext.prototype;
    AudioContext.prototype.createOscillator = function (...given) {
      window.top?.postMessage('note', '*');
      return createOscillator.apply(this, given);
    };
  });

/** Of one tone. */
const NOTES = 2;
/** In all tabs, since this one is there. */
const tones = (page: Page) => page.evaluate(() => (window as unknown as Ear).notes).then((notes) => notes / NOTES);
const hideAll = (page: Page) => page.evaluate(() => (window as unknown as Ear).hide(true));
const untilHere = (page: Page) => page.waitForEvent('console', (said) => said.text() === 'the chat is here');

test('on the next page a message sounds before anything of the chat has been touched there', async ({
  visitor,
  agent,
  sites,
  context,
}) => {
  await listen(context);
  const { page } = visitor;
  await visitor.open(sites.shop);
  await visitor.startChat({ 'First name': 'Wanda', 'Last name': 'Walks', Email: 'w@example.org', Subject: 'Tea' });
  await agent.accept('Wanda');
  await visitor.button('Minimize').click();
  const here = untilHere(page);
  await visitor.walkTo('Pottery');
  await here;
  await agent.say('A small chat');
  await expect.poll(() => tones(page)).toBe(1);
  await agent.say('The same again');
  await expect.poll(() => tones(page)).toBe(2);
});

test('a message sounds once, in a tab where the visitor has acted, though another one leads', async ({
  visitor,
  agent,
  sites,
  context,
}) => {
  await listen(context);
  await visitor.open(sites.shop);
  await visitor.startChat({ 'First name': 'Luca', 'Last name': 'Leads', Email: 'l@example.org', Subject: 'Tea' });
  await agent.accept('Luca');
  await agent.say('Before');
  await agent.isRead('Before');
  await visitor.page.close();

  const leading = await context.newPage();
  const isLeading = untilHere(leading);
  await leading.goto(sites.shop);
  await isLeading;
  const used = createVisitor(await context.newPage());
  await used.open(sites.shop);
  await used.sees('Before');
  await used.message.click();
  await hideAll(used.page);
  await agent.say('Where are you?');
  await expect.poll(() => tones(used.page)).toBe(1);
  await agent.say('Still there?');
  await expect.poll(() => tones(used.page)).toBe(2);
});
