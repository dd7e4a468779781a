// What is pushed to one visitor's channel: the log above an index, how far it was read, and the agent's typing. The subscription stands
// before the log is read, so nothing falls into the gap between the two.

import type { Chats } from '../chats.ts';
import type { Hub } from '../fanout/hub.ts';
import { type Dispose, disposeAll } from '../ports.ts';
import type { Connection } from './connection.ts';
import { createEntryCursor } from './entry-cursor.ts';
import { createNewest } from './newest.ts';

type FeedParts = { chats: Chats; hub: Hub; connection: Connection };

/** Runs until disposed of; so long the visitor is here. */
export function startVisitorFeed(
  { chats, hub, connection }: FeedParts,
  sessionId: string,
  afterIndex: number,
): Dispose {
  const cursor = createEntryCursor({
    afterIndex,
    read: (after) => chats.visitors.pageAfter(sessionId, after),
    send: (entries) => connection.send({ type: 'entries', entries }),
    onFailed: () => connection.close(1011, 'the log could not be read'),
  });
  const marks = createNewest({
    read: () => chats.visitors.marks(sessionId),
    send: (told) => connection.send({ type: 'seen', ...told }),
    onFailed: () => connection.close(1011, 'the session could not be read'),
  });
  const unsubscribe = hub.subscribeTo(sessionId, (signal) => {
    if (signal.kind === 'changed') cursor.wake();
    if (signal.kind === 'agentSeen') marks.wake();
    if (signal.kind === 'agentTyping') {
      connection.sendLossy({ type: 'agentTyping', party: signal.party, isTyping: signal.isTyping });
    }
  });
  cursor.wake();
  marks.wake();
  return disposeAll(chats.presence.attach(sessionId), unsubscribe, cursor.stop, marks.stop);
}
