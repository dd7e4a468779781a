// The whole of a chat in one walk, for browsers that keep things in different ways: begun, talked in until the saved end
// does not hold it all, a file sent, loaded anew, walked on with, ended.

import type { Agent } from './agent.ts';
import type { SiteWindow } from './site-script.ts';
import { expect, type Sites, test } from './site-test.ts';
import { textFile } from './some-files.ts';
import { watchThrown } from './thrown.ts';
import type { Visitor } from './visitor.ts';
import { textsThroughout } from './whole-conversation.ts';

/** Of 4,500 characters each: together more than the 16,000 that are saved for the first paint. */
const MUCH = ['Long 1', 'Long 2', 'Long 3', 'Long 4'];
const LIST = textFile('list.txt', 'two cups, one pot');
/** A database that hangs is given five seconds before a file is taken out of the page's own hands. */
const FILE_THERE = { timeout: 20_000 };
/** Four pages, and the patience that storage takes which never answers. */
const WHOLE_WALK_MS = 180_000;

type Browser = {
  visitor: Visitor;
  agent: Agent;
  sites: Sites;
};

/** `told305`: the site hears that the browser refuses storage. `restores: false`: no later page finds the chat. */
export async function coreJourney(
  { visitor, agent, sites }: Browser,
  { restores, told305 }: { restores: boolean; told305: boolean },
  look: (after: 'words' | 'file') => Promise<void> = async () => {},
): Promise<void> {
  test.setTimeout(WHOLE_WALK_MS);
  const thrown = watchThrown(visitor.page);
  await visitor.open(sites.shop);
  await nothingToRestore(visitor);
  await visitor.startChat();
  await agent.accept('Ann');
  await sayMuch(visitor);
  await agent.say('Good morning');
  await visitor.hears('messageReceived', 'Good morning');
  await visitor.say('Good morning to you');
  await agent.sees('Good morning to you');
  await look('words');
  await visitor.attach(LIST);
  await expect(visitor.file(LIST.name)).toBeVisible(FILE_THERE);
  expect((await agent.bytesOf(LIST.name)).equals(LIST.buffer)).toBe(true);
  await look('file');
  const warnings = (await visitor.heard()).filter(({ type }) => type === 'error');
  expect(warnings.map(({ event }) => event?.error?.code)).toEqual(told305 ? [305] : []);

  for (const leave of [() => visitor.page.reload(), () => visitor.walkTo('Tea')]) {
    await leave();
    if (restores) {
      await visitor.hears('done');
      await visitor.sees('Good morning');
      await visitor.sees('Good morning to you');
      await expect(visitor.file(LIST.name)).toBeVisible();
      await expect.poll(() => textsThroughout(visitor.log, /Long \d/g)).toEqual(MUCH);
      await visitor.say('Still here');
      await visitor.hears('messageReceived', 'Still here');
    } else await nothingToRestore(visitor);
  }
  if (!restores) await visitor.startChat();
  await visitor.end();
  await visitor.hears('sessionEnded');
  await visitor.page.reload();
  await nothingToRestore(visitor);
  expect(await thrown.all()).toEqual([]);
}

const sayMuch = (visitor: Visitor): Promise<void> =>
  visitor.page.evaluate(async (beginnings) => {
    const { chatSession } = window as unknown as { chatSession: SiteWindow['session'] };
    for (const beginning of beginnings) await chatSession.sendMessage(beginning.padEnd(4_500, ' and on'));
  }, MUCH);

async function nothingToRestore(visitor: Visitor): Promise<void> {
  expect(await visitor.hears('fail')).not.toHaveProperty('error');
  await expect(visitor.iframe).toBeHidden();
}
