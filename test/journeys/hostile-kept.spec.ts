// A conversation of nothing but hostile texts, kept: the page that is saved runs nothing when it is opened, the one that is
// printed neither, and the text and the data say what was said.

import { readFile, writeFile } from 'node:fs/promises';
import type { Page, TestInfo } from '@playwright/test';
import { fitToShow } from '../../protocol/fit-to-show.ts';
import { cut, writeForeignEntries, writeForeignNotices } from '../hostile/foreign-entries.ts';
import { PAYLOADS } from '../hostile/payloads.ts';
import { takeOnlyChat } from '../hostile/real-agent.ts';
import { createTally, standing, type Tally } from '../hostile/tally.ts';
import { achievedIn, NOTHING, UNTOUCHED, watch } from '../hostile/watch.ts';
import { expect, test } from '../support/site-test.ts';
import type { Visitor } from '../support/visitor.ts';

const name = (text: string) => cut(text, 200);
const AS_GIVEN: [place: string, css: string, form: (text: string) => string][] = [
  ['who said it', 'li b', name],
  ['what an agent said', 'li.agent .text', (text) => text],
  ['what the visitor said', 'li.visitor .text', (text) => text],
  ['who came', 'li.notice .text', (text) => `${name(text)} joined the chat`],
  ['who left', 'li.notice .text', (text) => `${name(text)} left the chat`],
];
const PLACES = ['saved', 'printed'].flatMap((way) => AS_GIVEN.map(([place]) => `${way}: ${place}`));

/** Under its own name: its ending says what it is. */
async function saved(visitor: Visitor, way: string, testInfo: TestInfo): Promise<string> {
  await visitor.button('Save conversation').click();
  const coming = visitor.page.waitForEvent('download');
  await visitor.button(way).click();
  const download = await coming;
  const file = testInfo.outputPath(download.suggestedFilename());
  await download.saveAs(file);
  return file;
}

async function stands(page: Page, way: string, tally: Tally): Promise<void> {
  const root = page.locator(':root');
  await expect(page.locator('h1')).toContainText('Conversation with');
  for (const [place, css, form] of AS_GIVEN) {
    tally.stand(`${way}: ${place}`, PAYLOADS, await standing(root, css), form);
  }
  expect(await achievedIn(root)).toEqual(NOTHING);
}

test('a kept conversation of hostile texts runs nothing, and says what was said', async ({
  visitor,
  server,
  sites,
  context,
  browser,
}, testInfo) => {
  const seen = await watch(context, visitor.page);
  await visitor.open(sites.shop);
  await visitor.startChat();
  const agent = await takeOnlyChat(server.port);
  writeForeignEntries(server.databaseFile, PAYLOADS);
  writeForeignNotices(server.databaseFile, PAYLOADS);
  await agent.say('That was all');
  await visitor.sees('That was all');
  await visitor.end();
  await expect(visitor.button('Start a new chat')).toBeVisible();

  const tally = createTally(PAYLOADS);
  const page = await saved(visitor, 'Save as web page', testInfo);
  const elsewhere = await browser.newContext();
  const opened = await elsewhere.newPage();
  const seenElsewhere = await watch(elsewhere, opened);
  await opened.goto(`file://${page}`);
  await stands(opened, 'saved', tally);
  await expect(opened.locator('script')).toHaveCount(0);
  await elsewhere.close();

  await visitor.button('Save conversation').click();
  const printing = context.waitForEvent('page');
  await visitor.button('Print').click();
  const printed = await printing;
  await stands(printed, 'printed', tally);
  await printed.close();

  const data = JSON.parse(await readFile(await saved(visitor, 'Save as data', testInfo), 'utf8'));
  const said = new Set(
    Object.values(data)
      .flatMap((list) => (Array.isArray(list) ? list : []))
      .map(({ text }) => text),
  );
  expect(PAYLOADS.filter((text) => !said.has(fitToShow(text)))).toEqual([]);
  const words = await readFile(await saved(visitor, 'Save as text', testInfo), 'utf8');
  const wellFormed = (text: string) => Buffer.from(fitToShow(text).replaceAll('\n', '\r\n    ')).toString();
  expect(PAYLOADS.filter((text) => !words.includes(wellFormed(text)))).toEqual([]);

  expect([seen, seenElsewhere]).toEqual([UNTOUCHED, UNTOUCHED]);
  expect(await achievedIn(visitor.frame.locator(':root'))).toEqual(NOTHING);
  tally.closes('kept', PLACES);
});

test('a saved page that takes texts for HTML is caught', async ({ page, context }, testInfo) => {
  await watch(context, page);
  const file = testInfo.outputPath('unsafe.html');
  const lines = PAYLOADS.filter((text) => !/http-equiv|<base|<plaintext/.test(text)).map((text) => `<li>${text}</li>`);
  await writeFile(file, `<!doctype html><meta charset="utf-8"><ol>${lines.join('\n')}</ol>`);
  await page.goto(`file://${file}`);
  const root = page.locator(':root');
  await expect.poll(async () => (await achievedIn(root)).ran).toBeGreaterThan(0);
  expect((await achievedIn(root)).strange.length).toBeGreaterThan(10);
});
