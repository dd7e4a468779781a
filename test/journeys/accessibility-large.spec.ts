// The chat for those who see little: a page that is zoomed to 400 %, and letters of twice the size. Nothing is cut off, nothing
// lies over anything, and one writes and sends as everybody does.

import { cutOff } from '../support/cut-off.ts';
import { expect, sharedTest as test } from '../support/site-test.ts';
import { ANN } from '../support/visitor.ts';

for (const { title, viewport, text } of [
  // A screen of 1280 × 1024 at 400 %.
  { title: 'a page at 400 %', viewport: { width: 320, height: 256 }, text: '' },
  { title: 'text at 200 %', viewport: { width: 1280, height: 720 }, text: '200%' },
  { title: 'text at 200 % on a phone', viewport: { width: 360, height: 640 }, text: '200%' },
]) {
  test.describe(title, () => {
    test.use({ viewport });

    test('form, talk, end and rating stand whole', async ({ visitor, agent, sites, context }) => {
      if (text)
        await context.addInitScript((size) => {
          // As the browser's own setting of the size of letters would.
          const grow = () => document.documentElement?.style.setProperty('font-size', size, 'important');
          if (window !== window.top) addEventListener('DOMContentLoaded', grow);
        }, text);
      const body = visitor.frame.locator('body');
      const isWhole = async (what: string, within = body) => expect(await cutOff(within), what).toEqual([]);
      await visitor.open(sites.shop);
      await visitor.chatWithUs.click();
      await expect(visitor.field('First name')).toBeVisible();
      await isWhole('the form');
      await visitor.button('Start chat').click();
      await expect(visitor.field('First name')).toHaveAccessibleDescription(/./);
      await isWhole('the form with a mistake');
      await visitor.fillForm({ ...ANN, 'First name': `Ann with ${title}` });
      await visitor.button('Start chat').click();
      await expect(visitor.message).toBeVisible();
      await agent.accept(`Ann with ${title}`);
      await agent.say(
        'A word as long as Donaudampfschifffahrtsgesellschaftskapitänskajütenschlüssel, and a [link](https://example.org/a/very/long/address/that/has/no/place/to/break)',
      );
      await visitor.sees('A word as long');
      await isWhole('the talk');
      await visitor.message.fill('line 1\nline 2\nline 3\nline 4\nline 5');
      await isWhole('the talk while one writes');
      await expect(visitor.message).toBeInViewport({ ratio: 0.9 });
      await expect(visitor.button('Send')).toBeInViewport({ ratio: 1 });
      await visitor.button('Emoji').click();
      await expect(visitor.frame.getByRole('searchbox')).toBeVisible();
      await isWhole('the emoji', visitor.frame.getByRole('group', { name: 'Emoji' }));
      await visitor.frame.getByRole('searchbox').press('Escape');
      await visitor.button('End chat').click();
      await isWhole('the confirmation');
      await visitor.frame.getByRole('dialog').getByRole('button', { name: 'End chat' }).click();
      await expect(visitor.frame.getByRole('radio').first()).toBeAttached();
      await isWhole('the end, with what was not sent');
      await visitor.frame.locator('label').nth(3).click();
      await expect(visitor.frame.getByRole('textbox', { name: 'Anything to add?' })).toBeVisible();
      await isWhole('the rating');
      await visitor.button('Save conversation').click();
      await isWhole('the ways to keep it', visitor.frame.locator('.ways'));
      await visitor.button('Save conversation').click();
      await visitor.button('Minimize').click();
      await expect(visitor.button('Restore')).toBeVisible();
      await isWhole('the bar');
    });
  });
}
