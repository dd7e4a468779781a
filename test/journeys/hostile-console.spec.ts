// Every hostile text in every place of the console where visitors, colleagues, operators or files are shown: nothing runs,
// nothing is asked for abroad, and no link leads where none should.

import { formatKey } from '../../server/console/ui/format.ts';
import * as world from '../hostile/console-world.ts';
import { cut } from '../hostile/foreign-entries.ts';
import { bare, createTally, leadsOn, standing, third } from '../hostile/tally.ts';
import { visitChats } from '../hostile/visit-chats.ts';
import { achievedIn, NOTHING, UNTOUCHED, watch } from '../hostile/watch.ts';
import { expect, test } from '../support/site-test.ts';

const same = (text: string) => text;
const most = (maxChars: number) => (text: string) => cut(text, maxChars);

type Spot = [place: string, css: string, form: (text: string) => string];

const WAITING: Spot[] = [
  ['who waits', '.waiting .card-name bdi', most(200)],
  ['what for', '.waiting .card-subject', most(500)],
  ['what who waits has written', '.waiting .card-message', same],
  ['data of who waits', '.waiting dd', same],
  ['page of who waits', '.waiting .page-title', most(300)],
  ['address of that page', '.waiting .page-url', most(2_000)],
];
const IN_CHAT: Spot[] = [
  ['name over the conversation', '.conversation-head h2 bdi', most(200)],
  ['message of a visitor', '.message-visitor .bubble', same],
  ['message of an agent', '.message-agent .bubble', same],
  ['name over a message', '.message-name', most(200)],
  ['agent who joined', '.note bdi', (text) => `${world.agentNameOf(text)} joined`],
  ['note', '.agents-note-text', same],
  ['name of a file', '.file-name', most(255)],
  ['title of a card', '.cards .part-title', most(200)],
  ['text of a card', '.cards .part-title + p', most(1_000)],
  ['what a picture shows', '.cards .part p:nth-child(3)', (text) => `Picture: ${cut(text, 300)}`],
  ['words of a link', '.cards a bdi', most(100)],
  ['choice in a list', '.choices li', (text) => cut(text, 100) + cut(text, 300)],
  ['quick reply', '.choices-row li', most(100)],
  ['subject of the visitor', '.details-head p', most(500)],
  ['agent of the chat', '.details-section dd', world.agentNameOf],
  ['who talks with the visitor', '.closed-note', (text) => `${world.agentNameOf(text)} is talking with this visitor.`],
];
const OTHERS: Spot[] = [
  ['name in the lists', '[aria-label="With other agents"] .chat-name', most(200)],
  [
    'last words in the lists',
    '[aria-label="With other agents"] .chat-last',
    (text) => `${world.agentNameOf(text)}: ${text}`,
  ],
];
const ENDED: Spot[] = [['comment on a chat', '.details .rating p:nth-child(2)', most(2_000)]];
const FOUND: Spot[] = [
  ['name of a past chat', '[aria-label=Found] .chat-name', most(200)],
  ['subject of a past chat', '[aria-label=Found] .chat-last', most(500)],
];
const COUNTED = ['name of a datum', 'link to the page of who waits'];
const PLACES = [...[...WAITING, ...IN_CHAT, ...OTHERS, ...ENDED, ...FOUND].map(([place]) => place), ...COUNTED];
const spotsOf = (spots: Spot[]) => Object.fromEntries(spots.map(([place, css]) => [place, css]));

test.use({ serverEnv: { TAGALONG_CONFIG: world.operatorsFile([]) } });

for (const part of [0, 1, 2] as const) {
  test(`hostile texts of visitors and colleagues run nowhere in the console, part ${part + 1} of 3`, async ({
    page,
    context,
    server,
    sites,
  }) => {
    const texts = third(part);
    test.setTimeout(300_000);
    const seen = await watch(context, page);
    const tally = createTally(texts);
    const root = page.locator(':root');
    const console = `${sites.chat}/agent`;
    const stand = async (spots: Spot[]) => {
      for (const [place, css, form] of spots) tally.stand(place, texts, await standing(root, css), form);
    };
    const nothingHappened = async () => {
      expect(await achievedIn(root)).toEqual(NOTHING);
      await expect(page).toHaveTitle(/^(\(\d+\) )?Agent console$/);
    };

    const chats = await world.inTurns(texts, (text) => world.openChat(server.port, text));
    const ids = chats.map(({ session }) => session.sessionId);
    await page.goto(console);
    await expect(page.locator('.waiting > li')).toHaveCount(texts.length);
    await stand(WAITING);
    // What is a key of every object is no key of a visitor's data.
    const keys = await standing(root, '.waiting dt bdi');
    for (const text of texts) {
      tally[keys.has(bare(formatKey(cut(text, 100)))) ? 'shows' : 'refuses']('name of a datum', text);
      tally[leadsOn(text) ? 'shows' : 'refuses']('link to the page of who waits', text);
    }
    await expect(page.locator('.waiting a.page-url')).toHaveCount(texts.filter(leadsOn).length);
    await nothingHappened();

    await page.goto('about:blank');
    await world.inTurns(chats, (chat) => world.takeChat(server.port, server.databaseFile, chat));
    await page.goto(console);
    await expect(page.locator('[aria-label="With other agents"] > li')).toHaveCount(texts.length);
    await stand(OTHERS);
    const inChat = await visitChats(page, ids, spotsOf(IN_CHAT));
    for (const [place, , form] of IN_CHAT) tally.stand(place, texts, inChat.get(place) ?? new Set(), form);
    await nothingHappened();

    await page.goto('about:blank');
    await world.inTurns(chats, (chat) => world.leaveChat(server.port, chat));
    await page.goto(console);
    await page.getByRole('searchbox', { name: 'Search past chats' }).fill(world.MARK);
    await page.getByRole('button', { name: 'Find', exact: true }).click();
    const found = page.getByRole('list', { name: 'Found' }).getByRole('listitem');
    // A page has about 20: chats that ended in the same millisecond stay together.
    const older = page.getByRole('button', { name: 'Older ones' });
    for (let before = 0; before < texts.length; before = await found.count()) {
      if (before > 0) await older.click();
      await expect.poll(() => found.count()).toBeGreaterThan(before);
    }
    await expect(older).toBeHidden();
    await expect(found).toHaveCount(texts.length);
    await stand(FOUND);
    const ended = await visitChats(page, ids, spotsOf(ENDED));
    for (const [place, , form] of ENDED) tally.stand(place, texts, ended.get(place) ?? new Set(), form);
    await nothingHappened();
    expect(seen).toEqual(UNTOUCHED);
    tally.closes(`console, part ${part + 1} of 3`, PLACES);
  });
}
