// Any script of the host page may post to the frame's window, and so say words of the link that are not the loader's. What
// was not said by the loader breaks nothing: the next call has its answer, and the page hears everything once.

import type { Page } from '@playwright/test';
import { FORGED, forge } from '../support/forged.ts';
import { HEALING_IN_BROWSER_MS } from '../support/healing.ts';
import { AT_ONCE, ask, EMBEDDED, plainPage, type SiteWindow } from '../support/site-script.ts';
import { expect, sharedTest as test } from '../support/site-test.ts';

const kinds = Object.entries(FORGED);

type Told = { text: string; at: number };

const median = (all: number[]) => [...all].sort((a, b) => a - b)[all.length >> 1] ?? Number.NaN;
const expectHealed = (what: string, tookMs: number[]) => {
  const worstMs = Math.max(...tookMs);
  console.log(`${what}: median ${Math.round(median(tookMs))} ms, worst ${Math.round(worstMs)} ms of ${tookMs.length}`);
  expect(worstMs, what).toBeLessThanOrEqual(HEALING_IN_BROWSER_MS);
};

/** How long a call of the site waits for its answer, and the answer. */
async function timed<Value>(call: () => Promise<Value>): Promise<{ value: Value; tookMs: number }> {
  const from = performance.now();
  const value = await call();
  return { value, tookMs: performance.now() - from };
}

/** What the page is told of messages from now on, each with its time. */
const listen = (page: Page) =>
  page.evaluate(() => {
    const { session } = window as unknown as SiteWindow;
    const told: Told[] = [];
    const ends: unknown[] = [];
    Object.assign(window, { told, ends });
    session.onMessageReceived(({ content: { text } }) => told.push({ text, at: Date.now() }));
    session.onSessionEnded((event) => ends.push(event));
  });
const told = (page: Page) => page.evaluate(() => (window as unknown as { told: Told[] }).told);

test('words of the link that a script of the page has made up disturb neither a page at rest nor a form', async ({
  visitor,
  sites,
  context,
}) => {
  const { page } = visitor;
  const tookMs: number[] = [];
  await visitor.open(await plainPage(context, sites));
  expect(await ask(page, 'restoreChat', EMBEDDED)).toBe('nothing');
  // The frame has a name only once it has been seen.
  await page.evaluate(() => document.querySelector('iframe')?.setAttribute('title', 'Chat'));
  for (const [kind, messages] of kinds) {
    await page.evaluate(forge, messages);
    const answer = await timed(() => ask(page, 'restoreChat', EMBEDDED));
    expect(answer.value, kind).toBe('nothing');
    tookMs.push(answer.tookMs);
  }
  expectHealed('at rest', tookMs.splice(0));

  const outcome = ask(page, 'startChat', EMBEDDED);
  await visitor.field('First name').fill('Ann');
  for (const [kind, messages] of kinds) {
    await page.evaluate(forge, messages);
    const answer = await timed(() => ask(page, 'startChat', EMBEDDED));
    expect(answer.value, kind).toMatchObject({ code: 200 });
    tookMs.push(answer.tookMs);
  }
  expectHealed('in registration', tookMs);
  await expect(visitor.field('First name')).toHaveValue('Ann');
  await visitor.fillForm();
  await visitor.button('Start chat').click();
  expect(await outcome).toBe('session');
});

test('words of the link that a script of the page has made up lose, double and end nothing of a talk', async ({
  visitor,
  agent,
  sites,
  context,
}) => {
  const { page } = visitor;
  const tellMs: number[] = [];
  const callMs: number[] = [];
  const said: string[] = [];
  await visitor.open(await plainPage(context, sites));
  expect(await ask(page, 'startChat', { ...AT_ONCE, username: 'Ann among forgers' })).toBe('session');
  await listen(page);
  await agent.accept('Ann among forgers');

  for (const [kind, messages] of kinds) {
    // The frame has something to say, and the page is silent.
    await page.evaluate(forge, messages);
    said.push(`after ${kind}`);
    await agent.type(`after ${kind}`);
    const sentAt = Date.now();
    await expect.poll(async () => (await told(page)).at(-1)?.text).toBe(`after ${kind}`);
    tellMs.push(((await told(page)).at(-1)?.at ?? Number.NaN) - sentAt);

    // The page has something to say.
    await page.evaluate(forge, messages);
    said.push(`beyond ${kind}`);
    const answer = await timed(() =>
      page.evaluate(async (text) => {
        const { session } = window as unknown as SiteWindow;
        return session.sendMessage(text).then(() => 'sent', JSON.stringify);
      }, `beyond ${kind}`),
    );
    expect(answer.value, kind).toBe('sent');
    callMs.push(answer.tookMs);
    await agent.sees(`beyond ${kind}`);
  }
  await expect.poll(async () => (await told(page)).map(({ text }) => text)).toEqual(said);
  expect(await page.evaluate(() => (window as unknown as { ends: unknown[] }).ends)).toEqual([]);
  expect(await ask(page, 'restoreChat', EMBEDDED)).toBe('session');
  expectHealed('an agent’s message told to the page', tellMs);
  expectHealed('a call of the page', callMs);
});
