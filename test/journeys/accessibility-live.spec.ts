// What is read out by itself: each message once, in order, whoever says it and however it is drawn; nothing when the visitor
// only moves in the conversation.

import { heardSoFar, listen, readAloud } from '../support/read-aloud.ts';
import { expect, sharedTest as test } from '../support/site-test.ts';
import { drawnJpeg, textFile } from '../support/some-files.ts';
import { talkAs } from '../support/talk-as.ts';

test('each message of both sides is read out once, in order, with Markdown or without', async ({
  visitor,
  agent,
  sites,
}) => {
  await talkAs({ visitor, agent, sites }, 'Ann who listens');
  await listen(visitor.log);
  for (const number of [1, 3, 5]) {
    await agent.say(number === 3 ? `remark **${number}** and\n* a list` : `remark ${number}`);
    await visitor.sees(`remark ${number}`);
    await visitor.say(`remark ${number + 1}`);
    await agent.sees(`remark ${number + 1}`);
  }
  await visitor.hears('messageReceived', 'remark 6');
  await expect(visitor.log.locator('strong')).toHaveText('3');
  await expect(visitor.log).toContainText('Read');
  const heard = await readAloud(visitor.log, /remark (?:\*\*)?\d/g);
  expect(heard.map((words) => words.replace('**', ''))).toEqual([1, 2, 3, 4, 5, 6].map((number) => `remark ${number}`));
});

test('a file is read out once, on its way and when it is there, whoever sends it', async ({
  visitor,
  agent,
  sites,
}) => {
  await talkAs({ visitor, agent, sites }, 'Ann who hears of files');
  await listen(visitor.log);
  await visitor.attach(textFile('mine.txt', 'one'));
  await expect(visitor.file('mine.txt')).toBeVisible();
  await agent.attach(textFile('yours.txt', 'two'));
  await expect(visitor.file('yours.txt')).toBeVisible();
  const picture = { mimeType: 'image/jpeg', buffer: await drawnJpeg(visitor.page, 400, 300) };
  await visitor.attach({ ...picture, name: 'mine.jpg' });
  await expect(visitor.log.getByRole('img', { name: 'mine.jpg' })).toBeVisible();
  await agent.attach({ ...picture, name: 'yours.jpg' });
  await expect(visitor.log.getByRole('img', { name: 'yours.jpg' })).toBeVisible();
  const names = await readAloud(visitor.log, /\w+\.(?:txt|jpg)/g);
  expect(names).toEqual(['mine.txt', 'yours.txt', 'mine.jpg', 'yours.jpg']);
});

test('moving through a long conversation reads nothing out; what is said then is read once', async ({
  visitor,
  agent,
  sites,
}) => {
  await talkAs({ visitor, agent, sites }, 'Ann who goes back');
  const total = 110;
  for (let number = 1; number <= total; number += 1) await visitor.type(`remark ${number}.`);
  // Ten a second at most are taken of a visitor who writes so much.
  await expect(agent.log).toContainText(`remark ${total}.`, { timeout: 30_000 });
  await visitor.page.reload();
  await visitor.hears('done');
  // The page is told of the first when all of it is there again.
  await visitor.hears('messageReceived', 'remark 1.');
  await visitor.sees(`remark ${total}.`);
  await listen(visitor.log);
  await visitor.log.focus();
  await visitor.log.press('Home');
  await visitor.sees('remark 1.');
  for (let page = 0; page < 12; page += 1) await visitor.log.press('PageDown');
  await visitor.log.press('End');
  await visitor.sees(`remark ${total}.`);
  for (let page = 0; page < 12; page += 1) await visitor.log.press('PageUp');
  await visitor.log.press('End');
  await expect(visitor.log.getByText(`remark ${total}.`)).toBeVisible();
  expect(await heardSoFar(visitor.log)).toEqual([]);
  await agent.say('and what now?');
  await visitor.sees('and what now?');
  expect(await readAloud(visitor.log, /remark \d+|and what now/g)).toEqual(['and what now']);
});
