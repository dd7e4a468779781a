// One poll while it is held. It subscribes before it reads, so an entry that is added in between ends the wait; a
// wake-up that brings nothing for the visitor does not.

import type { Poll, ServerPush } from '../../protocol/server.ts';
import type { Marks } from '../chats/visitor-chats.ts';
import type { Signal } from '../fanout/hub.ts';
import { disposeAll } from '../ports.ts';
import type { GatewayParts } from './gateway-parts.ts';
import type { TypingBoard } from './typing-board.ts';

export type PollParts = GatewayParts & { typing: TypingBoard };

const CONCERNS_VISITOR: ReadonlySet<Signal['kind']> = new Set(['changed', 'agentTyping', 'agentSeen']);

/** What is new for a poll: at once if there is something, else when there is, or nothing when its time is over. */
export async function holdPoll(parts: PollParts, poll: Poll, gone: AbortSignal): Promise<ServerPush[]> {
  const { chats, hub, clock, stopping, typing } = parts;
  const { sessionId } = poll.session;
  const scope = { sessionId, writerEpoch: poll.writerEpoch };

  const alarm = createAlarm();
  const close = disposeAll(
    chats.presence.attach(sessionId),
    hub.subscribeTo(sessionId, ({ kind }) => CONCERNS_VISITOR.has(kind) && alarm.ring()),
    clock.after(poll.waitMs, alarm.end),
  );
  const over = [gone, stopping];
  for (const signal of over) signal.addEventListener('abort', alarm.end);
  if (poll.waitMs === 0 || over.some((signal) => signal.aborted)) alarm.end();

  const isNews = (marks: Marks): boolean =>
    poll.seen
      ? marks.deliveredIndex > poll.seen.deliveredIndex || marks.readIndex > poll.seen.readIndex
      : typing.marks.isNews(sessionId, marks);
  const news = async (): Promise<ServerPush[]> => {
    const { entries } = await chats.visitors.pageAfter(sessionId, poll.afterIndex);
    const fact = typing.take(sessionId);
    const pushes: ServerPush[] = [];
    if (entries.length > 0) pushes.push({ type: 'entries', entries });
    if (fact) pushes.push({ type: 'agentTyping', ...fact });
    const marks = await chats.visitors.marks(sessionId);
    if (marks && isNews(marks)) pushes.push({ type: 'seen', ...marks });
    return pushes;
  };

  try {
    await chats.visitors.sawAlive(scope);
    let pushes = await news();
    while (pushes.length === 0 && !alarm.ended()) {
      await alarm.next();
      if (!gone.aborted) pushes = await news();
    }
    return pushes;
  } finally {
    // Whoever is gone has heard nothing.
    if (gone.aborted) typing.marks.forget(sessionId);
    for (const signal of over) signal.removeEventListener('abort', alarm.end);
    close();
  }
}

/** Waits for a ring that has come or will come; after the end nothing waits. */
function createAlarm() {
  let rung = false;
  let over = false;
  let resolve = () => {};
  const ring = () => {
    rung = true;
    resolve();
  };
  return {
    ring,
    end: () => {
      over = true;
      ring();
    },
    ended: () => over,
    async next() {
      if (!rung) {
        await new Promise<void>((done) => {
          resolve = done;
        });
      }
      rung = over;
    },
  };
}
