// The whole of a chat in one walk, for browsers that keep things in different ways: begun, talked in, loaded anew, walked
// on with, ended.

import type { Agent } from './agent.ts';
import { expect, type Sites } from './site-test.ts';
import { watchThrown } from './thrown.ts';
import type { Visitor } from './visitor.ts';

type Browser = {
  visitor: Visitor;
  agent: Agent;
  sites: Sites;
};

/** `told305`: the site hears that the browser refuses storage. `restores: false`: no later page finds the chat. */
export async function coreJourney(
  { visitor, agent, sites }: Browser,
  { restores, told305 }: { restores: boolean; told305: boolean },
): Promise<void> {
  const thrown = watchThrown(visitor.page);
  await visitor.open(sites.shop);
  await nothingToRestore(visitor);
  await visitor.startChat();
  await agent.accept('Ann');
  await agent.say('Good morning');
  await visitor.hears('messageReceived', 'Good morning');
  await visitor.say('Good morning to you');
  await agent.sees('Good morning to you');
  const warnings = (await visitor.heard()).filter(({ type }) => type === 'error');
  expect(warnings.map(({ event }) => event?.error?.code)).toEqual(told305 ? [305] : []);

  for (const leave of [() => visitor.page.reload(), () => visitor.walkTo('Tea')]) {
    await leave();
    if (restores) {
      await visitor.hears('done');
      await visitor.sees('Good morning');
      await visitor.sees('Good morning to you');
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

async function nothingToRestore(visitor: Visitor): Promise<void> {
  expect(await visitor.hears('fail')).not.toHaveProperty('error');
  await expect(visitor.iframe).toBeHidden();
}
