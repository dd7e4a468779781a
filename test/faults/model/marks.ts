// Read marks, as the other side has them: each only rises, none is ahead of what was seen, and in the end each is there.

import { isLive, type Live } from '../../../frame/session/selectors.ts';
import type { Violation } from '../history-checker.ts';
import type { Page } from './page.ts';
import type { World } from './world.ts';

type Shown = { page: Page; life: Live };

/** The pages on which somebody could look at this chat. */
const showing = ({ tabs }: World, sessionId?: string): Shown[] =>
  tabs.list.flatMap(({ page }) => {
    const life = page?.state() === 'running' ? page.engine()?.state().life : undefined;
    return page && life && isLive(life) && (sessionId ?? life.session.sessionId) === life.session.sessionId
      ? [{ page, life }]
      : [];
  });

export function createMarksJudge(world: World) {
  const highest = new Map<string, number>();
  const found: Violation[] = [];
  /** How far the visitor has read, on whichever page. */
  const everSeen = new Map<string, number>();

  const note = (where: string, mark: number): void => {
    const before = highest.get(where) ?? 0;
    if (mark < before) found.push({ kind: 'mark went back', where, what: `from ${before} to ${mark}` });
    highest.set(where, Math.max(before, mark));
  };

  return {
    /** So far. */
    found,
    look(): void {
      const { agent } = world;
      for (const { page, life } of showing(world)) {
        const { sessionId } = life.session;
        note(`${page.name}, delivered`, life.agentSeen.deliveredIndex);
        note(`${page.name}, read`, life.agentSeen.readIndex);
        everSeen.set(sessionId, Math.max(everSeen.get(sessionId) ?? 0, life.seenIndex));
        note(`agent, ${sessionId}`, agent.visitorRead(sessionId));
      }
    },
    /** Asked for when all ways are free again. */
    async verdict(sessionId: string): Promise<Violation[]> {
      const { agent, store } = world;
      const session = await store.find(sessionId);
      if (!session || session.status === 'ended') return found;
      const pages = showing(world, sessionId);
      const missing = (where: string, is: number, wanted: number): Violation[] =>
        is === wanted ? [] : [{ kind: 'mark missing', where, what: `expected ${wanted}, found ${is}` }];
      const looked = Math.max(0, ...pages.map(({ life }) => life.seenIndex));
      const { visitorReadIndex, agentReadIndex } = session;
      const isAhead = visitorReadIndex > (everSeen.get(sessionId) ?? 0);
      return [
        ...found,
        ...missing('server, of the agent', agentReadIndex, agent.hasRead(sessionId)),
        ...pages.flatMap(({ page, life }) => missing(page.name, life.agentSeen.readIndex, agentReadIndex)),
        ...(visitorReadIndex < looked ? missing('server, of the visitor', visitorReadIndex, looked) : []),
        ...(isAhead ? [{ kind: 'mark invented', where: 'server', what: String(visitorReadIndex) } as const] : []),
        ...missing('agent, of the visitor', agent.visitorRead(sessionId), visitorReadIndex),
      ];
    },
  };
}
