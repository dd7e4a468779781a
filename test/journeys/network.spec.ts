// The way to the chat server is lost, refused, slow or not a socket at all.

import { holdBackChat, refuseSockets } from '../support/site-faults.ts';
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

  const gate = await holdBackChat(context, 3_000);
  const back = createVisitor(await context.newPage());
  await back.open(`${sites.shop}/teapot.html`);
  await back.sees('On the screen at once');
  expect(gate.isOpen()).toBe(false);
  expect(await back.heard()).toEqual([]);

  await back.hears('done');
  expect(gate.attempts()).toBeGreaterThan(0);
  expect(gate.isOpen()).toBe(true);
});
