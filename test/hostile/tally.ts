// Counts what a journey has put where: each text in each place is shown or refused, none is forgotten, and there are as
// many as were promised. Knows no page.

import type { Locator } from '@playwright/test';
import { expect } from '../support/site-test.ts';
import { PAYLOADS } from './payloads.ts';

/** Each is of every kind; the three are all of them. */
export const third = (which: 0 | 1 | 2): readonly string[] => PAYLOADS.filter((_, place) => place % 3 === which);

/** All of them in Chromium, a third in the other engines. */
export const textsFor = (engine: string): readonly string[] => (engine === 'chromium' ? PAYLOADS : third(0));

/** Where Chromium is only the name of a driver that is another's. */
export const engineOf = (browserName: string, driver: string): string =>
  driver === 'webkitgtk' ? driver : browserName;

/** What of a text can be compared: layout, invisible and half characters are changed by fields, stores and fonts. */
export const bare = (text: string): string => text.replace(/[\s\p{C}\ufffd]+/gu, '');

/** Whether an address may be followed at all: written anew here, so that no mistake of the product's is taken along. */
export const leadsOn = (address: string): boolean =>
  URL.canParse(address) && /^(https?|mailto|tel):$/.test(new URL(address).protocol);

/** Which elements, and what of them: their text, or an attribute or property. */
export type Spot = readonly [css: string, what?: string];

/** What stands in each of the elements of each spot, read at once. */
export async function standingAt(root: Locator, spots: readonly Spot[]): Promise<Set<string>[]> {
  const read = new Function(
    '_root',
    'spots',
    `return spots.map(([css, what = 'textContent']) => [...document.querySelectorAll(css)].map((element) =>
      String(element.getAttribute(what) ?? element[what] ?? '').toWellFormed()));`,
  ) as (root: unknown, spots: readonly Spot[]) => string[][];
  return (await root.evaluate(read, spots)).map((words) => new Set(words.map(bare)));
}

export async function standing(root: Locator, ...spot: Spot): Promise<Set<string>> {
  const [words] = await standingAt(root, [spot]);
  return words ?? new Set();
}

/** So many were promised. */
const LEAST = 300;

export function createTally(texts: readonly string[]) {
  const places = new Map<string, { shown: Set<string>; refused: Set<string> }>();
  const at = (place: string) => {
    const known = places.get(place) ?? { shown: new Set(), refused: new Set() };
    places.set(place, known);
    return known;
  };
  const sum = (which: 'shown' | 'refused') => [...places.values()].reduce((all, place) => all + place[which].size, 0);
  return {
    shows(place: string, text: string): void {
      at(place).shown.add(text);
    },
    refuses(place: string, text: string): void {
      at(place).refused.add(text);
    },
    /** Of these texts, those that stand there count as shown; all of them have to. */
    stand(place: string, given: readonly string[], found: ReadonlySet<string>, form = (text: string) => text): void {
      // Of a blank text there is nothing to be seen.
      const missing = given.filter((text) => bare(form(text)) && !found.has(bare(form(text))));
      expect(missing, `not shown: ${place}`).toEqual([]);
      for (const text of given) at(place).shown.add(text);
    },
    /** Every text in every one of these places, and a line that says so. */
    closes(title: string, expected: readonly string[]): void {
      expect([...places.keys()].sort()).toEqual([...expected].sort());
      for (const [place, { shown, refused }] of places) {
        const forgotten = texts.filter((text) => !shown.has(text) && !refused.has(text));
        expect(forgotten, `neither shown nor refused: ${place}`).toEqual([]);
      }
      expect(texts.length).toBeGreaterThanOrEqual(texts.length === PAYLOADS.length ? LEAST : LEAST / 3);
      const numbers = `${texts.length} payloads × ${places.size} places, ${sum('shown')} shown, ${sum('refused')} refused`;
      console.log(`${title}: ${numbers}; 0 executed, 0 policy reports, 0 dialogs, 0 unlisted links`);
    },
  };
}
export type Tally = ReturnType<typeof createTally>;
