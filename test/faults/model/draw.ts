// Words for what fast-check draws, of which plans are made. Knows of no fault and of no world.

import fc from 'fast-check';
import type { Step } from './steps.ts';

/** Each as often as its weight says; what does not matter to a failure is shrunk to the first. */
export const weighted = <Item>(...items: readonly (readonly [weight: number, item: fc.Arbitrary<Item>])[]) =>
  fc.oneof({ withCrossShrink: true }, ...items.map(([weight, arbitrary]) => ({ weight, arbitrary })));

/** As `weighted`, of items that are known. */
export const weightedOf = <Item>(...items: readonly (readonly [weight: number, item: Item])[]): fc.Arbitrary<Item> =>
  weighted(...items.map(([weight, item]) => [weight, fc.constant(item)] as const));

export const between = (least: number, most: number): fc.Arbitrary<number> => fc.integer({ min: least, max: most });

export const waitOf = (leastMs: number, mostMs: number): fc.Arbitrary<Step> =>
  between(leastMs, mostMs).map((ms) => ({ do: 'wait', ms }));

/** What a step is shrunk to that does not matter: what comes after it keeps its place and, nearly, its time. */
const NOTHING: Step = { do: 'wait', ms: 0 };
/** fast-check shrinks only to what it can draw as well: one step in so many is nothing from the beginning. */
const SELDOM = 1_000_000;

/** So many steps. */
export const stepsOf = <Any>(count: number, step: fc.Arbitrary<Any>): fc.Arbitrary<(Any | Step)[]> =>
  fc.array(fc.option(step, { nil: NOTHING, freq: SELDOM }), { minLength: count, maxLength: count });

/** For the eye: those that matter. */
export const withoutNothing = <Any>(steps: readonly Any[]): Any[] => steps.filter((step) => step !== NOTHING);

/** For the dice of a world, in which nothing is simpler than anything else. */
export const worldSeed: fc.Arbitrary<number> = fc.noShrink(between(0, 0x7fff_ffff));

/** What fast-check would try first with this seed. */
export const drawn = <Item>(items: fc.Arbitrary<Item>, seed: number): Item =>
  fc.sample(items, { seed, numRuns: 1 })[0] as Item;

/** Where among the steps, and by whom. */
type DrawnEnd = { at: number; step: Step };

/** In every third schedule the chat is ended, at some moment of its second half. */
export const drawEnd = (stepCount: number, tabCount: number): fc.Arbitrary<DrawnEnd | null> => {
  const byVisitor: fc.Arbitrary<Step> = between(0, tabCount - 1).map((tab) => ({ do: 'leave', tab }));
  const step = weighted<Step>([4, byVisitor], [1, fc.constant({ do: 'agentEnds' })]);
  const end = fc.tuple(between(stepCount >> 1, stepCount), step).map(([at, which]) => ({ at, step: which }));
  return weighted<DrawnEnd | null>([2, fc.constant(null)], [1, end]);
};

export const withEnd = <Any>(steps: readonly Any[], end: DrawnEnd | null): (Any | Step)[] =>
  end ? [...steps.slice(0, end.at), end.step, ...steps.slice(end.at)] : [...steps];
