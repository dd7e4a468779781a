// From the form to the end, with a visitor and an agent in browsers of their own, on each pair of sites.

import { expect, test } from '../support/site-test.ts';
import { textsIn } from '../support/visitor.ts';

for (const [title, names] of [
  ['localhost against 127.0.0.1', 'plain'],
  ['shop.localhost against chat.localhost', 'named'],
] as const) {
  test.describe(title, () => {
    test.use({ names });

    test('a visitor and an agent talk from the form to the end', async ({ visitor, agent, sites }) => {
      await visitor.open(sites.shop);
      expect(await visitor.hears('fail')).not.toHaveProperty('error');
      await visitor.startChat();

      await expect(agent.waiting).toContainText('A teapot for two');
      await agent.accept('Ann');
      expect((await visitor.hears('agentConnected'))?.party?.type).toEqual({ agent: true });

      await agent.say('remark 1');
      await visitor.sees('remark 1');
      await visitor.say('remark 2');
      await agent.sees('remark 2');
      await agent.say('remark 3');
      await visitor.hears('messageReceived', 'remark 3');
      expect(await textsIn(visitor.log, /remark \d/g)).toEqual(['remark 1', 'remark 2', 'remark 3']);

      await visitor.end();
      expect((await visitor.hears('sessionEnded'))?.reason).toEqual({ leaveRequest: true });
      await visitor.sees('remark 3');
      await visitor.button('Close').click();
      await expect(visitor.iframe).toBeHidden();
    });
  });
}

test('each side sees that the other is typing', async ({ visitor, agent, sites }) => {
  await visitor.open(sites.shop);
  await visitor.startChat();
  await agent.accept('Ann');
  await agent.reply.pressSequentially('One mom');
  expect(await visitor.hears('agentTyping')).toMatchObject({ isTyping: true });
  await visitor.message.pressSequentially('I was');
  await expect(agent.page.getByText(/typing/i).first()).toBeVisible();
});

test('an end by the agent reaches the visitor, who may then start anew', async ({ visitor, agent, sites }) => {
  await visitor.open(sites.shop);
  await visitor.startChat();
  await agent.accept('Ann');
  await agent.say('We close now');
  await visitor.sees('We close now');
  await agent.end();
  expect((await visitor.hears('sessionEnded'))?.reason).toEqual({ agent: true });
  await visitor.chatWithUs.click();
  await expect(visitor.field('First name')).toBeVisible();
});

test.describe('shop.localhost, blog.localhost', () => {
  test.use({ names: 'named' });

  test('a chat of one site is not seen on another', async ({ visitor, sites }) => {
    await visitor.open(sites.shop);
    await visitor.startChat();
    await visitor.say('Only for the shop');
    await visitor.sees('Only for the shop');

    await visitor.open(sites.blog);
    expect(await visitor.hears('fail')).not.toHaveProperty('error');
    await expect(visitor.iframe).toBeHidden();

    await visitor.open(sites.shop);
    await visitor.hears('done');
    await visitor.sees('Only for the shop');
  });
});
