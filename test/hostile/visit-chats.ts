// Opens one chat after the other in the console, from its lists, and reads what stands in each.

import type { Page } from '@playwright/test';
import { bare } from './tally.ts';

/** By place: the selector of what is read there. */
export type Spots = Readonly<Record<string, string>>;

type Given = { ids: readonly string[]; spots: Spots };

/** Runs in the page. */
async function visit({ ids, spots }: Given): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  const drawn = () => new Promise((done) => requestAnimationFrame(done));
  const isThere = () =>
    document.querySelector('.log[aria-busy=false]') && document.querySelector('.agents-note') !== null;
  /** Without what is added to a link. */
  const wordsOf = (element: Element): string => {
    const copy = element.cloneNode(true) as Element;
    for (const host of copy.querySelectorAll('a > b')) host.remove();
    return copy.textContent ?? '';
  };
  for (const id of ids) {
    document.querySelector<HTMLAnchorElement>(`a[href="#chat-${id}"]`)?.click();
    for (let looks = 0; !(isThere() && document.querySelector(`[href="#chat-${id}"][aria-current]`)); looks += 1) {
      if (looks > 600) throw new Error(`chat ${id} did not come`);
      await drawn();
    }
    for (const [place, css] of Object.entries(spots)) {
      found[place] ??= [];
      found[place].push(...[...document.querySelectorAll(css)].map(wordsOf));
    }
  }
  return found;
}

export async function visitChats(page: Page, ids: readonly string[], spots: Spots) {
  const found = await page.evaluate(visit, { ids, spots });
  return new Map(Object.entries(found).map(([place, words]) => [place, new Set(words.map(bare))]));
}
