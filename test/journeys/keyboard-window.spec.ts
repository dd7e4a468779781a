// The chat's window by the keyboard alone: its form with a mistake, small and back, the way out, and what comes after.

import { keyboardOf, openByKeys, startByKeys } from '../support/keyboard-visitor.ts';
import { expect, sharedTest as test } from '../support/site-test.ts';

test('a form with a mistake leads to the wrong field, which says what is wrong; nothing that was typed is lost', async ({
  visitor,
  sites,
}) => {
  const keys = keyboardOf(visitor);
  await visitor.open(sites.shop);
  await openByKeys(keys, visitor);
  await keys.walkTo('textbox "Last name"');
  await keys.type('Berg');
  await keys.walkTo('textbox "Email"');
  await keys.type('ann at example');
  await keys.press('Enter');
  await keys.isAt('textbox "First name"');
  await expect(visitor.field('First name')).toHaveAccessibleDescription('Please fill in this field.');
  await keys.type('Ann');
  await keys.press('Enter');
  await keys.isAt('textbox "Email"');
  await expect(visitor.field('Email')).toHaveAccessibleDescription('Please enter an address such as name@example.com.');
  await expect(visitor.field('First name')).toHaveValue('Ann');
  await expect(visitor.field('Last name')).toHaveValue('Berg');
  await expect(visitor.field('Email')).toHaveValue('ann at example');
  await keys.press('Control+a');
  await keys.type('ann@example.org');
  await keys.press('Enter');
  await keys.isAt('textbox "Message"');
});

test('Esc makes the chat small and gives the focus back to what opened it; there it is opened again, with its draft', async ({
  visitor,
  sites,
}) => {
  const keys = keyboardOf(visitor);
  await visitor.open(sites.shop);
  await startByKeys(keys, visitor, { firstName: 'Ann who leaves' });
  await keys.type('half a sentence');
  await keys.press('Escape');
  await keys.isAt('button "Chat with us"');
  await expect(visitor.button('Restore')).toBeVisible();
  await keys.press('Enter');
  await keys.isAt('textbox "Message"');
  await expect(visitor.message).toHaveValue('half a sentence');
  await keys.walkTo('button "Minimize"', 'Shift+Tab');
  await keys.press('Enter');
  await keys.isAt('button "Chat with us"');
});

test('on a page that restored it, a chat is made small and large again without leaving it', async ({
  visitor,
  sites,
}) => {
  const keys = keyboardOf(visitor);
  await visitor.open(sites.shop);
  await startByKeys(keys, visitor, { firstName: 'Ann who walks' });
  await visitor.page.reload();
  await visitor.hears('done');
  await expect(visitor.message).toBeVisible();
  await keys.walkTo('textbox "Message"');
  await keys.press('Escape');
  await keys.isAt('button "Restore"');
  await keys.press('Enter');
  await keys.isAt('textbox "Message"');
});

test('the confirmation holds the focus; Esc keeps chatting, and the focus is where it was asked for', async ({
  visitor,
  sites,
}) => {
  const keys = keyboardOf(visitor);
  await visitor.open(sites.shop);
  await startByKeys(keys, visitor, { firstName: 'Ann who hesitates' });
  await keys.walkTo('button "End chat"', 'Shift+Tab');
  await keys.press('Enter');
  await keys.isAt('button "Keep chatting"');
  const inFrame = async () => {
    await keys.press('Tab');
    return keys.focused();
  };
  expect(await inFrame()).toBe('button "End chat"');
  await keys.walkTo('button "Keep chatting"', 'Shift+Tab');
  await keys.press('Escape');
  await expect(visitor.frame.getByRole('dialog')).toBeHidden();
  await keys.isAt('button "End chat"');
  expect(await visitor.heard()).not.toContainEqual(expect.objectContaining({ type: 'sessionEnded' }));
});

test('after the end the conversation is saved, and a new chat begun', async ({ visitor, sites }) => {
  const keys = keyboardOf(visitor);
  await visitor.open(sites.shop);
  await startByKeys(keys, visitor, { firstName: 'Ann who keeps' });
  await keys.type('to be kept');
  await keys.press('Enter');
  await visitor.hears('messageReceived', 'to be kept');
  await keys.walkTo('button "End chat"', 'Shift+Tab');
  await keys.press('Enter');
  await keys.isAt('button "Keep chatting"');
  await keys.walkTo('button "End chat"');
  await keys.press('Enter');
  await keys.isAt('button "Close"');
  await keys.walkTo('button "Save conversation"', 'Shift+Tab');
  await keys.press('Enter');
  await keys.walkTo('button "Save as text"');
  const saving = visitor.page.waitForEvent('download');
  await keys.press('Enter');
  expect((await saving).suggestedFilename()).toMatch(/^conversation-.*\.txt$/);
  await keys.isAt('button "Save conversation"');
  await keys.walkTo('button "Start a new chat"');
  await keys.press('Enter');
  await keys.isAt('textbox "First name"');
});
