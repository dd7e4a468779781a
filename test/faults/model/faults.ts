// What can go wrong, by name: each fault sets in and is over again, any number of times in a history. Knows the world, not
// what is being said in it.

import type { Browser } from './browser.ts';
import { type Conditions, GOOD, type Net } from './net.ts';
import type { Tab } from './tabs.ts';
import type { World } from './world.ts';

/**
 * `end`: what has to be done so that every way is free again. `isLasting`: so it is from the first page of a history to the
 * last, and what comes and goes in it are other faults.
 */
export type Fault = { begin(world: World): void; end?(world: World): void; isLasting?: true };

/** On the visitor's way; sometimes on the agent's too. */
const nets = ({ dice, net, agentNet }: World): Net[] => (dice.chance(0.25) ? [net, agentNet] : [net]);

const conditions = (change: (world: World) => Partial<Conditions>): Fault => ({
  begin: (world) => {
    for (const net of nets(world)) net.conditions = { ...GOOD, ...change(world) };
  },
  end: ({ net, agentNet }) => {
    for (const each of [net, agentNet]) {
      each.conditions = { ...GOOD };
      each.mend();
    }
  },
});

const toLines = (act: (line: Net['lines'] extends Set<infer Line> ? Line : never, world: World) => void): Fault => ({
  begin: (world) => {
    for (const net of nets(world)) for (const line of [...net.lines]) if (world.dice.chance(0.8)) act(line, world);
  },
});

const toTab = (act: (tab: Tab, world: World) => void): Fault => ({
  begin: (world) => {
    const open = world.tabs.list.filter(({ page }) => page);
    if (open.length > 0) act(world.dice.oneOf(open), world);
  },
});

const NETWORK = {
  delay: conditions(({ dice }) => ({ delayMs: dice.between(300, 6_000) })),
  jitter: conditions(({ dice }) => ({ jitterMs: dice.between(500, 8_000) })),
  reset: toLines((line) => line.reset()),
  'half-close': toLines((line, { dice }) => line.halfClose(dice.chance(0.5) ? 'client' : 'server')),
  'black hole up': conditions(() => ({ holes: { up: true, down: false } })),
  'black hole down': conditions(() => ({ holes: { up: false, down: true } })),
  'black hole both ways': conditions(() => ({ holes: { up: true, down: true } })),
  'cut in a message': conditions(({ dice }) => ({ cutAt: dice.between(1, 12) })),
  'slow drip': conditions(({ dice }) => ({ bytesPerSecond: dice.between(60, 900) })),
  'doubled frames': conditions(() => ({ twice: 0.5 })),
  'frames in another order': conditions(() => ({ shuffled: 0.5 })),
  'refused upgrade': conditions(({ dice, net }) => {
    for (const line of [...net.lines]) line.reset();
    return { upgrades: dice.oneOf(['refused', 'hanging'] as const) };
  }),
  'lost answers': conditions(() => ({ loseAnswers: 0.6 })),
} satisfies Record<string, Fault>;

const SERVER = {
  'server restart': {
    begin(world: World) {
      const { dice, timeline } = world;
      world.slow.writeMs = dice.between(1, 40);
      const act = dice.between(1, 4);
      timeline.after(dice.between(0, 1_500), () => {
        if (act === 1) world.stopServer();
        else world.killServer(act === 2);
      });
      // After the goodbyes of one that was stopped: until then there still is one.
      timeline.after(dice.between(2_000, 12_000), world.startServer);
    },
    end(world: World) {
      world.slow.writeMs = 0;
      world.startServer();
    },
  },
} satisfies Record<string, Fault>;

const PAGES = {
  'tab killed': toTab((tab, { tabs }) => tabs.kill(tab)),
  'tab closed': toTab((tab, { tabs }) => tabs.close(tab)),
  'tab frozen': {
    ...toTab(({ page }) => page?.freeze()),
    end: ({ tabs }: World) => {
      for (const { page } of tabs.list) page?.thaw();
    },
  },
  'clock jumps': {
    begin({ browser, dice }: World) {
      const hours = dice.between(-9, 9);
      browser.clockAheadMs = hours * 3_600_000 + dice.between(-60_000, 60_000);
    },
  },
  'storage refused later': {
    begin: ({ browser }: World) => {
      browser.storageMode = 'refused';
    },
    end: ({ browser }: World) => {
      browser.storageMode = 'normal';
    },
  },
  'storage full': {
    begin: ({ browser }: World) => {
      browser.storageMode = 'full';
    },
    end: ({ browser }: World) => {
      browser.storageMode = 'normal';
    },
  },
} satisfies Record<string, Fault>;

const lacking = (what: keyof Browser['gives']): Fault => ({
  begin({ browser }) {
    browser.gives[what] = false;
  },
  isLasting: true,
});

/** Tabs then have no leader: each has its own way to the server. */
const BROWSERS = {
  'no locks': lacking('locks'),
  'no channels': lacking('channels'),
} satisfies Record<string, Fault>;

export const FAULTS: Readonly<Record<string, Fault>> = { ...NETWORK, ...SERVER, ...PAGES, ...BROWSERS };
export const FAULT_NAMES = Object.keys(FAULTS);
export const isLasting = (name: string): boolean => FAULTS[name]?.isLasting ?? false;
/** What is said while the browser keeps nothing may be lost with its page. */
export const isOfStorage = (name: string): boolean => name.startsWith('storage');
