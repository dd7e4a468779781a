// The agent's console for everyone: what axe finds in each of its states, in both schemes, how large what is pressed is,
// and whether all of it is there on a page at 400 %.

import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { configFile } from '../support/config-file.ts';
import { expect, test } from '../support/site-test.ts';
import { textFile } from '../support/some-files.ts';
import { createVisitor, type FormValues, type Visitor } from '../support/visitor.ts';

const CONFIG = configFile({ cannedReplies: [{ shortcut: 'hello', text: 'Hello {name}, how can I help?' }] });
test.use({ serverEnv: { TAGALONG_CONFIG: CONFIG } });

/** What axe finds, and what is too small to be pressed. */
async function faultsOf(page: Page, state: string): Promise<string[]> {
  // axe brings types of a Playwright of its own.
  const { violations } = await new AxeBuilder({ page: page as never })
    .options({ resultTypes: ['violations'] })
    .analyze();
  const small = await page.evaluate(() => {
    const leastPx = 24;
    return [...document.querySelectorAll<HTMLElement>('button, a[href], input, textarea, select, summary')]
      .filter((control) => control.checkVisibility({ visibilityProperty: true }))
      .flatMap((control) => {
        const label = control.matches('input[type=radio], input[type=checkbox]') ? control.closest('label') : null;
        const { width, height } = (label ?? control).getBoundingClientRect();
        const isInWords = control.localName === 'a' && getComputedStyle(control).display === 'inline';
        return isInWords || (width >= leastPx && height >= leastPx) ? [] : [control.outerHTML.slice(0, 80)];
      });
  });
  return [
    ...violations.map(({ id, nodes }) => `${state}: ${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    ...small.map((html) => `${state}: smaller than 24 px: ${html}`),
  ];
}

/** Whatever would have to be scrolled for sideways. */
const isWiderThanThePage = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

async function waitAs(visitor: Visitor, shop: string, changes: Partial<FormValues>): Promise<void> {
  await visitor.open(shop);
  const values = {
    'First name': 'Ann',
    'Last name': 'Berg',
    Email: 'ann@example.org',
    Subject: 'A teapot',
    ...changes,
  };
  await visitor.startChat(values);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`in ${colorScheme} colours axe finds nothing in any state of the console, and nothing is too small to press`, async ({
    agent,
    visitor,
    sites,
    browser,
  }) => {
    test.setTimeout(180_000);
    const { page } = agent;
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const faults: string[] = [];
    const look = async (state: string) => {
      faults.push(...(await faultsOf(page, state)));
    };
    await expect(page.getByText('Nobody is waiting.')).toBeVisible();
    await look('nobody waits');

    await waitAs(visitor, sites.shop, {});
    const context = await browser.newContext();
    await waitAs(createVisitor(await context.newPage()), sites.shop, {
      'First name': 'منى',
      Email: 'mona@example.org',
      Subject: 'إبريق شاي',
    });
    await expect(agent.waiting.getByRole('listitem')).toHaveCount(2);
    await look('two wait');

    await agent.accept('Ann');
    await agent.say('**Hello**, see https://example.org/tea');
    await visitor.say('Thank you');
    await agent.sees('Thank you');
    await agent.attach(textFile('notes.txt', 'twelve cups'));
    await expect(agent.file('notes.txt')).toBeVisible();
    await agent.accept('منى');
    await page.getByRole('link', { name: /Ann/ }).click();
    await look('two chats and a file');

    await page.keyboard.press('Escape');
    await page.keyboard.press('i');
    await page.keyboard.type('Wants to pay by invoice');
    await page.keyboard.press('Enter');
    await expect(agent.log).toContainText('Wants to pay by invoice');
    await look('a note');

    await page.keyboard.press('Escape');
    await page.keyboard.press('i');
    await agent.reply.fill('/');
    await expect(page.getByRole('option')).toHaveCount(1);
    await look('ready answers offered');
    await agent.reply.fill('');

    for (const name of ['Ready answers', 'Keyboard']) {
      await page.getByRole('button', { name, exact: true }).click();
      await expect(page.getByRole('dialog', { name })).toBeVisible();
      await look(name);
      await page.getByRole('button', { name: 'Close', exact: true }).first().click();
    }

    await page.setViewportSize({ width: 800, height: 700 });
    await page.getByRole('button', { name: 'Details' }).click();
    await expect(page.getByRole('complementary', { name: 'Visitor' })).toBeVisible();
    await look('details over the conversation');
    await page.getByRole('complementary', { name: 'Visitor' }).getByRole('button', { name: 'Close' }).click();

    await page.setViewportSize({ width: 320, height: 256 });
    await look('at 400 %');
    expect(await isWiderThanThePage(page)).toBe(false);
    await page.setViewportSize({ width: 1280, height: 800 });

    // What is shown for three seconds is gone before axe has seen all of it.
    await agent.end();
    await page.getByRole('dialog').getByRole('button', { name: 'End chat' }).click();
    await expect(page.getByText('Chat over').first()).toBeVisible();
    await look('ended');
    await context.close();
    expect(faults).toEqual([]);
  });
}
