// After the end: what the visitor thought of it reaches the agent, the conversation can be kept in three ways and printed, and
// another chat begins. In a real browser with a real server.

import { readFileSync } from 'node:fs';
import type { Download } from '@playwright/test';
import { expect, sharedTest as test } from '../support/site-test.ts';
import { longFile } from '../support/some-files.ts';
import { talkAs } from '../support/talk-as.ts';
import type { Visitor } from '../support/visitor.ts';

const textOf = async (download: Download): Promise<string> => readFileSync(await download.path(), 'utf8');

async function saved(visitor: Visitor, way: string): Promise<{ name: string; text: string }> {
  await visitor.button('Save conversation').click();
  const saving = visitor.page.waitForEvent('download');
  await visitor.button(way).click();
  const download = await saving;
  return { name: download.suggestedFilename(), text: await textOf(download) };
}

/** A talk with all that can stand in one, and its end. */
async function wholeTalk(visitor: Visitor, agent: Parameters<typeof talkAs>[0]['agent']): Promise<void> {
  await agent.say('Good <b>morning</b>');
  await visitor.sees('morning');
  await visitor.say('Two lines:\n* one');
  await agent.sees('* one');
  await agent.attach(longFile('bill.zip', 2_500));
  await expect(visitor.file('bill.zip')).toBeVisible();
  await visitor.say('Thank you');
  await agent.sees('Thank you');
  await visitor.end();
  await visitor.hears('sessionEnded');
}

test('a rating with a comment reaches the agent, and the visitor is thanked', async ({ visitor, agent, sites }) => {
  await talkAs({ visitor, agent, sites }, 'Ann who judges');
  await visitor.end();
  await visitor.frame.getByRole('radio', { name: 'Good', exact: true }).check({ force: true });
  await visitor.frame.getByRole('textbox', { name: 'Anything to add?' }).fill('Quick & <i>kind</i>');
  await visitor.button('Submit rating').click();
  await expect(visitor.frame.getByText('Thank you for your rating.')).toBeVisible();
  await expect(visitor.button('Submit rating')).toBeHidden();
  await expect(agent.page.getByText('4 of 5')).toBeVisible();
  await expect(agent.page.getByText('Quick & <i>kind</i>')).toBeVisible();
});

test('saved as text, each message stands in it once, in order, with names, times, system lines and files', async ({
  visitor,
  agent,
  sites,
}) => {
  await talkAs({ visitor, agent, sites }, 'Ann who keeps text');
  await wholeTalk(visitor, agent);
  const { name, text } = await saved(visitor, 'Save as text');
  expect(name).toMatch(/^conversation-\d{4}-\d\d-\d\d\.txt$/);
  const [title, when, empty, ...lines] = text.replace(/^\ufeff/, '').split('\r\n');
  expect(title).toMatch(/^Conversation with /);
  expect([when, empty]).toEqual([expect.stringMatching(/\d{4}/), '']);
  const agents = title?.replace('Conversation with ', '');
  const WHEN = /^\[[^\]]*\d:\d\d[^\]]*\] /;
  expect(lines.map((line) => line.replace(WHEN, ''))).toEqual([
    `* ${agents} joined the chat`,
    `${agents}: Good <b>morning</b>`,
    'Ann who keeps text Berg: Two lines:',
    '    * one',
    `${agents}: bill.zip (2.5 kB)`,
    'Ann who keeps text Berg: Thank you',
    '* You ended the chat',
    '',
  ]);
});

test('saved as a web page it is one file that runs nothing, loads nothing, and shows what was said as words', async ({
  visitor,
  agent,
  sites,
}) => {
  await talkAs({ visitor, agent, sites }, 'Ann who keeps a page');
  await wholeTalk(visitor, agent);
  const { name, text } = await saved(visitor, 'Save as web page');
  expect(name).toMatch(/^conversation-\d{4}-\d\d-\d\d\.html$/);
  const asked: string[] = [];
  const page = await visitor.page.context().newPage();
  page.on('request', (request) => asked.push(request.url()));
  await page.setContent(text);
  await expect(page.getByRole('heading', { name: /^Conversation with / })).toBeVisible();
  const words = await page.getByRole('listitem').locator('.text').allInnerTexts();
  expect(words.slice(1, -1)).toEqual(['Good <b>morning</b>', 'Two lines:\n* one', 'bill.zip', 'Thank you']);
  expect(await page.locator('script, img, link, iframe').count()).toBe(0);
  expect(asked).toEqual([]);
  await page.close();
});

test('saved as data it says who said what, and when', async ({ visitor, agent, sites }) => {
  await talkAs({ visitor, agent, sites }, 'Ann who keeps data');
  await wholeTalk(visitor, agent);
  const { name, text } = await saved(visitor, 'Save as data (JSON)');
  expect(name).toMatch(/^conversation-\d{4}-\d\d-\d\d\.json$/);
  const { entries, isComplete, savedAt } = JSON.parse(text);
  expect(isComplete).toBe(true);
  expect(new Date(savedAt).getTime()).toBeGreaterThan(0);
  const times = entries.map(({ at }: { at: string }) => new Date(at).getTime());
  expect(times).toEqual([...times].sort((one: number, other: number) => one - other));
  expect(entries.map(({ kind, from, text: words }: Record<string, string>) => [kind, from, words])).toEqual([
    ['notice', undefined, expect.stringContaining('joined the chat')],
    ['message', 'agent', 'Good <b>morning</b>'],
    ['message', 'visitor', 'Two lines:\n* one'],
    ['message', 'agent', 'bill.zip'],
    ['message', 'visitor', 'Thank you'],
    ['notice', undefined, 'You ended the chat'],
  ]);
  expect(entries[3].files).toEqual([{ name: 'bill.zip', mediaType: 'application/zip', sizeBytes: 2_500 }]);
});

test('a long talk that was come back to is kept from its first message to its last', async ({
  visitor,
  agent,
  sites,
}) => {
  await talkAs({ visitor, agent, sites }, 'Ann who talks much');
  const said = Array.from({ length: 80 }, (_, place) => `remark ${place + 1} of many`);
  for (const words of said) await visitor.type(words);
  // Ten a second at most are taken of a visitor who writes so much.
  await expect(agent.log).toContainText('remark 80 of many', { timeout: 30_000 });
  await visitor.page.reload();
  await visitor.hears('done');
  await visitor.sees('remark 80 of many');
  await visitor.end();
  await visitor.hears('sessionEnded');
  const { text } = await saved(visitor, 'Save as text');
  expect(text.match(/remark \d+ of many/g)).toEqual(said);
  expect(text).not.toContain('left out');
});

test('print opens a page of its own, which prints itself once; the site is not printed', async ({
  visitor,
  agent,
  sites,
}) => {
  await visitor.page.context().addInitScript(() => {
    const counting = window as unknown as { printed: number };
    counting.printed = 0;
    window.print = () => {
      counting.printed += 1;
    };
  });
  const printed = () => (window as unknown as { printed: number }).printed;
  await talkAs({ visitor, agent, sites }, 'Ann who prints');
  await wholeTalk(visitor, agent);
  await visitor.button('Save conversation').click();
  const opening = visitor.page.context().waitForEvent('page');
  await visitor.button('Print').click();
  const page = await opening;
  await expect(page.getByRole('heading', { name: /^Conversation with / })).toBeVisible();
  await expect.poll(() => page.evaluate(printed)).toBe(1);
  expect(await page.evaluate(() => window.opener)).toBeNull();
  const words = await page.getByRole('listitem').locator('.text').allInnerTexts();
  expect(words.slice(1, -1)).toEqual(['Good <b>morning</b>', 'Two lines:\n* one', 'bill.zip', 'Thank you']);
  await page.getByRole('button', { name: 'Print' }).click();
  expect(await page.evaluate(printed)).toBe(2);
  expect(await visitor.page.evaluate(printed)).toBe(0);
  expect(await visitor.log.evaluate(printed)).toBe(0);
  await page.close();
});

test('a new chat begins with a form, and nothing of the one before is in it', async ({ visitor, agent, sites }) => {
  await talkAs({ visitor, agent, sites }, 'Ann once');
  await visitor.say('in the first chat');
  await visitor.hears('messageReceived', 'in the first chat');
  await visitor.end();
  await visitor.button('Start a new chat').click();
  await visitor.fillForm({ 'First name': 'Ann again', 'Last name': '', Email: '', Subject: '' });
  await visitor.button('Start chat').click();
  await agent.accept('Ann again');
  await agent.say('in the second chat');
  await visitor.sees('in the second chat');
  await expect(visitor.log).not.toContainText('in the first chat');
});
