// A chat by the keyboard alone: no mouse, no focus that the test sets. Each control is reached with Tab and told by the role
// and name that are read out.

import { createKeyboard, type Keyboard } from '../support/keyboard.ts';
import { expect, sharedTest as test } from '../support/site-test.ts';
import { textsIn, type Visitor } from '../support/visitor.ts';

const keyboardOf = (visitor: Visitor) => createKeyboard(visitor.page, visitor.frame);

/** From the page's button to the waiting room. */
async function start(keys: Keyboard, visitor: Visitor, firstName: string, isWebKit = false): Promise<void> {
  await keys.walkTo('button "Chat with us"');
  await keys.press('Enter');
  await expect(visitor.field('First name')).toBeVisible();
  // Where nobody has pressed anything yet, WebKit lets no script of another site's frame set the focus: the frame itself has it.
  if (isWebKit) await keys.walkTo('textbox "First name"');
  await keys.isAt('textbox "First name"');
  for (const text of [firstName, 'Berg', 'ann@example.org', 'Tea by keys']) {
    await keys.type(text);
    await keys.press('Tab');
  }
  await keys.walkTo('button "Start chat"');
  await keys.press('Enter');
  await keys.isAt('textbox "Message"');
  await visitor.hears('done');
}

test('by keys alone a visitor starts, talks, ends and rates', async ({ visitor, agent, sites, driver }) => {
  const keys = keyboardOf(visitor);
  await visitor.open(sites.shop);
  await start(keys, visitor, 'Ann of the keys', driver === 'webkitgtk');
  await agent.accept('Ann of the keys');
  await agent.say('remark 1');
  await visitor.sees('remark 1');
  await keys.type('remark 2');
  await keys.press('Enter');
  await agent.sees('remark 2');
  await keys.isAt('textbox "Message"');
  expect(await textsIn(visitor.log, /remark \d/g)).toEqual(['remark 1', 'remark 2']);

  await keys.walkTo('button "End chat"', 'Shift+Tab');
  await keys.press('Enter');
  await keys.isAt('button "Keep chatting"');
  await keys.walkTo('button "End chat"');
  await keys.press('Enter');
  expect((await visitor.hears('sessionEnded'))?.reason).toEqual({ leaveRequest: true });

  await keys.isAt('button "Close"');
  // Which of five that are not chosen has the stop is every browser's own.
  await keys.walkTo(/^radio/, 'Shift+Tab');
  await keys.walkTo('radio "Good"', 'ArrowUp');
  await keys.press('Tab');
  await keys.isAt('textbox "Anything to add?"');
  await keys.type('Quick fingers');
  await keys.press('Tab');
  await keys.isAt('button "Submit rating"');
  await keys.press('Enter');
  await expect(visitor.frame.getByText('Thank you')).toBeVisible();
});
