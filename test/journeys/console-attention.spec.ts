// An agent who looks elsewhere is called: by the title of the real console's page and by a sound, and neither stays once
// somebody looks.

import type { Page } from '@playwright/test';
import { expect, test } from '../support/site-test.ts';

const PLACE = 'Agent console';

type Watched = Window & { lookAway(isAway: boolean): void; notes: number };

/** A headless browser has every page in front: whether it is looked at is what the test says. Counts notes of a tone. */
const watch = () => {
  const watched = window as unknown as Watched;
  let isAway = false;
  Object.defineProperty(document, 'visibilityState', { get: () => (isAway ? 'hidden' : 'visible') });
  watched.lookAway = (to) => {
    isAway = to;
    document.dispatchEvent(new Event('visibilitychange'));
  };
  watched.notes = 0;
  const { createOscillator } = AudioContext.prototype;
  AudioContext.prototype.createOscillator = function (...given) {
    watched.notes += 1;
    return createOscillator.apply(this, given);
  };
};

const lookAway = (page: Page, isAway: boolean) =>
  page.evaluate((to) => (window as unknown as Watched).lookAway(to), isAway);
const notes = (page: Page) => page.evaluate(() => (window as unknown as Watched).notes);

test('a new visitor calls an agent who looks elsewhere by title and sound, once, until the agent looks', async ({
  agent,
  visitor,
  sites,
}) => {
  await agent.page.addInitScript(watch);
  await agent.page.reload();
  await expect(agent.page.getByText('Nobody is waiting.')).toBeVisible();
  await expect(agent.page).toHaveTitle(PLACE);
  // Browsers let a page be heard once somebody has pressed something on it.
  await agent.page.keyboard.press('Shift');
  await lookAway(agent.page, true);

  await visitor.open(sites.shop);
  await visitor.startChat();
  await expect(agent.waiting.getByRole('listitem')).toHaveCount(1);
  await expect(agent.page).toHaveTitle(`(1) New visitor · ${PLACE}`);
  await expect.poll(() => notes(agent.page)).toBe(2);

  await lookAway(agent.page, false);
  await agent.accept('Ann');
  await expect(agent.page).toHaveTitle(PLACE);

  await visitor.say('Is anybody there?');
  await agent.sees('Is anybody there?');
  expect(await notes(agent.page)).toBe(2);
});
