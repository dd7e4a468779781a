// What the world knows of a history, put before the history checker: who showed what, whose loss can be excused, and which
// writer's messages were accepted when.

import { isLive } from '../../../frame/session/selectors.ts';
import type { TranscriptEntry } from '../../../protocol/session.ts';
import {
  checkAcknowledged,
  checkHistory,
  checkWriters,
  type History,
  type Screen,
  type Violation,
} from '../history-checker.ts';
import { isEnded, wrongEnds } from './ends.ts';
import type { HostPage } from './host-page.ts';
import { createMarksJudge } from './marks.ts';
import type { World } from './world.ts';

/** `mayForget`: the browser kept nothing for a while, so that what only a page knew may be gone with it. */
export function createJudge(world: World, mayForget: boolean) {
  const everShownAsSent = new Set<string>();
  const marks = createMarksJudge(world);
  return {
    /** Takes note of what stands on the screens now. */
    look() {
      noteShown(world, everShownAsSent);
      marks.look();
    },
    /** `isQuiet`: everybody has read what there is, and had time to say so. */
    async verdict(isQuiet = false): Promise<Violation[]> {
      const found: Violation[] = mayForget ? [] : forgotten(world);
      found.push(...(await wrongEnds(world, mayForget)));
      for (const sessionId of new Set(world.said.map((one) => one.sessionId))) {
        const log = await world.store.entriesAfter(sessionId, 0, WHOLE_LOG);
        const mine = world.said.filter((one) => one.sessionId === sessionId).map(({ text }) => text);
        const shown = mine.filter((text) => everShownAsSent.has(text));
        found.push(...checkHistory({ ...historyOf(world, sessionId, mayForget), log, everShownAsSent: shown }));
        found.push(...(await damaged(world, log)));
        found.push(...checkWriters(epochsOf(world, sessionId)));
        const answers = world.accepted.filter((one) => one.sessionId === sessionId);
        found.push(...checkAcknowledged(answers, log));
        found.push(...(isQuiet ? await marks.verdict(sessionId) : marks.found));
      }
      return found;
    },
  };
}

/** What the server has of each file in the log is what its visitor chose. */
async function damaged({ said, store, disk }: World, log: readonly TranscriptEntry[]): Promise<Violation[]> {
  const found: Violation[] = [];
  for (const { text, sessionId, content } of said) {
    const entry = content && log.find((one) => one.kind === 'message' && one.text === text);
    if (!content || entry?.kind !== 'message') continue;
    const part = entry.parts?.find(({ kind }) => kind === 'file');
    const file = part?.kind === 'file' ? await store.findFile(sessionId, part.fileId) : null;
    const bytes = file && disk.get(file.storageName);
    if (!bytes?.equals(content)) found.push({ kind: 'file damaged', where: 'server', what: text });
  }
  return found;
}

/** No history has a longer one. */
const WHOLE_LOG = 10_000;

function noteShown({ tabs }: World, shown: Set<string>): void {
  for (const { page } of tabs.list) {
    const life = page?.engine()?.state().life;
    if (!life || !('transcript' in life)) continue;
    for (const entry of life.transcript.entries) if (entry.kind === 'message') shown.add(entry.text);
  }
}

function historyOf(world: World, sessionId: string, mayForget: boolean): Omit<History, 'log'> {
  const { tabs, said } = world;
  const showing = tabs.list.flatMap(({ page }) => {
    const life = page?.engine()?.state().life;
    return page && life && isLive(life) && life.session.sessionId === sessionId ? [page] : [];
  });
  const screens: Screen[] = showing.flatMap((page) => page.screen() ?? []);
  const hosts = [...new Set(tabs.pages.map(({ host }) => host))]
    .filter((host) => host.settlements.some((one) => one.outcome === 'session' && one.sessionId === sessionId))
    .map((host: HostPage) => ({ ...host, isGone: !showing.some((page) => page.host === host) }));
  const sent = said
    .filter((one) => one.sessionId === sessionId)
    .map((one) => ({ ...one, promised: one.promised && (!mayForget || !one.page || showing.includes(one.page)) }));
  return { sent, screens: [...screens, ...consoleOf(world, sessionId)], hosts };
}

function consoleOf(world: World, sessionId: string): Screen[] {
  const screen = world.agent.screen(sessionId);
  if (!isEnded(world, sessionId)) return [screen];
  // Behind one that the ended chat refused, the agent's words stand as they stood.
  const lines = screen.lines.filter(({ delivery }) => delivery !== 'waiting');
  // Some chats are over before an agent has taken them.
  return world.agent.sawEnd(sessionId) === null ? [] : [{ ...screen, lines }];
}

/** By the place in the log; a message that was sent again stands where it first came. */
function epochsOf({ accepted }: World, sessionId: string): number[] {
  const byIndex = new Map<number, number>();
  for (const { sessionId: of, index, epoch } of accepted) {
    if (of === sessionId && !byIndex.has(index)) byIndex.set(index, epoch);
  }
  return [...byIndex].sort(([a], [b]) => a - b).map(([, epoch]) => epoch);
}

/** A page that asked for the chat of an earlier one has it, unless that was ended. */
function forgotten({ tabs, said, ends }: World): Violation[] {
  if (said.length === 0) return [];
  const phases = ends.length > 0 ? ['active', 'ended', 'idle'] : ['active'];
  return tabs.list.flatMap(({ page }): Violation[] => {
    const phase = page?.engine()?.state().life.phase;
    return page && !phases.includes(phase ?? '')
      ? [{ kind: 'lost', where: page.name, what: `the chat: the page is ${phase}` }]
      : [];
  });
}
