// The chat is there on the next page and after a reload, in whichever phase it was.

import { expect, test } from '../support/site-test.ts';
import { textsIn } from '../support/visitor.ts';

const types = (heard: { type: string }[]) => heard.map(({ type }) => type);

test('a half-filled form comes back, and done waits for it', async ({ visitor, sites }) => {
  await visitor.open(sites.shop);
  await visitor.chatWithUs.click();
  await visitor.field('First name').fill('Ann');
  await visitor.field('Email').fill('ann@exam');

  await visitor.walkTo('Tea');
  await expect(visitor.field('Email')).toHaveValue('ann@exam');
  await visitor.page.reload();
  await expect(visitor.field('First name')).toHaveValue('Ann');
  await expect(visitor.field('Last name')).toHaveValue('');
  expect(await visitor.heard()).toEqual([]);

  await visitor.field('Email').press('End');
  await visitor.field('Email').pressSequentially('ple.org');
  await expect(visitor.field('Email')).toHaveValue('ann@example.org');
  await visitor.button('Start chat').click();
  await visitor.hears('done');
  await expect(visitor.message).toBeVisible();
});

test('a waiting visitor goes on waiting, in the same place', async ({ visitor, agent, sites }) => {
  await visitor.open(sites.shop);
  await visitor.startChat();
  await visitor.say('Anybody there?');
  await expect(agent.waiting.getByRole('listitem')).toHaveCount(1);

  await visitor.walkTo('Tea');
  await visitor.hears('done');
  await visitor.sees('Anybody there?');
  await visitor.page.reload();
  await visitor.hears('done');
  await visitor.sees('Anybody there?');

  await expect(agent.waiting.getByRole('listitem')).toHaveCount(1);
  await agent.accept('Ann');
  await agent.sees('Anybody there?');
  await visitor.hears('agentConnected');
});

test('a talk goes on; what happened meanwhile follows once, in order', async ({ visitor, agent, sites }) => {
  await visitor.open(sites.shop);
  await visitor.startChat();
  await agent.accept('Ann');
  await agent.say('remark 1');
  await visitor.hears('messageReceived', 'remark 1');
  await visitor.say('remark 2');
  await agent.sees('remark 2');

  await visitor.open('about:blank');
  await agent.say('remark 3');
  await agent.say('remark 4');
  await visitor.open(`${sites.shop}/teapot.html`);
  expect(await visitor.hears('messageReceived', 'remark 1')).toMatchObject({ restored: true });
  expect(await visitor.hears('messageReceived', 'remark 4')).toMatchObject({ restored: false });

  await visitor.page.reload();
  await visitor.say('remark 5');
  await agent.sees('remark 5');
  await visitor.hears('messageReceived', 'remark 5');
  const said = ['remark 1', 'remark 2', 'remark 3', 'remark 4', 'remark 5'];
  expect(await textsIn(visitor.log, /remark \d/g)).toEqual(said);
  const told = (await visitor.heard()).filter(({ type }) => type === 'messageReceived');
  expect(told.map(({ event }) => event?.content?.text)).toEqual(said);
});

test('a minimised chat stays minimised, with its unread messages', async ({ visitor, agent, sites }) => {
  await visitor.open(sites.shop);
  await visitor.startChat();
  await agent.accept('Ann');
  await visitor.button('Minimize').click();
  await expect(visitor.button('Restore')).toBeVisible();
  await agent.say('While you looked away');
  await visitor.hears('messageReceived', 'While you looked away');
  await expect(visitor.button('Restore')).toHaveAccessibleDescription('1 unread message');

  await visitor.walkTo('Pottery');
  await expect(visitor.button('Restore')).toHaveAccessibleDescription('1 unread message');
  await visitor.page.reload();
  await expect(visitor.button('Restore')).toHaveAccessibleDescription('1 unread message');
  await expect(visitor.message).toBeHidden();

  await visitor.button('Restore').click();
  await visitor.sees('While you looked away');
  await expect(visitor.message).toBeVisible();
});

test('an unsent draft comes back', async ({ visitor, sites }) => {
  await visitor.open(sites.shop);
  await visitor.startChat();
  await visitor.message.fill('What I meant to say');
  await visitor.walkTo('About us');
  await expect(visitor.message).toHaveValue('What I meant to say');
  await visitor.page.reload();
  await expect(visitor.message).toHaveValue('What I meant to say');
});

test('an end that was seen does not come back', async ({ visitor, sites }) => {
  await visitor.open(sites.shop);
  await visitor.startChat();
  await visitor.say('Never mind');
  await visitor.end();
  await visitor.hears('sessionEnded');
  for (const leave of [() => visitor.walkTo('Tea'), () => visitor.page.reload()]) {
    await leave();
    expect(await visitor.hears('fail')).not.toHaveProperty('error');
    await expect(visitor.iframe).toBeHidden();
  }
});

test('an end that nobody saw is shown on the next page', async ({ visitor, agent, sites }) => {
  await visitor.open(sites.shop);
  await visitor.startChat();
  await agent.accept('Ann');
  await agent.say('Do come again');
  await visitor.sees('Do come again');
  await visitor.open('about:blank');
  await agent.end();

  await visitor.open(sites.shop);
  await visitor.hears('sessionEnded');
  await visitor.sees('Do come again');
  const heard = types(await visitor.heard());
  expect(heard.indexOf('done')).toBeLessThan(heard.indexOf('sessionEnded'));
});

test('a chat is there after a quarter of an hour, and no more after longer than its limit', async ({
  visitor,
  sites,
  context,
}) => {
  await visitor.open(sites.shop);
  await visitor.startChat();
  await visitor.say('Back in a moment');
  await visitor.sees('Back in a moment');
  await visitor.open('about:blank');

  const minutes = (count: number) => Date.now() + count * 60_000;
  await context.clock.install({ time: minutes(15) });
  await visitor.open(sites.shop);
  await visitor.hears('done');
  await visitor.sees('Back in a moment');
  await visitor.open('about:blank');

  await context.clock.setSystemTime(minutes(15 + 31));
  await visitor.open(sites.shop);
  expect(await visitor.hears('fail')).not.toHaveProperty('error');
});
