// Draws a fault of a kind, and a plan of its coming and going, from given dice. The kinds are the rows of the published table.

import type { Direction, Fault, Trigger } from './fault.ts';
import type { Plan, When } from './fault-proxy.ts';

type Random = () => number;

const between = (random: Random, low: number, high: number): number => low + Math.floor(random() * (high - low + 1));
const oneOf = <Item>(random: Random, items: readonly Item[]): Item =>
  items[between(random, 0, items.length - 1)] as Item;

const direction = (random: Random): Direction => oneOf(random, ['up', 'down']);
const trigger = (random: Random): Trigger => ({ messages: between(random, 1, 4), direction: direction(random) });
/** In a part of the runs documents and scripts are as slow as the chat. */
const scope = (random: Random): Pick<Fault, 'scope'> => (random() < 0.3 ? { scope: 'everything' } : {});

function hole(random: Random, directions: readonly Direction[]): Fault {
  const afterwards = oneOf(random, ['flow', 'flow', 'reset', 'reset', 'forgotten'] as const);
  return { kind: 'blackHole', directions, afterwards };
}

export const FAULT_KINDS = {
  delay: (random) => ({ kind: 'delay', ms: between(random, 50, 800), ...scope(random) }),
  jitter: (random) => ({ kind: 'jitter', maxMs: between(random, 50, 1_000), ...scope(random) }),
  'slow drip': (random) => ({ kind: 'drip', bytes: between(random, 20, 200), everyMs: between(random, 2, 10) }),
  reset: (random) => ({
    ...{ kind: 'reset', trigger: trigger(random), isDelivered: random() < 0.5 },
    far: oneOf(random, ['ended', 'silent'] as const),
  }),
  'half-close': (random) => ({
    ...{ kind: 'halfClose', trigger: trigger(random), toward: oneOf(random, ['browser', 'server'] as const) },
  }),
  'black hole up': (random) => hole(random, ['up']),
  'black hole down': (random) => hole(random, ['down']),
  'black hole both ways': (random) => hole(random, ['up', 'down']),
  'cut after bytes': (random) => ({ kind: 'cut', afterBytes: between(random, 1, 1_500), direction: direction(random) }),
  'refused upgrade': (random) => ({
    ...{ kind: 'refusedUpgrade', answer: oneOf(random, [400, 403, 404, 426, 500, 502, 503, 'reset'] as const) },
  }),
  'duplicated frames': (random) => ({ kind: 'duplicate', chance: 0.3 + 0.7 * random(), lag: between(random, 1, 4) }),
  'reordered frames': (random) => ({ kind: 'reorder', chance: 0.3 + 0.7 * random(), lag: between(random, 1, 4) }),
  'server unreachable': () => ({ kind: 'unreachable' }),
} as const satisfies Record<string, (random: Random) => Fault>;

export type FaultKind = keyof typeof FAULT_KINDS;
export const KINDS = Object.keys(FAULT_KINDS) as FaultKind[];

const soon = (random: Random): When =>
  random() < 0.5 ? { ms: between(random, 0, 150) } : { messages: between(random, 1, 3) };

/** The fault comes, and in a part of the plans goes and comes again. It stays until somebody ends it. */
export function drawPlan(kind: FaultKind, random: Random): Plan {
  const returns = random() < 0.3 ? between(random, 1, 2) : 0;
  const flapping = Array.from({ length: returns }, () => [
    { when: soon(random), fault: FAULT_KINDS[kind](random) },
    { when: { ms: between(random, 50, 600) }, fault: null },
  ]).flat();
  return [...flapping, { when: soon(random), fault: FAULT_KINDS[kind](random) }];
}
