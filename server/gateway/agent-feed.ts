// What is pushed to one agent client: each session's newest summary once per revision, the logs of the chats that it
// follows, and the visitors' typing in those. Reads everything from the store when woken; a slow line gets fewer,
// newer summaries.

import type { AgentPush, SessionSummary } from '../../protocol/agent.ts';
import type { Chats } from '../chats.ts';
import type { Hub, Signal } from '../fanout/hub.ts';
import { type Dispose, disposeAll } from '../ports.ts';
import type { Connection } from './connection.ts';
import { createEntryCursor, type EntryCursor } from './entry-cursor.ts';

export interface AgentFeed {
  /** These summaries were sent in the welcome. From now on newer ones are pushed. */
  begin(sessions: readonly SessionSummary[]): void;
  follow(sessionId: string, afterIndex: number): void;
  unfollow(sessionId: string): void;
  close: Dispose;
}

export function createAgentFeed(chats: Chats, hub: Hub, connection: Connection): AgentFeed {
  const revisions = new Map<string, number>();
  const changed = new Set<string>();
  const cursors = new Map<string, EntryCursor>();
  let state: 'quiet' | 'idle' | 'pumping' | 'closed' = 'quiet';

  const push = (message: AgentPush) => connection.send(message);

  const pushSummary = async (sessionId: string) => {
    const session = await chats.agents.summary(sessionId);
    if (!session || session.revision <= (revisions.get(sessionId) ?? 0)) return;
    revisions.set(sessionId, session.revision);
    await push({ type: 'session', session });
  };

  const pump = async () => {
    if (state !== 'idle') return;
    state = 'pumping';
    for (const sessionId of changed) {
      changed.delete(sessionId);
      await pushSummary(sessionId);
    }
    if (state === 'pumping') state = 'idle';
  };
  const wake = () => void pump().catch(() => connection.close(1011, 'the sessions could not be read'));

  const onSignal = (signal: Signal) => {
    const { sessionId } = signal;
    if (signal.kind === 'changed') {
      cursors.get(sessionId)?.wake();
      changed.add(sessionId);
      wake();
    }
    if (signal.kind === 'visitorTyping' && cursors.has(sessionId)) {
      connection.sendLossy({ type: 'visitorTyping', sessionId, isTyping: signal.isTyping, text: signal.text });
    }
  };
  const unsubscribe = hub.subscribeToAll(onSignal);

  const unfollow = (sessionId: string) => {
    cursors.get(sessionId)?.stop();
    cursors.delete(sessionId);
  };

  return {
    begin(sessions) {
      for (const { sessionId, revision } of sessions) revisions.set(sessionId, revision);
      state = 'idle';
      wake();
    },
    follow(sessionId, afterIndex) {
      unfollow(sessionId);
      const cursor = createEntryCursor({
        afterIndex,
        read: (after) => chats.visitors.pageAfter(sessionId, after),
        send: (entries) => push({ type: 'entries', sessionId, entries }),
        onFailed: () => connection.close(1011, 'the log could not be read'),
      });
      cursors.set(sessionId, cursor);
      cursor.wake();
    },
    unfollow,
    close: disposeAll(() => {
      state = 'closed';
      for (const sessionId of [...cursors.keys()]) unfollow(sessionId);
    }, unsubscribe),
  };
}
