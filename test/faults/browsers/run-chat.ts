// One chat under faults, from its script to the verdict: plays the steps, ends all trouble, and waits until the checker finds
// nothing or the patience is over. Says what it found; decides nothing about it.

import { checkHistory, type History, type Sent, type Violation } from '../history-checker.ts';
import type { FaultKind } from '../proxy/draw-plan.ts';
import type { Lane } from './lane.ts';
import { drawScript, type Step } from './script.ts';
import type { Tab } from './tab.ts';
import type { NewVisitor } from './visitors.ts';

export type Verdict = { violations: Violation[]; struck: number; steps: number; said: number; settledMs: number };

/** Longer than the slowest return: a dead line is noticed after 25 s, and attempts are up to 30 s apart. */
const PATIENCE_MS = 75_000;
const LOOK_PAUSE_MS = 150;
/** A fault that has not shown itself in this time shows itself later, or not at all. */
const FEEL_LIMIT_MS = 800;

type Parts = { lane: Lane; newVisitor: NewVisitor; seed: number; kind: FaultKind; note?: (line: string) => void };

export async function runChat({ lane, newVisitor, seed, kind, note = () => {} }: Parts): Promise<Verdict> {
  const { steps, random } = drawScript(seed, kind);
  lane.setDice(random);
  const struckBefore = lane.proxy.struckCount();
  const visitor = await newVisitor();
  const tabs = new Map<number, Tab>();
  let sessionId: string | null = null;
  try {
    const first = await visitor.openTab();
    tabs.set(1, first);
    await first.goto(`${lane.shop}/`);
    const name = `Ann${seed}-${nextGuest()}`;
    await first.startChat(name);
    sessionId = await lane.desk.meet(name);

    const chat = createChat(lane, sessionId, tabs, () => visitor.openTab());
    for (const step of steps) {
      note(JSON.stringify(step));
      await chat.play(step);
    }
    lane.proxy.set(null);
    const settlingSince = Date.now();
    const violations = await chat.untilSettled();
    const struck = lane.proxy.struckCount() - struckBefore;
    const settledMs = Date.now() - settlingSince;
    if (violations.length > 0) for (const [number, tab] of tabs) note(`tab ${number} ${await tab.describe()}`);
    return { violations, struck, steps: steps.length, said: chat.sent.length, settledMs };
  } catch (error) {
    for (const [number, tab] of tabs) note(`tab ${number} ${await tab.describe()}`);
    throw error;
  } finally {
    lane.proxy.set(null);
    if (sessionId) lane.desk.leave(sessionId);
    await visitor.leave();
  }
}

let guests = 0;
function nextGuest(): number {
  guests += 1;
  return guests;
}

function createChat(lane: Lane, sessionId: string, tabs: Map<number, Tab>, openTab: () => Promise<Tab>) {
  const sent: Sent[] = [];
  const everShownAsSent = new Set<string>();
  const tab = (number: number): Tab => tabs.get(number) as Tab;

  async function play(step: Step): Promise<void> {
    switch (step.do) {
      case 'visitorSays':
        sent.push({ text: step.text, by: `tab ${step.tab}`, promised: true });
        await tab(step.tab).say(step.text);
        return;
      case 'agentSays':
        sent.push({ text: step.text, by: 'agent', promised: true });
        lane.desk.say(sessionId, step.text);
        return;
      case 'reload':
        return tab(step.tab).reload();
      case 'navigate':
        return tab(step.tab).goto(lane.shop + step.page);
      case 'openTab':
        tabs.set(step.tab, await openTab());
        return tab(step.tab).goto(lane.shop + step.page);
      case 'closeTab':
        await tab(step.tab).close();
        tabs.delete(step.tab);
        return;
      case 'trouble':
        void lane.proxy.follow(step.plan);
        return;
      case 'feelIt':
        await look();
        return lane.proxy.untilStruck(FEEL_LIMIT_MS);
      case 'calm':
        return lane.proxy.follow([{ when: { ms: step.afterMs }, fault: null }]);
    }
  }

  /** What everybody sees and knows now. */
  async function look(): Promise<History> {
    const screens = [lane.desk.screen(sessionId)];
    const hosts = [];
    for (const [number, each] of tabs) {
      const lines = await each.lines();
      for (const line of lines) if (line.delivery === 'sent') everShownAsSent.add(line.text);
      screens.push({ name: `tab ${number}`, lines });
      hosts.push({ name: `page of tab ${number}`, told: await each.told() });
    }
    return { sent, log: lane.readLog(sessionId), screens, hosts, everShownAsSent };
  }

  /** The log is read after the screens: what comes in between is seen at the next look. */
  async function untilSettled(): Promise<Violation[]> {
    const giveUpAtMs = Date.now() + PATIENCE_MS;
    for (;;) {
      const violations = checkHistory(await look());
      if (violations.length === 0 || Date.now() > giveUpAtMs) return violations;
      await new Promise((resolve) => setTimeout(resolve, LOOK_PAUSE_MS));
    }
  }

  return { play, untilSettled, sent };
}
