// Every hostile text in every place of a conversation where a text from elsewhere is shown: nothing runs, nothing is asked
// for abroad, no link leads where none should.

import { writeForeignEntries } from '../hostile/foreign-entries.ts';
import { PAYLOADS } from '../hostile/payloads.ts';
import { achievedIn, NOTHING, watch } from '../hostile/watch.ts';
import { expect, test } from '../support/site-test.ts';

/** Fewer than the interface draws at once. */
const PART = 25;

/** All of them in Chromium, a third in the other engines. */
const textsFor = (browserName: string) => PAYLOADS.filter((_, place) => browserName === 'chromium' || place % 3 === 0);

test('hostile texts in messages, names, pictures, files, cards, lists and replies run nowhere', async ({
  visitor,
  server,
  sites,
  context,
  browserName,
}) => {
  test.setTimeout(240_000);
  const seen = await watch(context, visitor.page);
  await visitor.open(sites.shop);
  await visitor.startChat();
  const texts = textsFor(browserName);
  for (let from = 0; from < texts.length; from += PART) {
    const part = texts.slice(from, from + PART);
    writeForeignEntries(server.databaseFile, part);
    // The server's next entry takes them along.
    await visitor.say(`read up to ${from}`);
    // Each of its places is really drawn.
    for (const place of ['.message.agent', '.file .name', '.card .title', '.picker']) {
      await expect.poll(() => visitor.log.locator(place).count(), place).toBeGreaterThanOrEqual(part.length);
    }
    const root = visitor.frame.locator(':root');
    expect(await achievedIn(root), `payloads ${from} to ${from + PART}`).toEqual(NOTHING);
  }
  expect(seen).toEqual({ dialogs: [], abroad: [] });
});

/** Those would take the page away before the others have their turn. */
const staysHere = (text: string) => !/http-equiv|<base/.test(text);

test('a renderer that takes texts for HTML is caught', async ({ visitor, sites, context }) => {
  const seen = await watch(context, visitor.page);
  await visitor.open(`${sites.shop}/about.html`);
  await visitor.page.evaluate((texts) => {
    for (const text of texts) {
      const place = document.createElement('p');
      document.body.append(place);
      place.innerHTML = text;
    }
  }, PAYLOADS.filter(staysHere));
  const root = visitor.page.locator(':root');
  await expect.poll(async () => (await achievedIn(root)).ran).toBeGreaterThan(10);
  const achieved = await achievedIn(root);
  expect(achieved.links.length).toBeGreaterThan(10);
  expect(achieved.strange.length).toBeGreaterThan(50);
  expect(seen.abroad.length).toBeGreaterThan(0);
});
