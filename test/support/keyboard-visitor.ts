// The way into a chat without a mouse, from the page's button to the waiting room.

import { expect } from './engine-expect.ts';
import { createKeyboard, type Keyboard } from './keyboard.ts';
import type { Visitor } from './visitor.ts';
import { WebKitPage } from './webkit-page.ts';

export const keyboardOf = ({ page, frame }: Visitor): Keyboard => createKeyboard(page, frame);

/** Up to the form, with the focus in its first field. */
export async function openByKeys(keys: Keyboard, visitor: Visitor): Promise<void> {
  await keys.walkTo('button "Chat with us"');
  await keys.press('Enter');
  await expect(visitor.field('First name')).toBeVisible();
  // Where nobody has pressed anything yet, WebKit lets no script of another site's frame set the focus: the frame has it.
  if ((visitor.page as unknown) instanceof WebKitPage) await keys.walkTo('textbox "First name"');
  await keys.isAt('textbox "First name"');
}

export async function startByKeys(
  keys: Keyboard,
  visitor: Visitor,
  { firstName }: { firstName: string },
): Promise<void> {
  await openByKeys(keys, visitor);
  for (const text of [firstName, 'Berg', 'ann@example.org', 'Tea by keys']) {
    await keys.type(text);
    await keys.press('Tab');
  }
  await keys.walkTo('button "Start chat"');
  await keys.press('Enter');
  await keys.isAt('textbox "Message"');
  await visitor.hears('done');
}
