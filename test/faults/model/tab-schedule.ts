// Two to four tabs of one chat, of which some are closed, die or freeze, again and again. Besides what every history is
// judged by: who leads, how soon somebody leads again and is heard by the server, and that the server never takes words of two.

import { isLive } from '../../../frame/session/selectors.ts';
import { ANSWER_LIMIT_MS, ASK_EVERY_MS } from '../../../frame/tabs/leadership.ts';
import type { Violation } from '../history-checker.ts';
import { createJudge } from './judge.ts';
import type { Page } from './page.ts';
import { perform } from './steps.ts';
import type { Act, TabPlan, TabStep } from './tab-plans.ts';
import type { Tab } from './tabs.ts';
import { createWorld, type World } from './world.ts';

/** How soon another tab leads, by what has become of the one that led. */
export const LIMITS_MS = { kill: 2_000, close: 2_000, freeze: ASK_EVERY_MS + ANSWER_LIMIT_MS + 100 } as const;
/** How soon after the loss the server, which answers at once, has what is said in the next leader; a fenced way pauses first. */
export const HEARD_MS = { ...LIMITS_MS, freeze: LIMITS_MS.freeze + 500 } as const;
const LOOK_MS = 20;
/** For the last hand-over, and for what is still to be sent. */
const SETTLED_MS = 60_000;

type Slowest = Record<keyof typeof LIMITS_MS, number>;
export type TabOutcome = { violations: Violation[]; slowestMs: Slowest; heardMs: Slowest; lost: number };

/** `lost`: how often the tab that led was lost while another was there. */
export async function runTabs({ seed, tabCount, steps }: TabPlan): Promise<TabOutcome> {
  const world = createWorld(seed, { tabCount });
  const judge = createJudge(world, false);
  const never: Slowest = { kill: 0, close: 0, freeze: 0 };
  const outcome: TabOutcome = { violations: [], slowestMs: { ...never }, heardMs: { ...never }, lost: 0 };
  world.tabs.open(world.tabs.first, 'startChat');
  await world.timeline.advance(1_000);
  for (const step of steps) {
    await tabStep(world, step, outcome);
    outcome.violations.push(...(await twoLeaders(world)));
    judge.look();
  }
  for (const { page } of world.tabs.list) page?.thaw();
  if (world.tabs.list.every(({ page }) => !page)) world.tabs.open(world.tabs.first);
  await world.timeline.advance(SETTLED_MS);
  outcome.violations.push(...(await judge.verdict()));
  return outcome;
}

async function tabStep(world: World, step: TabStep, outcome: TabOutcome): Promise<void> {
  const { tabs, timeline } = world;
  switch (step.do) {
    case 'kill':
    case 'close':
    case 'freeze': {
      const tab = tabs.list[step.tab] as Tab;
      const isLoss = tab.page !== null && leads(tab.page) && pagesOf(world).some((page) => page !== tab.page);
      if (step.do === 'freeze') tab.page?.freeze();
      else tabs[step.do](tab);
      // A lock may be given to a page that is frozen, from which it has to be taken first.
      const isNextFrozen = tabs.list.some(({ page }) => page?.state() === 'frozen');
      if (isLoss) await untilLed(world, isNextFrozen ? 'freeze' : step.do, outcome);
      return;
    }
    case 'thaw':
      tabs.list[step.tab]?.page?.thaw();
      // Somebody may be quicker than the news that waits for the page.
      if (world.dice.chance(0.5)) await perform(world, { do: 'say', tab: step.tab });
      return timeline.advance(50);
    default:
      await perform(world, step);
      await timeline.advance(world.dice.between(0, 60));
  }
}

const leads = (page: Page): boolean => page.engine()?.state().role === 'leader' && page.state() === 'running';

/** Pages that show the chat and are awake. */
const pagesOf = ({ tabs }: World): Page[] =>
  tabs.list.flatMap(({ page }) => {
    const life = page?.engine()?.state().life;
    return page && life && isLive(life) && page.state() === 'running' ? [page] : [];
  });

async function untilLed(world: World, loss: Act['do'] & keyof typeof LIMITS_MS, outcome: TabOutcome): Promise<void> {
  outcome.lost += 1;
  for (let tookMs = 0; tookMs <= LIMITS_MS[loss]; tookMs += LOOK_MS) {
    // The chat was ended, and nobody shows it any more.
    if (pagesOf(world).length === 0) return;
    const leader = pagesOf(world).find(leads);
    if (leader) {
      outcome.slowestMs[loss] = Math.max(outcome.slowestMs[loss], tookMs);
      return untilHeard(world, leader, { loss, tookMs }, outcome);
    }
    await world.timeline.advance(LOOK_MS);
  }
  const what = `no tab leads ${LIMITS_MS[loss]} ms after a ${loss}`;
  outcome.violations.push({ kind: 'stuck', where: 'tabs', what });
}

type Since = { loss: keyof typeof LIMITS_MS; tookMs: number };

/** Who leads has a way, too: what is said there reaches the server. */
async function untilHeard(world: World, leader: Page, { loss, tookMs }: Since, outcome: TabOutcome): Promise<void> {
  const { tabs, accepted, timeline } = world;
  await perform(world, { do: 'say', tab: tabs.list.findIndex(({ page }) => page === leader) });
  const life = leader.engine()?.state().life;
  const id = life && 'outbox' in life ? life.outbox.at(-1)?.id : null;
  const isHeard = (): boolean => accepted.some((one) => one.id === id);
  for (let waitedMs = tookMs; waitedMs <= HEARD_MS[loss]; waitedMs += LOOK_MS) {
    if (isHeard()) {
      outcome.heardMs[loss] = Math.max(outcome.heardMs[loss], waitedMs);
      return;
    }
    // An end was on its way, and what is said after it has nobody to hear it.
    if (!pagesOf(world).includes(leader)) return;
    await timeline.advance(LOOK_MS);
  }
  const what = `the server has nothing of the tab that leads ${HEARD_MS[loss]} ms after a ${loss}`;
  outcome.violations.push({ kind: 'stuck', where: 'tabs', what });
}

/** Of pages that are awake, once they have heard what there is to hear. */
async function twoLeaders(world: World): Promise<Violation[]> {
  if (pagesOf(world).filter(leads).length < 2) return [];
  await world.timeline.advance(5);
  const leaders = pagesOf(world).filter(leads);
  if (leaders.length < 2) return [];
  return [{ kind: 'two writers', where: 'tabs', what: leaders.map(({ name }) => name).join(' and ') }];
}
