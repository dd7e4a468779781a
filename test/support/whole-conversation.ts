// Reads a conversation from its first word to its last, of which only what is in view and some around it is ever drawn.

import type { Locator } from '@playwright/test';

/** Texts of the given shape, in order. A text that stands there twice is there twice. Leaves the log at its end. */
export async function textsThroughout(log: Locator, shape: RegExp): Promise<string[]> {
  const views = await log.evaluate(readViews);
  return views.map((view) => view.flatMap((text) => text.match(shape) ?? [])).reduce(joined, []);
}

/**
 * Runs in the frame: what is drawn at each stop on the way down. The next stop is where the last that is drawn begins: no
 * text is passed by, and an engine that takes long to paint a frame paints few.
 */
async function readViews(log: Element): Promise<string[][]> {
  const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const press = (key: string) =>
    log.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  const views: string[][] = [];
  press('Home');
  for (let isLast = false; !isLast; ) {
    await drawn();
    const texts = [...log.querySelectorAll('.message .text')];
    views.push(texts.map((text) => text.textContent ?? ''));
    const before = log.scrollTop;
    const farther = (texts.at(-1) ?? log).getBoundingClientRect().top - log.getBoundingClientRect().top;
    log.scrollTop += Math.max(farther, log.clientHeight);
    isLast = log.scrollTop - before < 1;
  }
  press('End');
  await drawn();
  return views;
}

/** Each view begins in the one before: as far up as what is known goes on the same. */
function joined(known: string[], view: string[]): string[] {
  const start = known.findIndex((_, from) => known.slice(from).every((text, place) => view[place] === text));
  return start < 0 ? [...known, ...view] : [...known.slice(0, start), ...view];
}
