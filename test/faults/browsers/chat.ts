// A chat that runs, in its tabs and at the agent's desk: plays what happens, and looks at what everybody sees and knows.

import { checkHistory, type History, type ScreenLine, type Sent, type Violation } from '../history-checker.ts';
import type { Lane } from './lane.ts';
import type { Step } from './script.ts';
import type { Tab } from './tab.ts';

export type Chat = {
  sent: readonly Sent[];
  play(step: Step): Promise<void>;
  /** What the checker still finds when nothing is left to be found, or the patience is over. */
  untilSettled(): Promise<Violation[]>;
};

/** Longer than the slowest return: a dead line is noticed after 25 s, and attempts are up to 30 s apart. */
const PATIENCE_MS = 75_000;
const LOOK_PAUSE_MS = 150;
/** A fault that has not shown itself in this time shows itself later, or not at all. */
const FEEL_LIMIT_MS = 800;

type Parts = { lane: Lane; sessionId: string; tabs: Map<number, Tab>; openTab: () => Promise<Tab> };

export function createChat({ lane, sessionId, tabs, openTab }: Parts): Chat {
  const sent: Sent[] = [];
  const everShownAsSent = new Set<string>();
  let hasBegun = false;
  const tab = (number: number): Tab => tabs.get(number) as Tab;

  async function play(step: Step): Promise<void> {
    switch (step.do) {
      case 'visitorSays':
        // The server may have opened the chat without this visitor having heard of it: then the trouble has to end first.
        if (!(await tab(step.tab).isTalking())) lane.proxy.set(null);
        sent.push({ text: step.text, by: `tab ${step.tab}`, promised: true });
        return noteShown(await tab(step.tab).say(step.text));
      case 'agentSays':
        sent.push({ text: step.text, by: 'agent', promised: true });
        return lane.desk.say(sessionId, step.text);
      case 'reload':
        return tab(step.tab).reload();
      case 'navigate':
        return tab(step.tab).goto(lane.shop + step.page);
      case 'openTab':
        await untilBegun();
        tabs.set(step.tab, await openTab());
        return tab(step.tab).goto(lane.shop + step.page);
      case 'closeTab':
        await tab(step.tab).close();
        return void tabs.delete(step.tab);
      case 'trouble':
        return void lane.proxy.follow(step.plan);
      case 'feelIt':
        await look();
        return lane.proxy.untilStruck(FEEL_LIMIT_MS);
      case 'calm':
        return lane.proxy.follow([{ when: { ms: step.afterMs }, fault: null }]);
    }
  }

  /** Before a tab has heard that its chat has begun, another one finds nothing to go on with: the trouble ends first. */
  async function untilBegun(): Promise<void> {
    const [first] = tabs.values();
    while (first && !hasBegun) {
      hasBegun = await first.isTalking();
      if (!hasBegun) lane.proxy.set(null);
      if (!hasBegun) await new Promise((resolve) => setTimeout(resolve, LOOK_PAUSE_MS));
    }
  }

  function noteShown(lines: readonly ScreenLine[]): void {
    for (const line of lines) if (line.delivery === 'sent') everShownAsSent.add(line.text);
  }

  /** The log is read after the screens: what comes in between is seen at the next look. */
  async function look(): Promise<History> {
    const screens = [lane.desk.screen(sessionId)];
    const hosts = [];
    for (const [number, each] of tabs) {
      const lines = await each.lines();
      noteShown(lines);
      screens.push({ name: `tab ${number}`, lines });
      hosts.push({ name: `page of tab ${number}`, told: await each.told() });
    }
    return { sent, log: lane.readLog(sessionId), screens, hosts, everShownAsSent };
  }

  async function untilSettled(): Promise<Violation[]> {
    const giveUpAtMs = Date.now() + PATIENCE_MS;
    for (;;) {
      const violations = checkHistory(await look());
      if (violations.length === 0 || Date.now() > giveUpAtMs) return violations;
      await new Promise((resolve) => setTimeout(resolve, LOOK_PAUSE_MS));
    }
  }

  return { sent, play, untilSettled };
}
