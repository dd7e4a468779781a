// Files from the visitor's hand to the agent's, in a real browser with a real server: picked, dropped and pasted, refused in
// words, shown on their way, called off, and whole after all that a line can do.

import { readFileSync } from 'node:fs';
import { onDisk } from '../support/files-on-disk.ts';
import { watchPieces } from '../support/pieces.ts';
import { expect, sharedTest as test } from '../support/site-test.ts';
import { bring, digestOf, drawnJpeg, longFile, textFile, withDetails } from '../support/some-files.ts';
import { talkAs } from '../support/talk-as.ts';

test('a picked file arrives whole, under its name', async ({ visitor, agent, sites }) => {
  await talkAs({ visitor, agent, sites }, 'Ann with an order');
  await visitor.attach(textFile('order.txt', 'two cups, one pot'));
  await expect(visitor.file('order.txt')).toBeVisible();
  expect((await agent.bytesOf('order.txt')).toString()).toBe('two cups, one pot');
});

test('several files that are dropped arrive in their order, each whole', async ({ visitor, agent, sites }) => {
  await talkAs({ visitor, agent, sites }, 'Ann with a pile');
  const files = ['one', 'two', 'three'].map((name, place) => longFile(`${name}.zip`, 300_000 + place));
  await bring('drop', visitor.message, files);
  for (const { name, buffer } of files) expect(digestOf(await agent.bytesOf(name))).toBe(digestOf(buffer));
  const names = () => visitor.log.getByRole('link').allInnerTexts();
  await expect.poll(names).toEqual(['one.zip', 'two.zip', 'three.zip']);
});

test('a file that is pasted is sent; words that bring a picture of themselves are words', async ({
  visitor,
  agent,
  sites,
}) => {
  await talkAs({ visitor, agent, sites }, 'Ann with a clipboard');
  await bring('paste', visitor.message, [textFile('words.png', 'no picture')], 'words from a table');
  await bring('paste', visitor.message, [textFile('pasted.txt', 'from the clipboard')]);
  expect((await agent.bytesOf('pasted.txt')).toString()).toBe('from the clipboard');
  await expect(visitor.log.getByRole('link')).toHaveCount(1);
});

test('what is too large, of a wrong kind, empty, or too much at once is refused in words, before a byte of it is sent', async ({
  visitor,
  agent,
  sites,
}) => {
  const pieces = await watchPieces(visitor.page.context());
  await talkAs({ visitor, agent, sites }, 'Ann with too much');
  const alert = visitor.frame.getByRole('alert');
  // By its path: a busy machine takes longer than a step may to hand ten million bytes to a browser.
  await visitor.frame.locator('input[type=file]').setInputFiles(onDisk([longFile('large.zip', 10_000_001)]));
  await expect(alert).toContainText('large.zip is too large: at most 10 MB.');
  await visitor.attach({ name: 'run.exe', mimeType: 'application/x-msdownload', buffer: Buffer.from('MZ') });
  await expect(alert).toHaveText('run.exe is not a kind of file that can be shared here.');
  await visitor.attach(textFile('nothing.txt', ''));
  await expect(alert).toHaveText('nothing.txt is empty, or a folder.');
  await visitor.attach(...Array.from({ length: 11 }, (_, place) => textFile(`${place}.txt`, 'x')));
  await expect(alert).toHaveText('At most 10 files at once, please.');
  await visitor.button('Dismiss').click();
  await expect(alert).toHaveText('');
  await expect(visitor.message).toBeFocused();
  expect(pieces.sentBytes()).toBe(0);
  await expect(visitor.log.locator('.message')).toHaveCount(0);
});

test('a file on its way shows how far it is, and can be called off: it is nowhere then', async ({
  visitor,
  agent,
  sites,
}) => {
  const pieces = await watchPieces(visitor.page.context());
  await talkAs({ visitor, agent, sites }, 'Ann who changes her mind');
  pieces.stopAfter(300_000, 'hold');
  await visitor.attach(longFile('regret.zip', 1_000_000));
  const progress = visitor.frame.getByRole('progressbar', { name: 'Uploading regret.zip' });
  await expect.poll(() => progress.evaluate((bar: HTMLProgressElement) => bar.value)).toBeGreaterThan(200_000);
  await visitor.button('Stop upload').click();
  await expect(visitor.log.locator('.message')).toHaveCount(0);
  pieces.letGo();
  await visitor.say('Never mind');
  await agent.sees('Never mind');
  await expect(agent.log).not.toContainText('regret.zip');
});

test('a line that is lost in the middle of a file, and a page loaded anew, cost nothing of it', async ({
  visitor,
  agent,
  sites,
}) => {
  const pieces = await watchPieces(visitor.page.context());
  await talkAs({ visitor, agent, sites }, 'Ann on a train');
  const file = longFile('holiday.zip', 2_000_001);
  pieces.stopAfter(700_000, 'lose');
  await visitor.attach(file);
  const progress = visitor.frame.getByRole('progressbar', { name: 'Uploading holiday.zip' });
  await expect.poll(() => progress.evaluate((bar: HTMLProgressElement) => bar.value)).toBeGreaterThan(400_000);
  const before = pieces.sentBytes();
  await visitor.page.reload();
  await visitor.hears('done');
  pieces.letGo();
  await expect(visitor.file('holiday.zip')).toBeVisible({ timeout: 20_000 });
  expect(digestOf(await agent.bytesOf('holiday.zip'))).toBe(digestOf(file.buffer));
  expect(pieces.sentBytes(), 'from where the server stood').toBeLessThan(file.buffer.length + before / 2);
  await expect(visitor.log.locator('.message')).toHaveCount(1);
});

test('a file that the server refuses says so, and goes out when it is tried again', async ({
  visitor,
  agent,
  sites,
}) => {
  await talkAs({ visitor, agent, sites }, 'Ann who insists');
  const error = { code: 51, description: 'The command was stopped: this chat has no room for more files.' };
  const context = visitor.page.context();
  await context.route('**/chat/v1/files/**', (route) => route.fulfill({ json: { ok: false, error } }));
  await visitor.attach(textFile('again.txt', 'second time'));
  await visitor.sees('Not sent');
  await context.unroute('**/chat/v1/files/**');
  await visitor.button('Try again').click();
  expect((await agent.bytesOf('again.txt')).toString()).toBe('second time');
  await expect(visitor.log.locator('.message')).toHaveCount(1);
});

test('a picture from a camera arrives smaller, upright, and without the place where it was taken', async ({
  visitor,
  agent,
  sites,
}) => {
  await talkAs({ visitor, agent, sites }, 'Ann with a camera');
  const taken = withDetails(await drawnJpeg(visitor.page, 3_000, 2_000));
  expect(taken.includes('Exif\0\0')).toBe(true);
  await visitor.attach({ name: 'garden.jpg', mimeType: 'image/jpeg', buffer: taken });
  await expect(visitor.log.getByRole('img', { name: 'garden.jpg' })).toBeVisible();
  const arrived = await agent.bytesOf('garden.jpg');
  expect(arrived.includes('Exif')).toBe(false);
  expect(arrived.includes('Taken by Ann')).toBe(false);
  expect(arrived.length).toBeLessThan(taken.length);
  const picture = visitor.log.getByRole('img', { name: 'garden.jpg' });
  const size = () =>
    picture.evaluate(({ naturalWidth, naturalHeight }: HTMLImageElement) => [naturalWidth, naturalHeight]);
  await expect.poll(size).toEqual([1_365, 2_048]);
});

test('a file from the agent reaches the visitor, who gets it under its name', async ({ visitor, agent, sites }) => {
  await talkAs({ visitor, agent, sites }, 'Ann who waits for a bill');
  const bill = longFile('Rechnung für Ann.zip', 500_000);
  await agent.attach(bill);
  await expect(visitor.file(bill.name)).toBeVisible();
  const getting = visitor.page.waitForEvent('download');
  await visitor.file(bill.name).click();
  const got = await getting;
  expect(got.suggestedFilename()).toBe(bill.name);
  expect(digestOf(readFileSync(await got.path()))).toBe(digestOf(bill.buffer));
});
