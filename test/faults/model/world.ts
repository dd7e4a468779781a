// A visitor's browser with its tabs, an agent, the chat server, and the two ways between them, all under one time. Offers
// what can be done to it; what is done, and what is thought of the outcome, is somebody else's.

import type { Store } from '../../../server/store/store.ts';
import { createMemoryStore } from '../../support/memory-store.ts';
import type { Sent } from '../history-checker.ts';
import { type Agent, createAgent } from './agent.ts';
import { type Browser, createBrowser } from './browser.ts';
import type { Doors } from './client-sockets.ts';
import { createDice, type Dice } from './dice.ts';
import type { End } from './ends.ts';
import type { Disk } from './files.ts';
import { createNet, type Net } from './net.ts';
import type { Page } from './page.ts';
import { type Accepted, type Process, type ServerWorld, startProcess } from './server.ts';
import { createTabs, type Tabs } from './tabs.ts';
import { createTimeline, type Timeline } from './timeline.ts';

/** What was said, and on which page: whether its loss can be excused is seen at the end. */
export type Said = Sent & {
  sessionId: string;
  page: Page | null;
  /** Of a file, whose name is the text. */
  content?: Uint8Array;
};

export type World = {
  timeline: Timeline;
  dice: Dice;
  browser: Browser;
  store: Store;
  /** Where the server puts its files. */
  disk: Disk;
  net: Net;
  agentNet: Net;
  agent: Agent;
  tabs: Tabs;
  said: Said[];
  /** Ordered by somebody. */
  ends: End[];
  /** Appends in the order of acceptance. */
  accepted: Accepted[];
  slow: ServerWorld['slow'];
  /** `isSilent`: the machine is gone, so that nobody hears of it. */
  killServer(isSilent: boolean): void;
  stopServer(): void;
  /** Another process, if there is none. */
  startServer(): void;
};

const START_AT = 1_800_000_000_000;
/** How long a process that stops takes for its goodbyes. */
const GOODBYE_MS = 300;

export type WorldOptions = { socketsAllowed?: boolean; tabCount?: number };

export function createWorld(seed: number, { socketsAllowed = true, tabCount = 2 }: WorldOptions = {}): World {
  const store = createMemoryStore();
  const timeline = createTimeline();
  const dice = createDice(seed);
  const browser = createBrowser(timeline);
  const [net, agentNet] = [createNet(timeline, dice), createNet(timeline, dice)];
  const accepted: Accepted[] = [];
  const slow = { writeMs: 0 };
  const disk: Disk = new Map();
  const serverWorld: ServerWorld = { timeline, startAt: START_AT, store, disk, slow, accepted };
  let processes = 0;
  let process: Process | null = null;
  const startServer = (): void => {
    if (process) return;
    processes += 1;
    process = startProcess(serverWorld, processes);
  };
  const killServer = (isSilent: boolean): void => {
    process?.kill();
    process = null;
    if (isSilent) return;
    for (const line of [...net.lines, ...agentNet.lines]) line.reset();
  };
  startServer();
  const doorsOf = (way: Net): Doors => ({ net: way, process: () => process });
  const pages = { timeline, startAt: START_AT, browser, doors: doorsOf(net), socketsAllowed };
  return {
    ...{ timeline, dice, browser, store, disk, net, agentNet, slow, accepted, startServer, killServer },
    ...{
      agent: createAgent(timeline, START_AT, doorsOf(agentNet)),
      tabs: createTabs(pages, tabCount),
      said: [],
      ends: [],
    },
    stopServer() {
      const stopping = process;
      stopping?.stop();
      timeline.after(GOODBYE_MS, () => stopping && process === stopping && killServer(false));
    },
  };
}
