// Every hostile text in every place of a conversation where a text from elsewhere is shown: nothing runs, nothing is asked
// for abroad, no link leads where none should.

import { cut, writeForeignEntries, writeForeignNotices } from '../hostile/foreign-entries.ts';
import { PAYLOADS } from '../hostile/payloads.ts';
import { takeOnlyChat } from '../hostile/real-agent.ts';
import { createTally, engineOf, leadsOn, standing, textsFor } from '../hostile/tally.ts';
import { achievedIn, NOTHING, UNTOUCHED, watch } from '../hostile/watch.ts';
import { expect, test } from '../support/site-test.ts';

/** Fewer entries than the interface draws at once, and no more replies than one message may offer. */
const MESSAGES = 20;
const NOTICES = 12;

/** So many places were promised; there are more in the other journeys of hostile texts. */
const PROMISED = 12;

/** Where the very words stand, as much of them as there may be. */
const AS_GIVEN: [place: string, css: string, form: (text: string) => string][] = [
  ['name of an agent', '.message.agent .author', (text) => cut(text, 200)],
  ['name of a file', '.file .name bdi', (text) => cut(text, 255)],
  ['title of a card', '.card .title', (text) => cut(text, 200)],
  ['text of a card', '.card .title + p', (text) => cut(text, 1_000)],
  ['reply on a card', '.card button', (text) => cut(text, 100)],
  ['words of a link on a card', '.card a bdi', (text) => cut(text, 100)],
  ['title of a list', '.picker .heading', (text) => cut(text, 200)],
  ['choice in a list', '.picker span', (text) => cut(text, 100) + cut(text, 300)],
  ['detail of a choice', '.picker small', (text) => cut(text, 300)],
  ['quick reply', '.replies button', (text) => cut(text, 100)],
];
const AS_NOTICES: [place: string, css: string, form: (text: string) => string][] = [
  ['agent who came', '.notice', (text) => `${cut(text, 200)} joined the chat`],
  ['agent who left', '.notice', (text) => `${cut(text, 200)} left the chat`],
];
/** Drawn in words of their own, or not as words: counted. */
const COUNTED = ['message', 'picture of an agent', 'address of a link on a card'];
const COUNTED_NOTICES = ['message of the visitor', 'address in a message', 'words of a link in a message'];
const PLACES = [...[...AS_GIVEN, ...AS_NOTICES].map(([place]) => place), ...COUNTED, ...COUNTED_NOTICES];

test('hostile texts in messages, names, pictures, files, cards, lists and replies run nowhere', async ({
  visitor,
  server,
  sites,
  context,
  browserName,
  driver,
}) => {
  test.setTimeout(240_000);
  const seen = await watch(context, visitor.page);
  await visitor.open(sites.shop);
  await visitor.startChat();
  const agent = await takeOnlyChat(server.port);
  const texts = textsFor(engineOf(browserName, driver));
  const tally = createTally(texts);
  const root = visitor.frame.locator(':root');
  const atLeast = (css: string, many: number) =>
    expect.poll(() => visitor.log.locator(css).count(), css).toBeGreaterThanOrEqual(many);

  for (let from = 0; from < texts.length; from += MESSAGES) {
    const part = texts.slice(from, from + MESSAGES);
    writeForeignEntries(server.databaseFile, part);
    // The server's next entry takes them along.
    const replies = part.map((text) => ({ label: cut(text, 100), text }));
    await agent.say(`read up to ${from}`, [{ kind: 'quickReplies', replies }]);
    await visitor.sees(`read up to ${from}`);
    await atLeast('.replies button', part.length);
    for (const [place, css, form] of AS_GIVEN) tally.stand(place, part, await standing(root, css), form);
    await atLeast('.message.agent .text', part.length * 2);
    await atLeast('.message.agent .face', part.length);
    await atLeast('.card a', part.length + part.filter(leadsOn).length);
    for (const text of part) {
      for (const place of ['message', 'picture of an agent']) tally.shows(place, text);
      tally[leadsOn(text) ? 'shows' : 'refuses']('address of a link on a card', text);
    }
    expect(await achievedIn(root), `payloads from ${from}`).toEqual(NOTHING);
  }
  for (let from = 0; from < texts.length; from += NOTICES) {
    const part = texts.slice(from, from + NOTICES);
    writeForeignNotices(server.databaseFile, part);
    await agent.say(`notices up to ${from}`);
    await visitor.sees(`notices up to ${from}`);
    for (const [place, css, form] of AS_NOTICES) tally.stand(place, part, await standing(root, css), form);
    await atLeast('.message.visitor .text', part.length);
    await atLeast('.message.agent .text a', part.length);
    for (const text of part) for (const place of COUNTED_NOTICES) tally.shows(place, text);
    expect(await achievedIn(root), `notices from ${from}`).toEqual(NOTHING);
  }
  expect(seen).toEqual(UNTOUCHED);
  expect(PLACES.length).toBeGreaterThanOrEqual(PROMISED);
  tally.closes('conversation', PLACES);
});

/** Those would take the page away before the others have their turn. */
const staysHere = (text: string) => !/http-equiv|<base|<embed|<object|<iframe src/.test(text);

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
