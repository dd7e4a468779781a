// The way to the chat server is lost, refused, slow or not a socket at all.

import { holdBackChat, refuseSockets, silenceableSockets, socketGate, swallowSockets } from '../support/site-faults.ts';
import { AT_ONCE, ask, plainPage } from '../support/site-script.ts';
import { expect, test } from '../support/site-test.ts';
import { createVisitor, textsIn, type Visitor } from '../support/visitor.ts';

/** Notes which ways to the chat server the visitor's browser has used. */
function watchWays({ page }: Visitor) {
  const ways = { sockets: 0, polls: 0 };
  page.on('websocket', (socket) => {
    if (socket.url().includes('/chat/v1/socket')) ways.sockets += 1;
  });
  page.on('request', (request) => {
    if (request.url().includes('/chat/v1/poll')) ways.polls += 1;
  });
  return ways;
}

test('a server restarted in mid chat loses nothing, and both sides go on', async ({
  visitor,
  agent,
  sites,
  server,
}) => {
  await visitor.open(sites.shop);
  await visitor.startChat();
  await agent.accept('Ann');
  await agent.say('remark 1');
  await visitor.say('remark 2');
  await agent.sees('remark 2');

  await server.kill();
  await visitor.hears('interrupted');
  await visitor.say('remark 3');
  await server.restart();
  await visitor.hears('continued');
  await agent.isBack();
  await agent.sees('remark 3');
  await agent.say('remark 4');
  await visitor.sees('remark 4');
  const said = ['remark 1', 'remark 2', 'remark 3', 'remark 4'];
  expect(await textsIn(visitor.log, /remark \d/g)).toEqual(said);
});

test('where sockets are refused the chat falls back to long polling', async ({ visitor, agent, sites, context }) => {
  await refuseSockets(context);
  const ways = watchWays(visitor);
  await visitor.open(sites.shop);
  await visitor.startChat();
  await agent.accept('Ann');
  await agent.say('Can you hear me?');
  await visitor.sees('Can you hear me?');
  await visitor.say('Loud and clear');
  await agent.sees('Loud and clear');
  await visitor.walkTo('Tea');
  await visitor.sees('Loud and clear');
  await agent.say('Still there?');
  await visitor.sees('Still there?');
  expect(ways.polls).toBeGreaterThan(0);
});

test('disableWebSockets opens no socket', async ({ visitor, agent, sites }) => {
  const ways = watchWays(visitor);
  await visitor.open(`${sites.shop}/long-polling.html`);
  await visitor.startChat();
  await agent.accept('Ann');
  await agent.say('By post');
  await visitor.sees('By post');
  await visitor.page.reload();
  await visitor.say('By return of post');
  await agent.sees('By return of post');
  expect(ways.sockets).toBe(0);
  expect(ways.polls).toBeGreaterThan(0);
});

test('the last screen is painted before the server answers', async ({ visitor, sites, context }) => {
  await visitor.open(sites.shop);
  await visitor.startChat();
  await visitor.say('On the screen at once');
  await visitor.hears('messageReceived', 'On the screen at once');
  await visitor.page.close();

  const gate = await holdBackChat(context);
  const back = createVisitor(await context.newPage());
  await back.open(`${sites.shop}/teapot.html`);
  await back.sees('On the screen at once');
  await expect.poll(gate.attempts).toBeGreaterThan(0);
  expect(await back.heard()).toEqual([]);

  gate.open();
  await back.hears('done');
});

test('a proxy that takes sockets and swallows what is said on them is found out, and the chat polls', async ({
  visitor,
  agent,
  sites,
  context,
}) => {
  await swallowSockets(context);
  await visitor.open(sites.shop);
  await visitor.startChat();
  await agent.accept('Ann');
  await agent.say('Can you hear me?');
  await visitor.sees('Can you hear me?');
  await visitor.say('Loud and clear');
  await agent.sees('Loud and clear');
});

test('a chat that polls goes over to a socket in mid chat once there is a way for sockets', async ({
  visitor,
  agent,
  sites,
  context,
}) => {
  await context.clock.install();
  const gate = await socketGate(context);
  const ways = watchWays(visitor);
  await visitor.open(sites.shop);
  await visitor.startChat();
  await agent.accept('Ann');
  await visitor.say('remark 1');
  await agent.sees('remark 1');
  await agent.say('remark 2');
  await visitor.sees('remark 2');
  expect([gate.passed(), ways.polls > 0]).toEqual([0, true]);

  const pollGivenUp = visitor.page.waitForEvent('requestfailed', (request) => request.url().includes('/chat/v1/poll'));
  gate.open();
  // As after a short sleep. After a long one the poll that is held might be given up first, and the line with it.
  await context.clock.fastForward(15_000);
  await pollGivenUp;
  expect(gate.passed()).toBe(1);
  await agent.say('remark 3');
  await visitor.sees('remark 3');
  await visitor.say('remark 4');
  await agent.sees('remark 4');
  const polls = ways.polls;
  await agent.say('remark 5');
  await visitor.sees('remark 5');
  expect(ways.polls).toBe(polls);
  const said = ['remark 1', 'remark 2', 'remark 3', 'remark 4', 'remark 5'];
  expect(await textsIn(visitor.log, /remark \d/g)).toEqual(said);
  expect((await visitor.heard()).map(({ type }) => type)).not.toContain('interrupted');
});

test('a page whose machine slept while its line died finds that out in seconds, and has all that was said', async ({
  visitor,
  agent,
  sites,
  context,
}) => {
  await context.clock.install();
  const sockets = await silenceableSockets(context);
  await visitor.open(sites.shop);
  await visitor.startChat();
  await agent.accept('Ann');
  await agent.say('remark 1');
  await visitor.sees('remark 1');

  sockets.silence();
  await agent.say('remark 2');
  await visitor.say('remark 3');
  await context.clock.fastForward(600_000);
  await visitor.hears('interrupted');
  await visitor.hears('continued');
  await agent.sees('remark 3');
  await visitor.sees('remark 2');
  expect(sockets.opened()).toBe(2);
  expect(await textsIn(visitor.log, /remark \d/g)).toEqual(['remark 1', 'remark 2', 'remark 3']);
  expect(await textsIn(agent.log, /remark \d/g)).toEqual(['remark 1', 'remark 2', 'remark 3']);
});

for (const [way, disableWebSockets] of [
  ['with sockets', false],
  ['with long polling', true],
] as const) {
  test(`a visitor who leaves the site ${way} is away for the agent within seconds, and here again when he is back`, async ({
    visitor: { page },
    agent,
    sites,
    context,
  }) => {
    const plain = await plainPage(context, sites);
    await page.goto(plain);
    const options = { ...AT_ONCE, disableWebSockets, username: 'Ann' };
    expect(await ask(page, 'startChat', options)).toBe('session');
    await agent.accept('Ann');
    const away = agent.page.getByText('Away from the page');
    await expect(away).toBeHidden();
    await page.goto(`${sites.blog}/`);
    await expect(away).toBeVisible();
    await page.goto(plain);
    expect(await ask(page, 'restoreChat', options)).toBe('session');
    await expect(away).toBeHidden();
  });
}
