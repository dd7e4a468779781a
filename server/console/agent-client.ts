// An agent's client of the chat server, the same for the console and for a bot: joins the link, the logs of the
// followed chats and the outbox. Knows no DOM and keeps no transcript: what it hears it tells.

import * as v from 'valibot';
import type { AgentPush, SessionSummary } from '../../protocol/agent.ts';
import { explained, SERVER_UNAVAILABLE } from '../../protocol/errors.ts';
import { failed } from '../../protocol/result.ts';
import { Appended } from '../../protocol/server.ts';
import type { TranscriptEntry } from '../../protocol/session.ts';
import type { Answer } from './agent-channel.ts';
import type { AgentClient, AgentClientEvents, AgentClientOptions } from './agent-client-types.ts';
import { createAgentLink } from './agent-link.ts';
import { createAgentWork } from './agent-work.ts';
import { createFollower } from './follower.ts';
import { createOutbox } from './outbox.ts';
import { attachedOf, type OutboxItem } from './outbox-item.ts';
import { createSeenReporter } from './seen-reporter.ts';

export type { AgentClient, AgentClientEvents, AgentClientOptions } from './agent-client-types.ts';

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
      marks.resume();
    },
    onPush: (push) => takePush(push),
    onDown() {
      pause();
      events.onDown();
    },
    onStopped(error) {
      pause();
      events.onStopped(error);
    },
    onOddity: events.onOddity,
  });

  const pause = () => {
    follower.pause();
    outbox.pause();
    marks.pause();
  };
  const takePush = (push: AgentPush) => {
    switch (push.type) {
      case 'entries':
        return takeEntries(push.sessionId, push.entries);
      case 'visitorTyping':
        return events.onVisitorTyping(push);
      case 'visitorSeen':
        return events.onVisitorSeen?.(push.sessionId, push.readIndex);
      case 'notes':
        return events.onNotes?.(push.sessionId, push.notes);
      case 'agents':
        return events.onAgents?.(push.agents);
      case 'session':
        if (isStale(push.session)) return;
        noteSession(push.session);
        return events.onSession(push.session);
    }
  };

  const append = async ({ id, sessionId, text, ...rest }: OutboxItem): Promise<Answer<unknown>> => {
    const answer = await link.request({ type: 'append', id, sessionId, text, ...attachedOf(rest) });
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
  const marks = createSeenReporter(clock, (sessionId, seen) => link.request({ type: 'seen', sessionId, ...seen }));
  const outbox = createOutbox({ clock, random, storage, storageKey, append, onChange: events.onOutbox });
  // Only the log says that a message has arrived, so chats with messages on their way are followed.
  for (const sessionId of outbox.sessionIds()) follower.follow(sessionId);

  return {
    ...createAgentWork((body) => link.request(body)),
    accept: (sessionId) => link.request({ type: 'accept', sessionId }),
    end: (sessionId) => link.request({ type: 'end', sessionId }),
    follow: follower.follow,
    unfollow(sessionId) {
      follower.unfollow(sessionId);
      void link.request({ type: 'unfollow', sessionId });
    },
    send(sessionId, text, attached) {
      follower.follow(sessionId);
      outbox.add(sessionId, text, attached);
    },
    retry: outbox.retry,
    discard: outbox.discard,
    outbox: outbox.items,
    sendTyping: (sessionId, isTyping) => void link.request({ type: 'typing', sessionId, isTyping }),
    seen: marks.note,
    wake: link.wake,
    close() {
      link.close();
      follower.close();
      outbox.pause();
      marks.close();
    },
  };
}
