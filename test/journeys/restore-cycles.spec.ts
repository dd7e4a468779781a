// The same chat, again and again: whatever is on the screen before the page goes is on it when the next one is there. CYCLES
// sets how often.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { enConversation } from '../../frame/locale/en-conversation.ts';
import type { Agent } from '../support/agent.ts';
import { writtenByChromium } from '../support/chromium-disk.ts';
import { expect, test } from '../support/site-test.ts';
import { createVisitor, type Visitor } from '../support/visitor.ts';

const CYCLES = Number(process.env.CYCLES ?? 12);
/** Much longer than a cycle takes on a machine that has other things to do. */
const CYCLE_LIMIT_MS = 15_000;

const { deliverySent, deliveryDelivered, deliveryRead } = enConversation;
/** How far the agent has come with a message goes on by itself. */
const MARKS = [deliverySent, deliveryDelivered, deliveryRead];

/** How many lines are drawn at least; how many more depends on where the page came in. */
const NEWEST_LINES = 24;

/** Everything that can be read in the chat, and what is typed in it; where reading stopped is a page's own. */
const screen = ({ frame }: Visitor) =>
  frame.locator(':root').evaluate(
    (_, { marks, newest }) => {
      const older = [...document.querySelectorAll('.lines > :not(.new)')].slice(0, -newest);
      const isAside = (element: Element) =>
        element.closest('.new, .face, .jump') !== null || older.some((line) => line.contains(element));
      const words: string[] = [];
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        const word = text.textContent?.trim() ?? '';
        const isShown = text.parentElement?.checkVisibility({ visibilityProperty: true });
        if (word && isShown && !marks.includes(word) && !isAside(text.parentElement as Element)) words.push(word);
      }
      const fields = [...document.querySelectorAll('textarea, input')] as HTMLInputElement[];
      return { words, typed: fields.map(({ value }) => value) };
    },
    { marks: MARKS, newest: NEWEST_LINES },
  );

/** Something new each time: words of either side, a draft, a small window with unread messages, a large one again. */
const changes: ((visitor: Visitor, agent: Agent, words: string) => Promise<unknown>)[] = [
  async (visitor, agent, words) => {
    await agent.say(words);
    await visitor.hears('messageReceived', words);
  },
  (visitor, _, words) => visitor.message.fill(`draft, ${words}`),
  async (visitor, agent, words) => {
    await visitor.button('Minimize').click();
    await agent.say(words);
    await expect(visitor.button('Restore')).toHaveAccessibleDescription('1 unread message');
  },
  async (visitor) => {
    await visitor.button('Restore').click();
    await expect(visitor.message).toBeVisible();
  },
  async (visitor, agent, words) => {
    await visitor.say(words);
    await visitor.hears('messageReceived', words);
    await agent.sees(words);
  },
];

/** When it was last written down, by its own account. */
const lastWritten = (text: string): number =>
  Math.max(0, ...[...text.matchAll(/"aliveAt":(\d+)/g)].map(([, at]) => Number(at)));

/** As people close it: the page goes first. And not before what stands on the screen is the browser's to keep. */
async function close(visitor: Visitor, typed: string[], profile: string): Promise<void> {
  const saved = () => visitor.frame.locator(':root').evaluate(() => Object.values(localStorage).join('\n'));
  for (const words of typed.filter(Boolean)) await expect.poll(saved).toContain(JSON.stringify(words));
  const at = lastWritten(await saved());
  const context = visitor.page.context();
  await visitor.page.close();
  await expect.poll(() => lastWritten(writtenByChromium(profile))).toBeGreaterThanOrEqual(at);
  await context.close();
}

/** The same as before, once the frame has its document: one that is just coming cannot be asked. */
async function isBack(visitor: Visitor, before: Awaited<ReturnType<typeof screen>>, cycle: number): Promise<void> {
  await expect(visitor.frame.locator('h1')).toBeVisible();
  await expect.poll(() => screen(visitor), `cycle ${cycle}`).toEqual(before);
}

async function change(visitor: Visitor, agent: Agent, round: number): Promise<void> {
  await changes[round % changes.length]?.(visitor, agent, `round ${round}`);
}

async function begin(visitor: Visitor, agent: Agent, shop: string): Promise<void> {
  await visitor.open(shop);
  await visitor.startChat();
  await agent.accept('Ann');
  await visitor.hears('agentConnected');
}

test('the same chat is there after each of many reloads, walks and steps back', async ({ visitor, agent, sites }) => {
  test.setTimeout(60_000 + CYCLES * CYCLE_LIMIT_MS);
  const leaves = [() => visitor.page.reload(), () => visitor.walkTo('Tea'), () => visitor.page.goBack()];
  await begin(visitor, agent, sites.shop);
  for (let cycle = 0; cycle < CYCLES; cycle += 1) {
    const step = cycle % leaves.length;
    // A page that is kept for a step back has its own window and draft: nothing of these changes in between.
    if (step === 0) await change(visitor, agent, cycle / leaves.length);
    const before = await screen(visitor);
    await leaves[step]?.();
    await isBack(visitor, before, cycle);
  }
});

test('the same chat is there each time the browser has been closed and opened again', async ({
  playwright,
  agent,
  sites,
}) => {
  test.setTimeout(60_000 + CYCLES * CYCLE_LIMIT_MS);
  const profile = mkdtempSync(join(tmpdir(), 'tagalong-profile-'));
  const openBrowser = () => playwright.chromium.launchPersistentContext(profile);
  let context = await openBrowser();
  let visitor = createVisitor(await context.newPage());
  await begin(visitor, agent, sites.shop);
  for (let cycle = 0; cycle < CYCLES; cycle += 1) {
    await change(visitor, agent, cycle);
    const before = await screen(visitor);
    await close(visitor, before.typed, profile);
    context = await openBrowser();
    visitor = createVisitor(await context.newPage());
    await visitor.open(sites.shop);
    await isBack(visitor, before, cycle);
  }
  await context.close();
  rmSync(profile, { recursive: true, force: true });
});
