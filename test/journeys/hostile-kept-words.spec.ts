// The words around a conversation that is kept: its title, which has the agent's name in it, and what is left out.

import { openStage } from '../hostile/open-stage.ts';
import { PAYLOADS } from '../hostile/payloads.ts';
import type { Stage } from '../hostile/stage/main.ts';
import { bare, createTally } from '../hostile/tally.ts';
import { NOTHING, UNTOUCHED, watch } from '../hostile/watch.ts';
import { expect, test } from '../support/site-test.ts';

/** `{name}` is the place of a name, whoever wrote it. */
const titled = (text: string) => `${text} {name}`.replace('{name}', () => text);
const WORDS: [place: string, css: string, form: (text: string) => string][] = [
  ['title of the page', 'title', titled],
  ['heading', 'h1', titled],
  ['what is left out', '.when + .when', (text) => text],
];

/** Runs in a page without a policy: opens each page in a frame, and tells what was achieved there and what stands there. */
async function openAll({ pages, spots }: { pages: string[]; spots: string[] }) {
  const told: { achieved: string; words: string[] }[] = [];
  for (const page of pages) {
    const frame = document.createElement('iframe');
    frame.srcdoc = page;
    await new Promise((loaded) => {
      frame.onload = loaded;
      document.body.append(frame);
    });
    const there = frame.contentWindow as unknown as { lookAround(): void; achieved: object };
    there.lookAround();
    const words = spots.map((css) => frame.contentDocument?.querySelector(css)?.textContent ?? '');
    told.push({ achieved: JSON.stringify(there.achieved), words });
    frame.remove();
  }
  return told;
}

test('hostile words around a kept conversation run nowhere', async ({ page, context, sites, browser }) => {
  const tally = createTally(PAYLOADS);
  await openStage(context, page, sites.chat);
  const make = (texts: string[]) => (window as unknown as { stage: Stage }).stage.keptPages(texts);
  const pages = await page.evaluate(make, [...PAYLOADS]);
  const elsewhere = await browser.newContext();
  const opened = await elsewhere.newPage();
  const seen = await watch(elsewhere, opened);
  await opened.goto('about:blank');
  const told = await opened.evaluate(openAll, { pages, spots: WORDS.map(([, css]) => css) });
  for (const [at, text] of PAYLOADS.entries()) {
    expect(told[at]?.achieved, text).toBe(JSON.stringify(NOTHING));
    for (const [spot, [place, , form]] of WORDS.entries()) {
      tally.stand(place, [text], new Set([bare(told[at]?.words[spot] ?? '')]), form);
    }
  }
  expect(seen).toEqual(UNTOUCHED);
  await elsewhere.close();
  tally.closes(
    'words around a kept conversation',
    WORDS.map(([place]) => place),
  );
});
