// An agent's client of the chat server, the same for the console and for a bot: joins the link, the logs of the
// followed chats and the outbox. Knows no DOM and keeps no transcript: what it hears it tells.

import * as v from 'valibot';
import type { SessionSummary, Welcome } from '../../protocol/agent.ts';
import { explained, type Failure, SERVER_UNAVAILABLE } from '../../protocol/errors.ts';
import { failed } from '../../protocol/result.ts';
import { Appended } from '../../protocol/server.ts';
import type { TranscriptEntry } from '../../protocol/session.ts';
import type { Answer } from './agent-channel.ts';
import { createAgentLink } from './agent-link.ts';
import { createFollower } from './follower.ts';
import { createOutbox } from './outbox.ts';
import type { OutboxItem, Outgoing } from './outbox-item.ts';
import type { Clock, Dispose, KeyValueStore, OpenSocket, Random } from './ports.ts';

export type AgentClientOptions = {
  openSocket: OpenSocket;
  clock: Clock;
  random: Random;
  storage: KeyValueStore;
  /** Where the outbox is kept; one per agent. */
  storageKey: string;
  /** Used where the server needs no login; null otherwise. */
  name: string | null;
};

export type AgentClientEvents = {
  /** After each connection, before anything newer. Followed chats are asked for again after it. */
  onUp(welcome: Welcome): void;
  onDown(): void;
  /** Refused for good. */
  onStopped(error: Failure): void;
  /** Never older than what was told before. */
  onSession(session: SessionSummary): void;
  /** Each index once, in order, from 1. Only of followed chats. */
  onEntries(sessionId: string, entries: readonly TranscriptEntry[]): void;
  onVisitorTyping(typing: { sessionId: string; isTyping: boolean; text: string | null }): void;
  /** What is on its way in this chat, in order. */
  onOutbox(sessionId: string, items: readonly Outgoing[]): void;
  /** For the log: something came that is not of the protocol, and was ignored. */
  onOddity(description: string): void;
};

export interface AgentClient {
  accept(sessionId: string): Promise<Answer<unknown>>;
  end(sessionId: string): Promise<Answer<unknown>>;
  follow(sessionId: string): void;
  unfollow(sessionId: string): void;
  /** Never lost, never doubled: see the outbox. */
  send(sessionId: string, text: string): void;
  retry(sessionId: string): void;
  discard(sessionId: string, messageId: string): void;
  outbox(sessionId: string): readonly Outgoing[];
  sendTyping(sessionId: string, isTyping: boolean): void;
  wake(): void;
  /** Closes the link. The outbox stays in storage. */
  close: Dispose;
}

export function createAgentClient(options: AgentClientOptions, events: AgentClientEvents): AgentClient {
  const { clock, random, storage, storageKey } = options;
  const revisions = new Map<string, number>();

  const isStale = ({ sessionId, revision }: SessionSummary) => revision < (revisions.get(sessionId) ?? -1);
  const noteSession = (session: SessionSummary) => {
    revisions.set(session.sessionId, session.revision);
    follower.noteKnown(session.sessionId, session.lastIndex);
  };
  const takeEntries = (sessionId: string, entries: readonly TranscriptEntry[]) => {
    const fresh = follower.take(sessionId, entries);
    if (fresh.length === 0) return;
    events.onEntries(sessionId, fresh);
    outbox.noteEntries(sessionId, fresh);
  };

  const link = createAgentLink(options, options.name, {
    onUp(welcome) {
      revisions.clear();
      events.onUp(welcome);
      for (const sessionId of outbox.sessionIds()) events.onOutbox(sessionId, outbox.items(sessionId));
      for (const session of welcome.sessions) noteSession(session);
      follower.resume();
      outbox.resume();
    },
    onPush(push) {
      if (push.type === 'entries') return takeEntries(push.sessionId, push.entries);
      if (push.type === 'visitorTyping') return events.onVisitorTyping(push);
      if (push.type !== 'session' || isStale(push.session)) return;
      noteSession(push.session);
      events.onSession(push.session);
    },
    onDown() {
      follower.pause();
      outbox.pause();
      events.onDown();
    },
    onStopped(error) {
      follower.pause();
      outbox.pause();
      events.onStopped(error);
    },
    onOddity: events.onOddity,
  });

  const append = async ({ id, sessionId, text }: OutboxItem): Promise<Answer<unknown>> => {
    const answer = await link.request({ type: 'append', id, sessionId, text });
    if (!answer.ok) return answer;
    const checked = v.safeParse(Appended, answer.value);
    if (!checked.success) return failed(explained(SERVER_UNAVAILABLE, 'The answer to append was not understood.'));
    follower.noteKnown(sessionId, checked.output.index);
    return answer;
  };

  const follower = createFollower({
    clock,
    ask: (sessionId, afterIndex) => link.request({ type: 'follow', sessionId, afterIndex }),
    onUnknown: (sessionId) => events.onOddity(`follow: the server does not know session ${sessionId}`),
  });
  const outbox = createOutbox({ clock, random, storage, storageKey, append, onChange: events.onOutbox });
  // Only the log says that a message has arrived, so chats with messages on their way are followed.
  for (const sessionId of outbox.sessionIds()) follower.follow(sessionId);

  return {
    accept: (sessionId) => link.request({ type: 'accept', sessionId }),
    end: (sessionId) => link.request({ type: 'end', sessionId }),
    follow: follower.follow,
    unfollow(sessionId) {
      follower.unfollow(sessionId);
      void link.request({ type: 'unfollow', sessionId });
    },
    send(sessionId, text) {
      follower.follow(sessionId);
      outbox.add(sessionId, text);
    },
    retry: outbox.retry,
    discard: outbox.discard,
    outbox: outbox.items,
    sendTyping: (sessionId, isTyping) => void link.request({ type: 'typing', sessionId, isTyping }),
    wake: link.wake,
    close() {
      link.close();
      follower.close();
      outbox.pause();
    },
  };
}
