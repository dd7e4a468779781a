// A browser that refuses the frame all storage.

import { coreJourney } from '../support/core-journey.ts';
import { expect, test } from '../support/site-test.ts';
import { watchThrown } from '../support/thrown.ts';

test('without storage a chat works until its page is left, and nothing throws', async ({ visitor, agent, sites }) => {
  const thrown = watchThrown(visitor.page);
  await visitor.open(sites.shop);
  expect(await visitor.hears('fail')).not.toHaveProperty('error');
  const refused = await visitor.frame.locator(':root').evaluate(() => {
    try {
      return typeof window.localStorage;
    } catch (error) {
      return (error as Error).name;
    }
  });
  expect(refused).toBe('SecurityError');

  await visitor.startChat();
  expect((await visitor.hears('error'))?.error?.code).toBe(305);
  await agent.accept('Ann');
  await agent.say('Not written down');
  await visitor.sees('Not written down');
  await visitor.say('Quite so');
  await agent.sees('Quite so');

  await visitor.walkTo('Tea');
  expect(await visitor.hears('fail')).not.toHaveProperty('error');
  await expect(visitor.iframe).toBeHidden();
  expect(await thrown.all()).toEqual([]);
});

test('without storage a chat goes from its beginning to its end, until its page is left, and the site is told', async ({
  visitor,
  agent,
  sites,
}) => {
  await coreJourney({ visitor, agent, sites }, { restores: false, told305: true });
});
