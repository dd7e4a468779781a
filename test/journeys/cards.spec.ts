// What an agent may send beside words: where pictures and links of cards come from and lead to, and ready answers.

import { takeOnlyChat } from '../hostile/real-agent.ts';
import { configFile } from '../support/config-file.ts';
import { AT_ONCE, ask } from '../support/site-script.ts';
import { expect, test } from '../support/site-test.ts';

const LISTED = 'https://pictures.example';
const UNLISTED = 'https://elsewhere.example';
const PICTURE = Buffer.from('R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw==', 'base64');

const MENU = {
  ...{ shortcut: 'menu', text: 'What is it, {name}?' },
  parts: [{ kind: 'quickReplies', replies: [{ label: 'Track it', text: 'Where is my parcel?' }] }],
};

test.use({ serverEnv: { TAGALONG_CONFIG: configFile({ imageOrigins: [LISTED], cannedReplies: [MENU] }) } });

test('a card shows a picture from where the operator lists and none from elsewhere, and leads to the chat server', async ({
  visitor,
  sites,
  server,
  context,
}) => {
  const asked: string[] = [];
  for (const origin of [LISTED, UNLISTED]) {
    await context.route(`${origin}/**`, (route) => {
      asked.push(route.request().url());
      const headers = { 'access-control-allow-origin': '*' };
      return route.fulfill({ body: PICTURE, contentType: 'image/gif', headers });
    });
  }
  await visitor.open(sites.shop);
  expect(await ask(visitor.page, 'startChat', AT_ONCE)).toBe('session');
  const agent = await takeOnlyChat(server.port);
  const card = (origin: string) => ({ title: origin, image: { url: `${origin}/cup.gif`, alt: `From ${origin}` } });
  const buttons = [{ label: 'Open it', url: '/health' }];
  await agent.say('Look', [{ kind: 'cards', cards: [card(UNLISTED), card(LISTED), { title: 'Own', buttons }] }]);

  const { log } = visitor;
  const picture = log.getByRole('img', { name: `From ${LISTED}` });
  await expect.poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(1);
  await expect(log.getByRole('img', { name: `From ${UNLISTED}` })).toHaveCount(0);
  expect(asked).toEqual([`${LISTED}/cup.gif`]);
  await expect(log.getByRole('link', { name: 'Open it' })).toHaveAttribute('href', `${sites.chat}/health`);
});

test('an agent sends a ready answer with replies to choose from, and hears the one that is chosen', async ({
  visitor,
  agent,
  sites,
}) => {
  await visitor.open(sites.shop);
  await visitor.startChat();
  await agent.accept('Ann Berg');
  await agent.reply.pressSequentially('/menu');
  await agent.reply.press('Enter');
  await expect(agent.page.getByRole('region', { name: 'Goes out with the reply' })).toContainText('Track it');
  await agent.reply.press('Enter');
  await visitor.sees('What is it, Ann Berg?');
  await visitor.button('Track it').click();
  await agent.sees('Where is my parcel?');
});
