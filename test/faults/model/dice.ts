// Chance within a world that can be had again: the same seed throws the same. What is done in a history is drawn elsewhere.

import fc from 'fast-check';
import { drawn } from './draw.ts';

export type Dice = {
  /** In [0, 1). */
  fraction(): number;
  chance(probability: number): boolean;
  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number;
  oneOf<Item>(items: readonly Item[]): Item;
};

const SIDES = 2 ** 32;
const THROWS = fc.noBias(fc.infiniteStream(fc.integer({ min: 0, max: SIDES - 1 }), { noHistory: true }));

export function createDice(seed: number): Dice {
  const throws = drawn(THROWS, seed);
  const fraction = (): number => throws.next().value / SIDES;
  const between = (least: number, most: number): number => least + Math.floor(fraction() * (most - least + 1));
  return {
    fraction,
    between,
    chance: (probability) => fraction() < probability,
    oneOf<Item>(items: readonly Item[]): Item {
      return items[between(0, items.length - 1)] as Item;
    },
  };
}

/** Ids of 22 letters, each once in a world; the last ones tell them apart. */
export function createIds(prefix: string): () => string {
  let made = 0;
  return () => {
    made += 1;
    return `${prefix}-${String(made).padStart(21 - prefix.length, '0')}`;
  };
}
