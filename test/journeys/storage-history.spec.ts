// The beginning of a long chat, kept in the browser's own database.

import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { HISTORY_RULES } from '../contract/history-store-contract.ts';
import { chatLine } from '../support/site-faults.ts';
import { AT_ONCE, ask, EMBEDDED, plainPage, type SiteWindow } from '../support/site-script.ts';
import { expect, sharedTest as test } from '../support/site-test.ts';
import { textsIn } from '../support/visitor.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The rules and the real history as one script, which puts what came of each rule on its window. */
async function rulesForBrowsers(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, minify: false, lib: { entry: at('../support/history-in-browser.ts'), formats: ['es'] } },
  });
  const [{ output }] = built as unknown as [{ output: [{ code: string }] }];
  return output[0].code.replaceAll('</script', '<\\/script');
}

test('the browser’s own database keeps every promise of a history', async ({ page, context }) => {
  const script = await rulesForBrowsers();
  const address = 'http://history.localhost/';
  await context.route(address, (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      body: `<!doctype html><script type="module">${script}</script>`,
    }),
  );
  await page.goto(address);
  await page.waitForFunction(() => 'outcomes' in globalThis);
  const outcomes = await page.evaluate(() => (globalThis as unknown as { outcomes: [string, string][] }).outcomes);
  expect(outcomes).toEqual([
    ...HISTORY_RULES.map(({ rule }) => [rule, 'kept']),
    ['goes with the saved state of its name', 'kept'],
    ['sweeps what is left of chats that are over, and nothing else', 'kept'],
    ['stands in nobody’s way when it is deleted', 'kept'],
  ]);
});

test('a chat of 520 messages is there from its first word to its last, with its server out of reach', async ({
  visitor,
  sites,
  context,
}) => {
  test.setTimeout(180_000);
  const plain = await plainPage(context, sites);
  const line = await chatLine(context);
  const said = Array.from({ length: 520 }, (_, place) => `remark ${String(place + 1).padStart(3, '0')}`);
  await visitor.open(plain);
  expect(await ask(visitor.page, 'startChat', AT_ONCE)).toBe('session');
  for (const text of said) {
    await visitor.page.evaluate(async (words) => {
      const { session } = globalThis as unknown as SiteWindow;
      // The rate of calls is limited.
      for (;;) {
        try {
          return await session.sendMessage(words);
        } catch {
          await new Promise((resolve) => setTimeout(resolve, 200));
        }
      }
    }, text);
  }
  const onScreen = async () => {
    await visitor.showEverything();
    return textsIn(visitor.log, /remark \d{3}/g);
  };
  await expect.poll(onScreen, { timeout: 60_000 }).toEqual(said);
  // Written down a moment after it was said.
  const kept = () =>
    visitor.frame.locator(':root').evaluate(
      (_, name) =>
        new Promise((resolve) => {
          const opening = indexedDB.open(name);
          opening.onsuccess = () => {
            const counting = opening.result.transaction('entries').objectStore('entries').count();
            counting.onsuccess = () => resolve(counting.result);
            opening.result.close();
          };
        }),
      `tagalong:default:${sites.shop}`,
    );
  await expect.poll(kept, { timeout: 60_000 }).toBe(said.length);

  await line.cut();
  await visitor.open(plain);
  const outcome = ask(visitor.page, 'restoreChat', EMBEDDED);
  await visitor.sees('remark 520');
  await expect.poll(onScreen, { timeout: 15_000 }).toEqual(said);
  await expect(visitor.frame.getByText(/reconnecting/i).first()).toBeVisible();

  line.mend();
  expect(await outcome).toBe('session');
  await visitor.end();
  await expect
    .poll(() => visitor.frame.locator(':root').evaluate(async () => (await indexedDB.databases()).length))
    .toBe(0);
});
