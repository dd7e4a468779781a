// Failures of a file that the site sends: each has its code, and nothing of the file stays in the talk.

import type { Page } from '@playwright/test';
import { configFile } from '../support/config-file.ts';
import { AT_ONCE, ask, plainPage, type SiteWindow } from '../support/site-script.ts';
import { expect, test as ownServerTest, sharedTest } from '../support/site-test.ts';

type GivenFile = { name: string; type: string; content: string | number };

/** What `sendFile` comes to. `content`: words, or so many empty bytes. `isGone`: deleted from the disk before the call. */
const sendFile = (page: Page, given: GivenFile, isGone = false): Promise<unknown> =>
  page.evaluate(
    async ([{ name, type, content }, gone]) => {
      const { session } = window as unknown as SiteWindow;
      const bytes = typeof content === 'number' ? new Uint8Array(content) : content;
      let file = new File([bytes], name, { type });
      if (gone) {
        const folder = await navigator.storage.getDirectory();
        const entry = await folder.getFileHandle(name, { create: true });
        const writer = await entry.createWritable();
        await writer.write(bytes);
        await writer.close();
        file = await entry.getFile();
        await folder.removeEntry(name);
      }
      try {
        await session.sendFile({ file });
        return 'sent';
      } catch (event) {
        return event;
      }
    },
    [given, isGone] as const,
  );

const BASKET = { name: 'basket.txt', type: 'text/plain', content: 'two cups, one pot' };

sharedTest(
  'a file that is too large fails with 311, one of a kind that is not taken with 312',
  async ({ visitor, sites, context }) => {
    const { page } = visitor;
    await visitor.open(await plainPage(context, sites));
    expect(await ask(page, 'startChat', AT_ONCE)).toBe('session');
    const large = { ...BASKET, name: 'large.txt', content: 10_000_001 };
    expect(await sendFile(page, large)).toMatchObject({ error: { code: 311 } });
    const script = { name: 'script.js', type: 'text/javascript', content: 'alert(1)' };
    expect(await sendFile(page, script)).toMatchObject({ error: { code: 312 } });
    expect(await sendFile(page, BASKET)).toBe('sent');
    await expect(visitor.log.getByRole('link', { name: 'basket.txt' })).toBeVisible();
    await expect(visitor.log).not.toContainText(/large|script/);
  },
);

sharedTest(
  'a file that is deleted before it is sent fails with 313, and the talk goes on',
  async ({ visitor, sites, context }) => {
    const { page } = visitor;
    await visitor.open(await plainPage(context, sites));
    expect(await ask(page, 'startChat', AT_ONCE)).toBe('session');
    expect(await sendFile(page, BASKET, true)).toMatchObject({ error: { code: 313 } });
    await visitor.say('So much for that list');
    await visitor.sees('So much for that list');
    await expect(visitor.log).not.toContainText('basket.txt');
  },
);

ownServerTest.describe('where the operator takes no files', () => {
  ownServerTest.use({ serverEnv: { TAGALONG_CONFIG: configFile({ files: false }) } });

  ownServerTest('a file fails with 310, and the talk goes on', async ({ visitor, sites, context }) => {
    const { page } = visitor;
    await visitor.open(await plainPage(context, sites));
    expect(await ask(page, 'startChat', AT_ONCE)).toBe('session');
    expect(await sendFile(page, BASKET)).toMatchObject({ error: { code: 310 } });
    await visitor.say('By word, then');
    await visitor.sees('By word, then');
  });
});
