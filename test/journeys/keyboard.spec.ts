// A chat by the keyboard alone: no mouse, no focus that the test sets. Each control is reached with Tab and told by the role
// and name that are read out.

import { enConversation } from '../../frame/locale/en-conversation.ts';
import { keyboardOf, startByKeys } from '../support/keyboard-visitor.ts';
import { expect, sharedTest as test } from '../support/site-test.ts';
import { textsIn } from '../support/visitor.ts';

test('by keys alone a visitor starts, talks, ends and rates', async ({ visitor, agent, sites }) => {
  const keys = keyboardOf(visitor);
  await visitor.open(sites.shop);
  await startByKeys(keys, visitor, { firstName: 'Ann of the keys' });
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
  await expect(visitor.frame.getByText(enConversation.rateQuestion)).toBeVisible();
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
