// Ends of chats, by the visitor in some tab or by the agent, and what has to come of them: the server hears of each end of
// the visitor's, no page goes on with a chat that is over, and each side is told of the end once. What was not in the log
// when the chat was ended may be lost with it.

import { isLeaving, isLive, sessionIdOf } from '../../../frame/session/selectors.ts';
import type { Violation } from '../history-checker.ts';
import type { Page } from './page.ts';
import type { Tab } from './tabs.ts';
import type { World } from './world.ts';

/** `page`: on which the visitor ended it; null: the agent did. */
export type End = { sessionId: string; page: Page | null };

export const isEnded = ({ ends }: World, sessionId: string): boolean => ends.some((end) => end.sessionId === sessionId);

async function noteEnd(world: World, end: End): Promise<void> {
  const { said, store, ends } = world;
  ends.push(end);
  const log = await store.entriesAfter(end.sessionId, 0, 10_000);
  for (const one of said) {
    const isLogged = log.some((entry) => entry.kind === 'message' && entry.text === one.text);
    if (one.sessionId === end.sessionId && !isLogged) one.promised = false;
  }
}

export async function leave(world: World, { page }: Tab): Promise<void> {
  const engine = page?.engine();
  const life = engine?.state().life;
  if (!page || !engine || !life || !isLive(life)) return;
  await noteEnd(world, { sessionId: life.session.sessionId, page });
  engine.wish({ type: world.dice.chance(0.8) ? 'endConfirmed' : 'closeRequested' });
}

export async function agentEnds(world: World): Promise<void> {
  const sessionId = world.agent.sessionId();
  if (!sessionId) return;
  await noteEnd(world, { sessionId, page: null });
  world.agent.end();
}

/** `mayForget`: what only a page knew may be gone with it. */
export async function wrongEnds(world: World, mayForget: boolean): Promise<Violation[]> {
  const { said, ends, browser } = world;
  const ids = new Set([...said, ...ends].map(({ sessionId }) => sessionId));
  const found = await Promise.all([...ids].map((sessionId) => wrongEnd(world, sessionId, mayForget)));
  const isKept = !mayForget && browser.hasOwedLeave();
  return [...found.flat(), ...(isKept ? [{ kind: 'stuck', where: 'storage', what: 'an end is owed' } as const] : [])];
}

async function wrongEnd(world: World, sessionId: string, mayForget: boolean): Promise<Violation[]> {
  const { store, ends, tabs } = world;
  const isOver = (await store.find(sessionId))?.status === 'ended';
  const isThere = (page: Page | null): boolean => page !== null && tabs.list.some((tab) => tab.page === page);
  const isLeft = ends.some((end) => end.sessionId === sessionId && end.page && (!mayForget || isThere(end.page)));
  const lost: Violation[] = isLeft && !isOver ? [{ kind: 'end lost', where: 'server', what: sessionId }] : [];
  const shown = tabs.list.flatMap(({ page }) => (page && (isOver || isLeft) ? goingOn(page, sessionId) : []));
  return [...lost, ...shown, ...wronglyTold(world, sessionId), ...(isOver ? untoldToAgent(world, sessionId) : [])];
}

function goingOn({ name: where, engine }: Page, sessionId: string): Violation[] {
  const life = engine()?.state().life;
  if (!life || sessionIdOf(life) !== sessionId) return [];
  const what = `the chat is over, and the page ${life.phase}${isLeaving(life) ? ', waiting for the server' : ''}`;
  return isLive(life) || isLeaving(life) ? [{ kind: 'stuck', where, what }] : [];
}

function wronglyTold({ tabs }: World, sessionId: string): Violation[] {
  return tabs.pages.flatMap(({ host, engine, state }): Violation[] => {
    const life = engine()?.state().life;
    const holds = host.settlements.some((one) => one.outcome === 'session' && one.sessionId === sessionId);
    const times = host.ended.filter((id) => id === sessionId).length;
    const what = `the end of ${sessionId}`;
    if (times > 1) return [{ kind: 'host told twice', where: host.name, what }];
    const hasEnded = state() === 'running' && life?.phase === 'ended' && life.sessionId === sessionId;
    return holds && hasEnded && times === 0 ? [{ kind: 'host not told', where: host.name, what }] : [];
  });
}

const untoldToAgent = ({ agent }: World, sessionId: string): Violation[] =>
  agent.sawEnd(sessionId) === false
    ? [{ kind: 'screen differs from the log', where: 'agent', what: `no end of ${sessionId}` }]
    : [];
