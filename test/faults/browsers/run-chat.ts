// One chat under faults, from its script to the verdict: begins it, plays the steps, ends all trouble and has it judged. Says
// what was found; decides nothing about it.

import type { Violation } from '../history-checker.ts';
import type { FaultKind } from '../proxy/draw-plan.ts';
import type { Plan } from '../proxy/fault-proxy.ts';
import { type Chat, createChat } from './chat.ts';
import type { Lane } from './lane.ts';
import { drawScript } from './script.ts';
import type { Tab } from './tab.ts';
import type { NewVisitor, Visitor } from './visitors.ts';

export type Verdict = { violations: Violation[]; steps: number; said: number; struck: number; settledMs: number };

export type Run = { lane: Lane; newVisitor: NewVisitor; seed: number; kind: FaultKind; note: (line: string) => void };

/** A browser's driver that never answers has failed too. More than the patience at the end. */
const STEP_LIMIT_MS = 100_000;

async function inTime<Result>(what: string, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No end within ${STEP_LIMIT_MS / 1_000} s: ${what}`)), STEP_LIMIT_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

export async function runChat({ lane, newVisitor, seed, kind, note }: Run): Promise<Verdict> {
  const { beginning, steps, random } = drawScript(seed, kind);
  const tabs = new Map<number, Tab>();
  const struckBefore = lane.proxy.struckCount();
  lane.setDice(random);
  const visitor = await inTime('a new visitor', newVisitor());
  try {
    note(`begins under ${JSON.stringify(beginning)}`);
    const chat = await inTime('the beginning', begin({ lane, visitor, tabs, beginning }));
    for (const step of steps) {
      const words = JSON.stringify(step);
      note(words);
      await inTime(words, chat.play(step));
    }
    lane.proxy.set(null);
    const struck = lane.proxy.struckCount() - struckBefore;
    const settlingSinceMs = Date.now();
    const violations = await inTime('settling', chat.untilSettled());
    if (violations.length > 0) await describe(tabs, note);
    const settledMs = Date.now() - settlingSinceMs;
    return { violations, struck, steps: steps.length, said: chat.sent.length, settledMs };
  } catch (error) {
    await describe(tabs, note);
    throw error;
  } finally {
    lane.proxy.set(null);
    await inTime('the end', visitor.leave());
  }
}

let guests = 0;

type Beginning = { lane: Lane; visitor: Visitor; tabs: Map<number, Tab>; beginning: Plan };

/** From the page's button until an agent is there. However often the request was sent, there is one chat. */
async function begin({ lane, visitor, tabs, beginning }: Beginning): Promise<Chat> {
  guests += 1;
  const name = `Ann${guests}`;
  const openTab = () => visitor.openTab();
  const first = await openTab();
  tabs.set(1, first);
  await first.goto(`${lane.shop}/`);
  await first.fillForm(name);
  void lane.proxy.follow(beginning);
  await first.submitForm();
  const sessionId = await lane.desk.meet(name);
  lane.proxy.set(null);
  const sessions = lane.desk.sessionsOf(name);
  if (sessions.length > 1) throw new Error(`One visitor began ${sessions.length} chats.`);
  return createChat({ lane, sessionId, tabs, openTab });
}

async function describe(tabs: ReadonlyMap<number, Tab>, note: Run['note']): Promise<void> {
  for (const [number, tab] of tabs) note(`tab ${number} ${await inTime('its words', tab.describe()).catch(String)}`);
}
