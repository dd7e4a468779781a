// The beginning of a long chat, kept in the browser's own database.

import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { FILE_RULES } from '../contract/file-store-contract.ts';
import { HISTORY_RULES } from '../contract/history-store-contract.ts';
import { configFile } from '../support/config-file.ts';
import { chatPost, newId } from '../support/server-client.ts';
import { chatLine } from '../support/site-faults.ts';
import { AT_ONCE, ask, EMBEDDED, plainPage } from '../support/site-script.ts';
import { expect, test } from '../support/site-test.ts';
import { textsThroughout } from '../support/whole-conversation.ts';

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
  await expect.poll(() => page.evaluate(() => 'outcomes' in globalThis), { timeout: 60_000 }).toBe(true);
  const outcomes = await page.evaluate(() => (globalThis as unknown as { outcomes: [string, string][] }).outcomes);
  expect(outcomes).toEqual([
    ...HISTORY_RULES.map(({ rule }) => [rule, 'kept']),
    ['goes with the saved state of its name', 'kept'],
    ['sweeps what is left of chats that are over, and nothing else', 'kept'],
    ['makes anew what is not as it was made', 'kept'],
    ['stands in nobody’s way when it is deleted', 'kept'],
    ...FILE_RULES.map(({ rule }) => [rule, 'kept']),
  ]);
});

/** An operator who limits nothing that this test does. */
const UNLIMITED = configFile({ limits: { messagesPerSession: { burst: 9_999, perSecond: 9_999 } } });

test.use({ serverEnv: { TAGALONG_CONFIG: UNLIMITED } });

test('a chat of 520 messages is there from its first word to its last, with its server out of reach', async ({
  visitor,
  sites,
  server,
  context,
}) => {
  test.setTimeout(180_000);
  const plain = await plainPage(context, sites);
  const line = await chatLine(context);
  const name = `tagalong:default:${sites.shop}`;
  const said = Array.from({ length: 520 }, (_, place) => `remark ${String(place + 1).padStart(3, '0')}`);
  await visitor.open(plain);
  expect(await ask(visitor.page, 'startChat', AT_ONCE)).toBe('session');
  const session = await visitor.frame.locator(':root').evaluate((_, key) => {
    const state = JSON.parse(localStorage.getItem(key) ?? '');
    return state.saved.session;
  }, name);
  await visitor.open('about:blank');
  for (const text of said) {
    const id = newId();
    const request = { type: 'append', id, contentType: 'text', text };
    expect((await chatPost(server.port, 'call', { session, writerEpoch: 0, request })).json.result.ok).toBe(true);
  }
  const onScreen = () => textsThroughout(visitor.log, /remark \d{3}/g);
  await visitor.open(plain);
  expect(await ask(visitor.page, 'restoreChat', EMBEDDED)).toBe('session');
  await expect(visitor.log).toContainText('remark 520', { timeout: 60_000 });
  // Written down a moment after it was said.
  const kept = () =>
    visitor.frame.locator(':root').evaluate(async (_, name) => {
      const names = (await indexedDB.databases()).map((database) => database.name);
      if (!names.includes(name)) return 0;
      return new Promise((resolve) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => {
          const counting = opening.result.transaction('entries').objectStore('entries').count();
          counting.onsuccess = () => resolve(counting.result);
          opening.result.close();
        };
      });
    }, name);
  await expect.poll(kept, { timeout: 60_000 }).toBe(said.length);

  await line.cut();
  await visitor.open(plain);
  const outcome = ask(visitor.page, 'restoreChat', EMBEDDED);
  await visitor.sees('remark 520');
  await expect.poll(onScreen, { timeout: 60_000 }).toEqual(said);
  await expect(visitor.frame.getByText(/reconnecting/i).first()).toBeVisible();

  line.mend();
  expect(await outcome).toBe('session');
  await visitor.end();
  await expect
    .poll(() => visitor.frame.locator(':root').evaluate(async () => (await indexedDB.databases()).length))
    .toBe(0);
});
