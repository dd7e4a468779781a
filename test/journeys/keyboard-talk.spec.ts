// What is done in a talk, by the keyboard alone: lines, messages one by one, emoji, files, and what the other side offers.

import { keyboardOf, startByKeys } from '../support/keyboard-visitor.ts';
import { expect, sharedTest, test } from '../support/site-test.ts';

sharedTest(
  'Enter sends, Shift+Enter begins a line, and no key is lost in between',
  async ({ visitor, agent, sites }) => {
    const keys = keyboardOf(visitor);
    await visitor.open(sites.shop);
    await startByKeys(keys, visitor, { firstName: 'Ann of two lines' });
    await agent.accept('Ann of two lines');
    await keys.type('first line');
    await keys.press('Shift+Enter');
    await keys.type('second line');
    await keys.press('Enter');
    await agent.sees('second line');
    await expect(visitor.message).toHaveValue('');
    const said = visitor.log.locator('.message.visitor .text');
    expect(await said.evaluate((text: HTMLElement) => text.innerText)).toBe('first line\nsecond line');
    await keys.isAt('textbox "Message"');
  },
);

sharedTest(
  'the conversation is read message by message, and left to where one writes',
  async ({ visitor, agent, sites }) => {
    const keys = keyboardOf(visitor);
    await visitor.open(sites.shop);
    await startByKeys(keys, visitor, { firstName: 'Ann who reads' });
    await agent.accept('Ann who reads');
    for (const number of [1, 2, 3]) await agent.say(`remark ${number}`);
    await visitor.sees('remark 3');
    await keys.walkTo('log "Conversation"', 'Shift+Tab');
    const focusedText = () => visitor.frame.locator('.message:focus').textContent();
    for (const number of [3, 2, 1]) {
      await keys.press('Alt+ArrowUp');
      expect(await focusedText()).toContain(`remark ${number}`);
    }
    await keys.press('Alt+ArrowDown');
    expect(await focusedText()).toContain('remark 2');
    await keys.walkTo('textbox "Message"');
  },
);

sharedTest('a message that is walked to stands clear of the way to the newest', async ({ visitor, agent, sites }) => {
  const keys = keyboardOf(visitor);
  await visitor.open(sites.shop);
  await startByKeys(keys, visitor, { firstName: 'Ann who walks down' });
  await agent.accept('Ann who walks down');
  const COUNT = 7;
  for (let number = 1; number <= COUNT; number += 1) await agent.say(`remark ${number}\n\n\nat length`);
  await visitor.sees(`remark ${COUNT}`);
  await keys.walkTo('log "Conversation"', 'Shift+Tab');
  await keys.press('Home');
  const focused = visitor.frame.locator('.message:focus');
  const jump = visitor.button('Go to the newest message');
  await expect(jump).toBeVisible();
  const isClear = () =>
    focused.evaluate((message) => {
      const text = message.querySelector('.text') ?? message;
      const { left, right, bottom } = text.getBoundingClientRect();
      const beneath = document.querySelector('.jump')?.getBoundingClientRect();
      return (
        text.contains(document.elementFromPoint((left + right) / 2, bottom - 3)) && bottom <= (beneath?.top ?? bottom)
      );
    });
  for (let number = 1; number < COUNT; number += 1) {
    await keys.press('Alt+ArrowDown');
    await expect(focused).toContainText(`remark ${number}`);
    expect(await isClear(), `remark ${number}`).toBe(true);
  }
});

sharedTest('an emoji is found and picked, and the caret is back in the message', async ({ visitor, sites }) => {
  const keys = keyboardOf(visitor);
  await visitor.open(sites.shop);
  await startByKeys(keys, visitor, { firstName: 'Ann who smiles' });
  await keys.type('tea ');
  await keys.walkTo('button "Emoji"');
  await keys.press('Enter');
  await keys.isAt('searchbox "Search emoji"');
  await keys.walkTo(/^gridcell/);
  const first = await keys.focused();
  await keys.press('ArrowRight');
  expect(await keys.focused()).not.toBe(first);
  await keys.press('Escape');
  await keys.isAt('textbox "Message"');
  await expect(visitor.frame.getByRole('searchbox')).toBeHidden();

  await keys.walkTo('button "Emoji"');
  await keys.press('Enter');
  await keys.isAt('searchbox "Search emoji"');
  await keys.type('teapot');
  await expect(visitor.frame.getByRole('gridcell', { name: 'teapot' })).toBeVisible();
  await keys.press('Enter');
  await keys.isAt('textbox "Message"');
  await expect(visitor.message).toHaveValue('tea 🫖');
});

sharedTest('a file is attached by its button', async ({ visitor, agent, sites }) => {
  const keys = keyboardOf(visitor);
  await visitor.open(sites.shop);
  await startByKeys(keys, visitor, { firstName: 'Ann who attaches' });
  await agent.accept('Ann who attaches');
  // Asked for before the walk: the frame's process hears of it by another way than of the key, and not always first.
  const choosing = visitor.page.waitForEvent('filechooser');
  await keys.walkTo('button "Attach files"', 'Shift+Tab');
  await keys.press('Enter');
  const chooser = await choosing;
  expect(chooser.isMultiple()).toBe(true);
  await chooser.setFiles([{ name: 'order.txt', mimeType: 'text/plain', buffer: Buffer.from('two cups') }]);
  await expect(visitor.log.getByRole('link', { name: 'order.txt' })).toBeVisible();
  await expect(agent.log.getByRole('link', { name: 'order.txt' })).toBeVisible();
  await keys.isAt('button "Attach files"');
});

test.describe('with an assistant', () => {
  test.use({ serverEnv: { DEMO_ASSISTANT: 'on', DEMO_ASSISTANT_WAIT_MS: '200' } });

  test('a suggested answer and an item of a list are chosen', async ({ visitor, sites }) => {
    const keys = keyboardOf(visitor);
    await visitor.open(sites.shop);
    await startByKeys(keys, visitor, { firstName: 'Ann' });
    await expect(visitor.frame.getByRole('button', { name: 'Delivery' })).toBeVisible();
    await keys.walkTo('button "Delivery"', 'Shift+Tab');
    await keys.press('Enter');
    await visitor.sees('two to four');
    await keys.isAt('log "Conversation"');

    await keys.walkTo('textbox "Message"');
    await keys.type('Which tea do you have?');
    await keys.press('Enter');
    await expect(visitor.frame.getByRole('button', { name: 'Confirm choice' })).toBeVisible();
    await keys.walkTo(/^radio/, 'Shift+Tab');
    await keys.walkTo(/^radio "Hojicha/, 'ArrowUp');
    await keys.walkTo('button "Confirm choice"');
    await keys.press('Enter');
    await visitor.sees('How do I brew hojicha?');
    await keys.isAt('log "Conversation"');
  });
});
