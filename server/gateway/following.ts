// One chat that an agent client follows: its log, its notes, and how far the visitor has read.

import type { AgentPush } from '../../protocol/agent.ts';
import type { Chats } from '../chats.ts';
import type { Signal } from '../fanout/hub.ts';
import type { Connection } from './connection.ts';
import { createEntryCursor } from './entry-cursor.ts';
import { createNewest } from './newest.ts';

export interface Following {
  wake(kind: Signal['kind']): void;
  stop(): void;
}

export function createFollowing(
  { visitors, agents }: Chats,
  connection: Connection,
  sessionId: string,
  afterIndex: number,
): Following {
  const push = (message: AgentPush) => connection.send(message);
  const onFailed = () => connection.close(1011, 'the chat could not be read');
  const log = createEntryCursor({
    afterIndex,
    read: (after) => visitors.pageAfter(sessionId, after),
    send: (entries) => push({ type: 'entries', sessionId, entries }),
    onFailed,
  });
  const notes = createNewest({
    read: () => agents.notes(sessionId),
    send: (all) => push({ type: 'notes', sessionId, notes: all }),
    onFailed,
  });
  const marks = createNewest({
    read: async () => (await agents.visitorReadIndex(sessionId)) || null,
    send: (readIndex) => push({ type: 'visitorSeen', sessionId, readIndex }),
    onFailed,
  });
  for (const teller of [log, notes, marks]) teller.wake();

  return {
    wake(kind) {
      if (kind === 'changed') log.wake();
      if (kind === 'notes') notes.wake();
      if (kind === 'visitorSeen') marks.wake();
    },
    stop() {
      for (const teller of [log, notes, marks]) teller.stop();
    },
  };
}
