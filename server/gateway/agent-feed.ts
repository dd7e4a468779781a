// What is pushed to one agent client: each session's newest summary once per revision, who else is there, and of the
// chats that it follows the logs, the notes, how far the visitors have read, and their typing. Reads everything from the store when woken; a slow line gets fewer,
// newer summaries.

import type { AgentPresence, AgentPush, SessionSummary } from '../../protocol/agent.ts';
import type { Chats } from '../chats.ts';
import type { Hub, Signal } from '../fanout/hub.ts';
import { type Dispose, disposeAll } from '../ports.ts';
import type { Connection } from './connection.ts';
import { createFollowing, type Following } from './following.ts';
import { createNewest, type Newest } from './newest.ts';

export interface AgentFeed {
  /** These summaries were sent in the welcome. From now on newer ones are pushed. */
  begin(sessions: readonly SessionSummary[], agents: readonly AgentPresence[]): void;
  follow(sessionId: string, afterIndex: number): void;
  unfollow(sessionId: string): void;
  close: Dispose;
}

export function createAgentFeed(chats: Chats, hub: Hub, connection: Connection): AgentFeed {
  const revisions = new Map<string, number>();
  const changed = new Set<string>();
  const followed = new Map<string, Following>();
  let presence: Newest | null = null;
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
      changed.add(sessionId);
      wake();
    }
    followed.get(sessionId)?.wake(signal.kind);
    if (signal.kind === 'visitorTyping' && followed.has(sessionId)) {
      connection.sendLossy({ type: 'visitorTyping', sessionId, isTyping: signal.isTyping, text: signal.text });
    }
  };
  const unsubscribe = hub.subscribeToAll(onSignal);
  const stopListening = chats.agents.desk.onChange(() => presence?.wake());

  const unfollow = (sessionId: string) => {
    followed.get(sessionId)?.stop();
    followed.delete(sessionId);
  };

  return {
    begin(sessions, agents) {
      const told = createNewest(
        {
          read: chats.agents.desk.list,
          send: (list) => push({ type: 'agents', agents: list }),
          onFailed: () => connection.close(1011, 'the agents could not be read'),
        },
        [...agents],
      );
      presence = told;
      told.wake();
      for (const { sessionId, revision } of sessions) revisions.set(sessionId, revision);
      state = 'idle';
      wake();
    },
    follow(sessionId, afterIndex) {
      unfollow(sessionId);
      followed.set(sessionId, createFollowing(chats, connection, sessionId, afterIndex));
    },
    unfollow,
    close: disposeAll(
      () => {
        state = 'closed';
        presence?.stop();
        for (const sessionId of [...followed.keys()]) unfollow(sessionId);
      },
      unsubscribe,
      stopListening,
    ),
  };
}
