// Hostile texts where an agent works: what the visitor types at this moment, drafts, ready answers, colleagues to hand a
// chat to. Nothing runs; a console that took texts for HTML would be caught.

import * as world from '../hostile/console-world.ts';
import { cut } from '../hostile/foreign-entries.ts';
import { PAYLOADS } from '../hostile/payloads.ts';
import { bare, createTally, standing } from '../hostile/tally.ts';
import { typeDrafts } from '../hostile/type-drafts.ts';
import { achievedIn, NOTHING, UNTOUCHED, watch } from '../hostile/watch.ts';
import { createAgent } from '../support/agent.ts';
import { openAgent, openVisitor } from '../support/server-client.ts';
import { expect, test } from '../support/site-test.ts';

const PLACES = [
  'what a visitor types',
  'draft of the agent',
  'draft in the lists',
  'answer that is offered',
  'ready answer',
  'colleague',
  'file on its way',
];
/** All of whose names begin alike are offered at once. */
const OFFERED = 8;
const COLLEAGUES = 40;
/** Hundreds of looks: the first pauses between them are the time that they take. */
const SOON = { intervals: [5, 10, 20, 50, 100] };

test.use({ serverEnv: { TAGALONG_CONFIG: world.operatorsFile(PAYLOADS) } });

test('hostile texts that are typed, drafted, offered and named run nowhere at an agent’s desk', async ({
  page,
  context,
  server,
  sites,
}) => {
  test.setTimeout(240_000);
  const seen = await watch(context, page);
  const { port } = server;
  const { channel } = await openVisitor(port);
  const tally = createTally(PAYLOADS);
  const root = page.locator(':root');
  await page.goto(`${sites.chat}/agent`);
  const agent = createAgent(page);
  await agent.accept('Ann');

  for (const text of PAYLOADS) {
    channel.send({ type: 'typing', id: 'typing-now', isTyping: true, text });
    const typed = page.locator('.typing-text');
    if (bare(text)) await expect.poll(async () => bare((await typed.textContent()) ?? ''), SOON).toBe(bare(text));
    tally.shows('what a visitor types', text);
  }
  channel.send({ type: 'typing', id: 'typing-over', isTyping: false, text: null });
  await expect(page.locator('.typing-text')).toHaveCount(0);
  const { written, copied } = await typeDrafts(agent.reply, PAYLOADS, '.chat-last bdi');
  tally.stand('draft of the agent', PAYLOADS, written);
  tally.stand('draft in the lists', PAYLOADS, copied);
  expect(await achievedIn(root)).toEqual(NOTHING);

  for (let from = 0; from < PAYLOADS.length; from += OFFERED) {
    await agent.reply.fill(`/${world.shortcutOf(from).slice(0, -1)}`);
    const part = PAYLOADS.slice(from, from + OFFERED);
    tally.stand('answer that is offered', part, await standing(root, '.canned-text'));
  }
  await agent.reply.fill('');
  await page.getByRole('button', { name: 'Ready answers' }).click();
  tally.stand('ready answer', PAYLOADS, await standing(root, '.answer-text'));
  await page.getByRole('button', { name: 'Close', exact: true }).click();

  for (let from = 0; from < PAYLOADS.length; from += COLLEAGUES) {
    const part = PAYLOADS.slice(from, from + COLLEAGUES);
    const colleagues = await Promise.all(part.map((text) => openAgent(port, world.agentNameOf(text))));
    await page.getByRole('button', { name: 'Hand over', exact: true }).click();
    await expect(page.locator('.colleague')).toHaveCount(
      new Set(part.map((text) => world.agentNameOf(text).trim())).size,
    );
    tally.stand('colleague', part, await standing(root, '.colleague bdi'), world.agentNameOf);
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    for (const colleague of colleagues) colleague.channel.close();
    await Promise.all(colleagues.map((colleague) => colleague.channel.closed));
  }

  await page.evaluate(
    (names) => {
      const picker = document.querySelector<HTMLInputElement>('input[type=file]');
      for (const name of names) {
        const given = new DataTransfer();
        // Of no kind that is taken: it stays in the list with its name.
        given.items.add(new File(['x'], name, { type: 'application/x-hostile' }));
        if (picker) picker.files = given.files;
        picker?.dispatchEvent(new Event('change'));
      }
    },
    PAYLOADS.map((text) => cut(text, 255)),
  );
  await expect(page.locator('.upload-name')).toHaveCount(PAYLOADS.length);
  tally.stand('file on its way', PAYLOADS, await standing(root, '.upload-name'), (text) => cut(text, 255));

  expect(await achievedIn(root)).toEqual(NOTHING);
  await expect(page).toHaveTitle('Agent console');
  expect(seen).toEqual(UNTOUCHED);
  tally.closes('desk', PLACES);
});

test('a console that takes texts for HTML, or addresses as they are, is caught', async ({ page, context, sites }) => {
  await watch(context, page);
  await page.goto(`${sites.chat}/agent`);
  await expect(page.getByRole('list', { name: 'Waiting' })).toBeAttached();
  const root = page.locator(':root');
  expect(await achievedIn(root)).toEqual(NOTHING);
  await root.evaluate((_root, texts) => {
    for (const text of texts) {
      const name = document.createElement('bdi');
      document.querySelector('.sidebar')?.append(name);
      const link = document.createElement('a');
      link.href = text;
      name.append(link);
      try {
        name.insertAdjacentHTML('beforeend', text);
      } catch {
        // The console's policy takes no HTML at all, and tells.
      }
    }
  }, PAYLOADS);
  await expect.poll(async () => (await achievedIn(root)).stopped.length).toBeGreaterThanOrEqual(PAYLOADS.length);
  expect((await achievedIn(root)).links.length).toBeGreaterThan(10);
});
