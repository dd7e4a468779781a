// The agent at the console: the real client over its own net, who takes each visitor that waits and keeps what is shown.

import { createMemoryStore } from '../../../frame/storage/memory-store.ts';
import type { SessionSummary } from '../../../protocol/agent.ts';
import type { TranscriptEntry } from '../../../protocol/session.ts';
import { type AgentClient, createAgentClient } from '../../../server/console/agent-client.ts';
import type { Screen } from '../history-checker.ts';
import { agentSocketOver, type Doors } from './client-sockets.ts';
import { createIds } from './dice.ts';
import type { Timeline } from './timeline.ts';

export type Agent = {
  /** false: no chat is the agent's yet. */
  say(text: string): boolean;
  type(): void;
  end(): void;
  screen(sessionId: string): Screen;
  sessionId(): string | null;
  /** null: has never looked into this chat. */
  sawEnd(sessionId: string): boolean | null;
  /** Reads all that is on the screen. */
  look(): void;
  /** How far, in this chat. */
  hasRead(sessionId: string): number;
  /** How far the visitor has read, as it is shown here. */
  visitorRead(sessionId: string): number;
};

export function createAgent(timeline: Timeline, startAt: number, doors: Doors): Agent {
  const logs = new Map<string, TranscriptEntry[]>();
  const read = new Map<string, number>();
  const visitorRead = new Map<string, number>();
  let mine: string | null = null;
  const take = (session: SessionSummary): void => {
    if (session.status === 'waiting') void client.accept(session.sessionId);
    else if (session.status === 'active' && mine !== session.sessionId) {
      mine = session.sessionId;
      client.follow(session.sessionId);
    }
  };
  const client: AgentClient = createAgentClient(
    {
      openSocket: agentSocketOver(doors),
      clock: { now: () => startAt + timeline.now(), after: timeline.after },
      random: { fraction: doors.net.dice.fraction, id: createIds('agent') },
      ...{ storage: createMemoryStore(), storageKey: 'outbox', name: 'Ann' },
    },
    {
      onUp: ({ sessions }) => sessions.forEach(take),
      onSession: take,
      onEntries: (sessionId, entries) => logs.set(sessionId, [...(logs.get(sessionId) ?? []), ...entries]),
      onVisitorSeen: (sessionId, readIndex) =>
        visitorRead.set(sessionId, Math.max(readIndex, visitorRead.get(sessionId) ?? 0)),
      ...{ onDown() {}, onStopped() {}, onVisitorTyping() {}, onOutbox() {}, onOddity() {} },
    },
  );
  return {
    sessionId: () => mine,
    sawEnd(sessionId) {
      const last = logs.get(sessionId)?.at(-1);
      return last ? last.kind === 'sessionEnded' : null;
    },
    look() {
      const last = mine && logs.get(mine)?.at(-1);
      if (!mine || !last) return;
      read.set(mine, last.index);
      client.seen(mine, { deliveredIndex: last.index, readIndex: last.index });
    },
    hasRead: (sessionId) => read.get(sessionId) ?? 0,
    visitorRead: (sessionId) => visitorRead.get(sessionId) ?? 0,
    say(text) {
      if (mine) client.send(mine, text);
      return mine !== null;
    },
    type: () => mine && client.sendTyping(mine, true),
    end: () => void (mine && client.end(mine)),
    screen(sessionId) {
      const logged = (logs.get(sessionId) ?? []).flatMap((entry) =>
        entry.kind === 'message' ? [{ text: entry.text, from: entry.party.kind, delivery: 'sent' as const }] : [],
      );
      const pending = client
        .outbox(sessionId)
        .map(({ text, status }) => ({ text, from: 'agent' as const, delivery: status }));
      return { name: 'agent', lines: [...logged, ...pending] };
    },
  };
}
