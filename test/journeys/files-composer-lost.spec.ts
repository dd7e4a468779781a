// Files on ways that break: a line that comes back, a server that is started again, a second tab, a tab that is closed. They
// arrive once, and whole.

import { COMING_BACK_MS } from '../support/coming-back.ts';
import { type Pieces, watchPieces } from '../support/pieces.ts';
import { expect, test } from '../support/site-test.ts';
import { digestOf, longFile } from '../support/some-files.ts';
import { talkAs } from '../support/talk-as.ts';
import { createVisitor, type Visitor } from '../support/visitor.ts';

const FILE = longFile('holiday.zip', 1_500_001);

/** Until the server has some of it, and the next piece of it was lost. */
async function isLostHalfWay({ frame }: Visitor, pieces: Pieces): Promise<void> {
  const progress = frame.getByRole('progressbar', { name: `Uploading ${FILE.name}` });
  await expect.poll(() => progress.evaluate((bar: HTMLProgressElement) => bar.value)).toBeGreaterThan(300_000);
  await expect.poll(pieces.stopped).toBeGreaterThan(0);
}

test('a line that is lost in the middle of a file and comes back brings the rest by itself', async ({
  visitor,
  agent,
  sites,
}) => {
  const pieces = await watchPieces(visitor.page.context());
  await talkAs({ visitor, agent, sites }, 'Ann in a tunnel');
  pieces.stopAfter(500_000, 'lose');
  await visitor.attach(FILE);
  await isLostHalfWay(visitor, pieces);
  pieces.letGo();
  await expect(visitor.file(FILE.name)).toBeVisible({ timeout: 30_000 });
  expect(digestOf(await agent.bytesOf(FILE.name))).toBe(digestOf(FILE.buffer));
  await expect(agent.log.getByText(FILE.name)).toHaveCount(1);
});

test('a server that is started again in the middle of a file has kept what it had', async ({
  visitor,
  agent,
  sites,
  server,
}) => {
  const pieces = await watchPieces(visitor.page.context());
  await talkAs({ visitor, agent, sites }, 'Ann and a restart');
  pieces.stopAfter(500_000, 'lose');
  await visitor.attach(FILE);
  await isLostHalfWay(visitor, pieces);
  const before = pieces.sentBytes();
  await server.restart();
  pieces.letGo();
  await expect(visitor.file(FILE.name)).toBeVisible({ timeout: COMING_BACK_MS });
  await agent.isBack();
  expect(digestOf(await agent.bytesOf(FILE.name))).toBe(digestOf(FILE.buffer));
  expect(pieces.sentBytes(), 'from where the server stood').toBeLessThan(FILE.buffer.length + before);
});

test('a file that is picked in a second tab arrives once, and is seen in both', async ({ visitor, agent, sites }) => {
  await talkAs({ visitor, agent, sites }, 'Ann with two tabs');
  const second = createVisitor(await visitor.page.context().newPage());
  await second.open(sites.shop);
  await second.hears('done');
  await expect(second.message).toBeVisible();
  await second.attach(FILE);
  await expect(second.file(FILE.name)).toBeVisible({ timeout: 30_000 });
  await expect(visitor.file(FILE.name)).toBeVisible();
  expect(digestOf(await agent.bytesOf(FILE.name))).toBe(digestOf(FILE.buffer));
  await expect(agent.log.getByText(FILE.name)).toHaveCount(1);
});

test('a tab that is closed in the middle of a file leaves it to the other one', async ({ visitor, agent, sites }) => {
  const pieces = await watchPieces(visitor.page.context());
  await talkAs({ visitor, agent, sites }, 'Ann who closes a tab');
  const second = createVisitor(await visitor.page.context().newPage());
  await second.open(sites.shop);
  await second.hears('done');
  await expect(second.message).toBeVisible();
  pieces.stopAfter(500_000, 'lose');
  await visitor.attach(FILE);
  await isLostHalfWay(visitor, pieces);
  await visitor.page.close();
  pieces.letGo();
  await expect(second.file(FILE.name)).toBeVisible({ timeout: 30_000 });
  expect(digestOf(await agent.bytesOf(FILE.name))).toBe(digestOf(FILE.buffer));
  await expect(agent.log.getByText(FILE.name)).toHaveCount(1);
});
