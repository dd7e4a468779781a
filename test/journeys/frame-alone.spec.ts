// The frame's document is loaded anew, as a browser does that had thrown it away, beneath a page that goes on.

import { HEALING_IN_BROWSER_MS } from '../support/healing.ts';
import { AT_ONCE, ask, EMBEDDED, plainPage, type SiteWindow } from '../support/site-script.ts';
import { expect, sharedTest as test } from '../support/site-test.ts';
import type { Visitor } from '../support/visitor.ts';

async function reloadFrame({ frame }: Visitor): Promise<void> {
  await frame.locator(':root').evaluate((root) => {
    root.dataset.before = 'yes';
  });
  await expect(frame.locator('html[data-before]')).toHaveCount(1);
  await frame.locator(':root').evaluate(() => location.reload());
  await expect(frame.locator('html[data-before]')).toHaveCount(0);
}

test('a form comes back as it was filled in when the frame alone is loaded anew', async ({
  visitor,
  sites,
  context,
}) => {
  await visitor.open(await plainPage(context, sites));
  const outcome = ask(visitor.page, 'startChat', { embedded: true });
  await visitor.field('First name').fill('Ann');
  await visitor.field('Email').fill('ann@exam');
  await reloadFrame(visitor);
  await expect(visitor.field('First name')).toHaveValue('Ann');
  await expect(visitor.field('Email')).toHaveValue('ann@exam');
  await visitor.field('Email').fill('ann@example.org');
  await visitor.button('Start chat').click();
  expect(await outcome).toBe('session');
});

test('a talk goes on when the frame alone is loaded anew, and the page hears nothing twice', async ({
  visitor,
  agent,
  sites,
  context,
}) => {
  await visitor.open(await plainPage(context, sites));
  expect(await ask(visitor.page, 'startChat', { ...AT_ONCE, username: 'Ann of the frame' })).toBe('session');
  await visitor.page.evaluate(() => {
    const { session } = window as unknown as { session: { onMessageReceived(run: (event: unknown) => void): void } };
    const texts: string[] = [];
    Object.assign(window, { texts });
    session.onMessageReceived((event) => texts.push((event as { content: { text: string } }).content.text));
  });
  await agent.accept('Ann of the frame');
  await visitor.say('before');
  await agent.sees('before');
  await reloadFrame(visitor);
  await agent.say('after');
  await visitor.sees('before');
  await visitor.sees('after');
  await expect
    .poll(() => visitor.page.evaluate(() => (window as unknown as { texts: string[] }).texts))
    .toEqual(['before', 'after']);
});

/** The frame's document throws itself away when it hears such a word of the handshake, once for each. */
const reloadAt = (words: string[]): void => {
  if (!location.pathname.startsWith('/frame/')) return;
  const turn = Number(sessionStorage.getItem('turn'));
  sessionStorage.setItem('turn', `${turn + 1}`);
  const word = words[turn];
  if (word) addEventListener('message', ({ data }) => new RegExp(word).test(data.type) && location.reload());
};

test('a frame that is loaded anew in the middle of its handshake, twice in a row, gives the chat all the same', async ({
  visitor,
  sites,
  context,
}) => {
  await context.addInitScript(reloadAt, ['SYN', 'SYN|ACK']);
  await visitor.open(await plainPage(context, sites));
  expect(await ask(visitor.page, 'restoreChat', EMBEDDED)).toBe('nothing');
  // Its answer may come from a document that is about to go.
  const turns = () =>
    visitor.page
      .frames()
      .at(-1)
      ?.evaluate(() => sessionStorage.getItem('turn'))
      .catch(() => 'between two documents');
  await expect.poll(turns).toBe('3');
  expect(await ask(visitor.page, 'startChat', AT_ONCE)).toBe('session');
});

test('what the page asks while the frame alone is loaded anew is answered or refused with a code, and is done once', async ({
  visitor,
  agent,
  sites,
  context,
}) => {
  const { page } = visitor;
  await visitor.open(await plainPage(context, sites));
  expect(await ask(page, 'startChat', { ...AT_ONCE, username: 'Ann in between' })).toBe('session');
  await agent.accept('Ann in between');
  /** Asks without a pause until told to stop, and says a word as the first. */
  const asking = page.evaluate(async () => {
    const { session } = window as unknown as SiteWindow;
    const answers: { outcome: unknown; tookMs: number }[] = [];
    const timed = (call: PromiseLike<unknown>) => {
      const from = performance.now();
      const note = (outcome: unknown) => answers.push({ outcome, tookMs: performance.now() - from });
      return call.then(
        () => note('done'),
        (event) => note(event.error.code),
      );
    };
    const all = [timed(session.sendMessage('on its way'))];
    while (!(window as { enough?: true }).enough) {
      all.push(timed(session.getUserData('any')));
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    await Promise.all(all);
    return answers;
  });
  await reloadFrame(visitor);
  await reloadFrame(visitor);
  await agent.say('meanwhile');
  await visitor.sees('meanwhile');
  await page.evaluate(() => Object.assign(window, { enough: true }));
  const answers = await asking;
  const refused = answers.filter(({ outcome }) => outcome !== 'done');
  // The frame was not there, or its line to the server was not yet.
  for (const { outcome } of refused) expect([300, 100]).toContain(outcome);
  expect(answers.at(-1)?.outcome).toBe('done');
  const worstMs = Math.max(...answers.map(({ tookMs }) => tookMs));
  console.log(`${answers.length} calls, ${refused.length} refused, the last answer after ${Math.round(worstMs)} ms`);
  expect(worstMs).toBeLessThanOrEqual(HEALING_IN_BROWSER_MS);

  expect(
    await page.evaluate(async () => {
      const { session } = window as unknown as SiteWindow;
      return session.sendMessage('afterwards').then(() => 'sent', JSON.stringify);
    }),
  ).toBe('sent');
  await agent.sees('afterwards');
  await visitor.sees('afterwards');
  for (const side of [agent, visitor]) {
    const texts = (await side.log.textContent())?.match(/on its way|meanwhile|afterwards/g);
    expect(texts).toEqual(['on its way', 'meanwhile', 'afterwards']);
  }
});
