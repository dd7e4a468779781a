// Every text of the interface that a site may give, with every hostile text in its place, in all states in which it stands.

import { fitName } from '../../frame/ui/composer/file-rules.ts';
import { openStage } from '../hostile/open-stage.ts';
import { PAYLOADS } from '../hostile/payloads.ts';
import type { Stage } from '../hostile/stage/main.ts';
import type { Spots } from '../hostile/stage/people.tsx';
import { bare, createTally, engineOf, textsFor } from '../hostile/tally.ts';
import { achievedIn, NOTHING, UNTOUCHED, watch } from '../hostile/watch.ts';
import { expect, test } from '../support/site-test.ts';

/** Need a layout, a fault of the network or a kept page: drawn as their neighbours are. */
const NOT_STAGED: ReadonlySet<string> = new Set([
  ...['jumpToEnd', 'emojiFailed', 'conversationWith', 'earlierLeftOut'],
]);
/** Of a label that the site gives the links are drawn, here too. */
const isLinkInLabel = (changed: string) => /^(firstName|lastName|email|subject): .*\]\(https?:/s.test(changed);

const PEOPLE: Spots = {
  'who types': ['typing', '.typing bdi'],
  'who is at the top of the window': ['typing', 'header h1 bdi'],
  'who is on the bar': ['minimized-unread', '.bar h1 bdi'],
  'who ended the chat': ['ended-by-agent', '.notice:last-of-type bdi'],
  'label of the launcher': ['launcher', '.launcher'],
};

type StageWindow = { stage: Stage };
const cutTo = (maxChars: number) => (text: string) => text.slice(0, maxChars);

test('hostile localization, names and labels of a site run nowhere, whichever text it is', async ({
  page,
  context,
  sites,
  browserName,
  driver,
}) => {
  test.setTimeout(240_000);
  const seen = await watch(context, page);
  await openStage(context, page, sites.chat);
  const texts = textsFor(engineOf(browserName, driver));
  const tally = createTally(texts);
  const root = page.locator(':root');

  const { missing, changed } = await page.evaluate(
    (texts) => (window as unknown as StageWindow).stage.run(texts),
    texts.map(cutTo(900)),
  );
  expect(Object.keys(missing).filter((name) => !NOT_STAGED.has(name))).toEqual([]);
  expect(changed.filter((text) => !isLinkInLabel(text))).toEqual([]);
  const names = await page.evaluate(() => (window as unknown as StageWindow).stage.names);
  const staged = names.filter((name) => !NOT_STAGED.has(name));
  for (const name of staged) for (const text of texts) tally.shows(name, text);
  expect(await achievedIn(root)).toEqual(NOTHING);

  const found = await page.evaluate(
    ({ texts, spots }) => (window as unknown as StageWindow).stage.people(texts, spots),
    { texts: texts.map(cutTo(200)), spots: PEOPLE },
  );
  for (const [place, words] of Object.entries(found)) {
    tally.stand(place, texts, new Set(words.map(bare)), cutTo(200));
  }
  const stayed = await page.evaluate(
    (texts) => (window as unknown as StageWindow).stage.files(texts),
    [...texts.map(cutTo(200))],
  );
  tally.stand('file that stays', texts, new Set(stayed.map(bare)), (text) => fitName(text.slice(0, 200)));
  expect(await achievedIn(root)).toEqual(NOTHING);
  expect(seen).toEqual(UNTOUCHED);
  tally.closes('texts of a site', [...staged, ...Object.keys(PEOPLE), 'file that stays']);
});

test('an interface that takes its texts for HTML, or addresses as they are, is caught', async ({
  page,
  context,
  sites,
}) => {
  await watch(context, page);
  await openStage(context, page, sites.chat);
  const root = page.locator(':root');
  expect(await achievedIn(root)).toEqual(NOTHING);
  await page.evaluate((texts) => {
    for (const text of texts) {
      const link = document.createElement('a');
      link.href = text;
      document.getElementById('widget')?.append(link);
      try {
        link.insertAdjacentHTML('afterend', text);
      } catch {
        // The policy takes no HTML at all, and tells.
      }
    }
  }, PAYLOADS);
  await expect.poll(async () => (await achievedIn(root)).stopped.length).toBeGreaterThanOrEqual(PAYLOADS.length);
  expect((await achievedIn(root)).links.length).toBeGreaterThan(10);
});
