// The server dies three times while both sides write: nothing may be lost, doubled or out of order anywhere.

import { seededRandom } from '../support/site-random.ts';
import { readStoredTexts } from '../support/site-store.ts';
import { expect, test } from '../support/site-test.ts';
import { textsIn } from '../support/visitor.ts';
import { textsThroughout } from '../support/whole-conversation.ts';

const MESSAGES_A_SIDE = 200;
const KILLS = 3;
const SHAPE = /[va]-\d{3}/g;

const numbered = (side: 'a' | 'v') =>
  Array.from({ length: MESSAGES_A_SIDE }, (_, position) => `${side}-${String(position + 1).padStart(3, '0')}`);

test('200 messages from each side outlive three kills of the server', async ({ visitor, agent, sites, server }) => {
  test.setTimeout(480_000);
  const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
  console.log(`SEED=${seed} replays these kills`);
  const random = seededRandom(seed);
  /** Each kill comes after so many messages of both sides together, and so many milliseconds into what follows. */
  const kills = Array.from({ length: KILLS }, () => ({
    afterMessages: 10 + Math.floor(random() * (2 * MESSAGES_A_SIDE - 20)),
    delayMs: Math.floor(random() * 100),
  })).sort((a, b) => a.afterMessages - b.afterMessages);

  await visitor.open(sites.shop);
  await visitor.startChat();
  await agent.accept('Ann');

  let sent = 0;
  let killing: Promise<void> = Promise.resolve();
  const killAndRestart = async (delayMs: number) => {
    await new Promise((resolve) => setTimeout(resolve, delayMs));
    await server.kill();
    await server.restart();
  };
  const writeAll = async (texts: string[], write: (text: string) => Promise<void>) => {
    for (const text of texts) {
      await write(text);
      sent += 1;
      const [next] = kills;
      if (!next || sent < next.afterMessages) continue;
      kills.shift();
      killing = killing.then(() => killAndRestart(next.delayMs));
    }
  };
  await Promise.all([writeAll(numbered('v'), visitor.type), writeAll(numbered('a'), agent.type)]);
  await killing;
  expect(kills).toEqual([]);

  const complete = { timeout: 120_000, intervals: [500] };
  const all = 2 * MESSAGES_A_SIDE;
  await expect.poll(() => readStoredTexts(server.databaseFile).length, complete).toBe(all);
  const stored = readStoredTexts(server.databaseFile);
  expect(stored.filter((text) => text.startsWith('v'))).toEqual(numbered('v'));
  expect(stored.filter((text) => text.startsWith('a'))).toEqual(numbered('a'));

  await expect.poll(() => textsThroughout(visitor.log, SHAPE), complete).toEqual(stored);
  await expect.poll(() => textsIn(agent.log, SHAPE), complete).toEqual(stored);
  const told = (await visitor.heard()).filter(({ type }) => type === 'messageReceived');
  expect(told.map(({ event }) => event?.content?.text)).toEqual(stored);
});
