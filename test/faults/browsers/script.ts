// What happens in one chat, drawn from a seed before anything does: who says what, in which tab, what becomes of the pages,
// when trouble comes and goes. The same seed and kind give the same script in every engine.

import { seededRandom } from '../../support/site-random.ts';
import { drawPlan, type FaultKind, KINDS } from '../proxy/draw-plan.ts';
import type { Plan } from '../proxy/fault-proxy.ts';

export type Step =
  | { do: 'visitorSays'; tab: number; text: string }
  | { do: 'agentSays'; text: string }
  | { do: 'reload'; tab: number }
  | { do: 'navigate' | 'openTab'; tab: number; page: string }
  | { do: 'closeTab'; tab: number }
  | { do: 'trouble'; plan: Plan }
  /** Until the trouble has shown itself. */
  | { do: 'feelIt' }
  /** The trouble lasts so much longer, and is over. */
  | { do: 'calm'; afterMs: number };

export type Script = {
  /** Trouble while the chat begins; it ends by itself. */
  beginning: Plan;
  steps: readonly Step[];
  /** What is left of the dice, for the proxy. */
  random: () => number;
};

const PAGES = ['/', '/oolong.html', '/teapot.html', '/about.html', '/long-polling.html'];
const MIN_STEPS = 15;
const MAX_STEPS = 25;
const LONGEST_LINGER_MS = 1_500;
const TROUBLED_BEGINNINGS = 0.3;

/** Kinds of one seed differ, also where their first dice are the same. */
const mixed = (seed: number, kind: FaultKind): number => seed * 1_009 + KINDS.indexOf(kind) * 7_919;

function drawBeginning(kind: FaultKind, random: () => number): Plan {
  if (random() >= TROUBLED_BEGINNINGS) return [];
  return [...drawPlan(kind, random), { when: { ms: 100 + Math.floor(random() * 2_000) }, fault: null }];
}

export function drawScript(seed: number, kind: FaultKind): Script {
  const random = seededRandom(mixed(seed, kind));
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const wanted = MIN_STEPS + Math.floor(random() * (MAX_STEPS - MIN_STEPS + 1));
  const hasSecondTab = random() < 0.4;
  const steps: Step[] = [];
  const open = [1];
  let tabs = 1;
  let said = 0;

  const say = (): Step => {
    said += 1;
    const [by, number] = [random() < 0.6 ? 'v' : 'a', String(said).padStart(2, '0')];
    if (by === 'a') return { do: 'agentSays', text: `a-${number}` };
    const tab = pick(open);
    return { do: 'visitorSays', tab, text: `v${tab}-${number}` };
  };
  const openTab = (): Step => {
    tabs += 1;
    open.push(tabs);
    return { do: 'openTab', tab: tabs, page: pick(PAGES) };
  };
  const closeTab = (): Step => {
    const tab = pick(open);
    open.splice(open.indexOf(tab), 1);
    return { do: 'closeTab', tab };
  };
  const some = (): Step => {
    const dice = random();
    if (dice < 0.6) return say();
    if (dice < 0.75) return { do: 'reload', tab: pick(open) };
    if (dice < 0.85 || !hasSecondTab) return { do: 'navigate', tab: pick(open), page: pick(PAGES) };
    return open.length === 1 ? openTab() : closeTab();
  };
  const several = (low: number, high: number): Step[] =>
    Array.from({ length: low + Math.floor(random() * (high - low + 1)) }, some);

  while (steps.length < wanted) {
    steps.push(...several(1, 3), { do: 'trouble', plan: drawPlan(kind, random) }, ...several(1, 2), say());
    if (random() < 0.7) steps.push({ do: 'feelIt' }, ...several(0, 2));
    steps.push({ do: 'calm', afterMs: Math.floor(random() ** 2 * LONGEST_LINGER_MS) });
  }
  return { beginning: drawBeginning(kind, random), steps, random };
}
