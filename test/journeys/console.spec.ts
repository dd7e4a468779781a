// A chat goes through the hands of two agents who use nothing but the keyboard.

import type { Page } from '@playwright/test';
import { hashSync } from 'bcryptjs';
import { configFile } from '../support/config-file.ts';
import { expect, test } from '../support/site-test.ts';

const PASSWORD = 'teapots pour';
const passwordHash = hashSync(PASSWORD, 4);
const CONFIG = configFile({
  agents: ['Ada', 'Bob'].map((name) => ({ name, passwordHash })),
  cannedReplies: [{ shortcut: 'hello', text: 'Hello {name}, how can I help?' }],
});

/** Logged in, each in a browser of their own. */
const twoAgents = test.extend<{ agents: readonly [ada: Page, bob: Page] }>({
  agents: async ({ agentsBrowser, sites }, use) => {
    const logIn = async (name: string) => {
      const page = await (await agentsBrowser.newContext()).newPage();
      await page.goto(`${sites.chat}/agent`);
      await expect(page.getByRole('textbox', { name: 'Name' })).toBeVisible();
      await page.keyboard.press('Tab');
      await page.keyboard.type(name);
      await page.keyboard.press('Tab');
      await page.keyboard.type(PASSWORD);
      await page.keyboard.press('Enter');
      await expect(page.getByText('Nobody is waiting.')).toBeVisible();
      return page;
    };
    const pages = [await logIn('Ada'), await logIn('Bob')] as const;
    await use(pages);
    await Promise.all(pages.map((page) => page.context().close()));
  },
});

twoAgents.use({ serverEnv: { TAGALONG_CONFIG: CONFIG } });

async function take(agent: Page): Promise<void> {
  await expect(agent.getByRole('list', { name: 'Waiting' }).getByRole('listitem')).toHaveCount(1);
  await agent.keyboard.press('a');
  await expect(agent.getByRole('textbox', { name: 'Reply' })).toBeFocused();
}

/** From wherever the keyboard is, the way that a person takes. */
async function tabTo(page: Page, role: 'button' | 'link' | 'radio' | 'switch', name: string | RegExp): Promise<void> {
  const wanted = page.getByRole(role, { name }).first();
  await expect(wanted).toBeVisible();
  for (let steps = 0; steps < 40; steps += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`expected Tab to reach ${role} ${name} within 40 steps`);
}

twoAgents(
  'two agents take, answer, note, hand over, end and find a chat by the keyboard alone',
  async ({ visitor, agents, sites }) => {
    const [ada, bob] = agents;
    await visitor.open(sites.shop);
    await visitor.startChat();

    await take(ada);
    const reply = ada.getByRole('textbox', { name: 'Reply' });
    await ada.keyboard.type('/he');
    await expect(ada.getByRole('option')).toHaveCount(1);
    await ada.keyboard.press('Enter');
    await expect(reply).toHaveValue('Hello Ann Berg, how can I help?');
    await ada.keyboard.press('Enter');
    await visitor.sees('Hello Ann Berg, how can I help?');
    await visitor.say('Do you take invoices?');
    await expect(ada.getByRole('log')).toContainText('Do you take invoices?');

    await ada.keyboard.press('Escape');
    await ada.keyboard.press('i');
    await ada.keyboard.type('Wants to pay by invoice');
    await ada.keyboard.press('Enter');
    await expect(ada.getByRole('log')).toContainText('Wants to pay by invoice');

    await ada.keyboard.press('Escape');
    await ada.keyboard.press('t');
    await tabTo(ada, 'radio', /Bob/);
    await ada.keyboard.press('Space');
    await ada.keyboard.press('Enter');
    await expect(ada.getByRole('list', { name: 'My chats' }).getByRole('listitem')).toHaveCount(0);

    await expect(bob.getByRole('list', { name: 'My chats' }).getByRole('listitem')).toHaveCount(1);
    await bob.keyboard.press('j');
    await expect(bob.getByRole('log')).toContainText('Wants to pay by invoice');
    await expect(bob.getByRole('textbox', { name: 'Reply' })).toBeVisible();
    await bob.keyboard.press('r');
    await bob.keyboard.type('Bob here: we do.');
    await bob.keyboard.press('Enter');
    await visitor.sees('Bob here: we do.');
    await visitor.sees('Bob joined');
    await expect(visitor.log).not.toContainText('Wants to pay by invoice');

    await bob.keyboard.press('Escape');
    await bob.keyboard.press('e');
    await expect(bob.getByText('This chat is over. It can still be read.')).toBeVisible();
    await visitor.hears('sessionEnded');

    await bob.keyboard.press('/');
    await bob.keyboard.type('invoices');
    await bob.keyboard.press('Enter');
    const found = bob.getByRole('list', { name: 'Found' }).getByRole('listitem');
    await expect(found).toHaveCount(1);
    await tabTo(bob, 'link', /Ann Berg/);
    await bob.keyboard.press('Enter');
    await expect(bob.getByRole('log')).toContainText('Bob here: we do.');
  },
);

twoAgents('who is not available is handed no chat', async ({ visitor, agents, sites }) => {
  const [ada, bob] = agents;
  await visitor.open(sites.shop);
  await visitor.startChat();
  await take(ada);
  await ada.keyboard.press('Escape');
  await ada.keyboard.press('t');
  await expect(ada.getByRole('radio', { name: /Bob/ })).toBeVisible();
  await tabTo(bob, 'switch', 'Available');
  await bob.keyboard.press('Space');
  await expect(ada.getByRole('radio', { name: /Bob/ })).toHaveCount(0);
  await expect(ada.getByText('No other agent is available now.')).toBeVisible();
});
