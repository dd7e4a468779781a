// The console's one rule book: a state and an event give the next state and the orders that follow from it. No clock,
// no socket, no storage, no page. An event that means nothing now returns the same state.

import { newWords } from './console-attraction.ts';
import type { ConsoleEvent, Fact, Step, TalkWish } from './console-events.ts';
import { whenConnected, whenSessionChanged } from './console-sessions.ts';
import type { Chat, ConsoleState } from './console-state.ts';
import { endNow, marksOf, open, step, turnTo, whenWished, withChat } from './console-wishes.ts';
import { whenWorked } from './console-work.ts';
import type { WorkEvent } from './work-events.ts';

type Of<T extends Fact['type']> = Extract<Fact, { type: T }>;

export function transition(state: ConsoleState, event: ConsoleEvent): Step<ConsoleState> {
  switch (event.type) {
    case 'connected':
      return whenConnected(state, event.welcome, event.at);
    case 'connectionLost':
      return step(
        state.connection.status === 'up' ? { ...state, connection: { status: 'down' }, accepting: [] } : state,
      );
    case 'connectionStopped':
      return step({ ...state, connection: { status: 'stopped', error: event.error }, accepting: [] });
    case 'sessionChanged':
      return whenSessionChanged(state, event.session);
    case 'entriesArrived':
      return whenEntriesArrived(state, event);
    case 'visitorTyped': {
      const typing = event.isTyping ? { text: event.text } : null;
      return step(withChat(state, event.sessionId, (chat) => ({ ...chat, typing })));
    }
    case 'outboxChanged':
      return step(withChat(state, event.sessionId, (chat) => ({ ...chat, outbox: event.items })));
    case 'acceptAnswered':
      return whenAcceptAnswered(state, event);
    case 'endGraceOver':
      return endNow(state);
    case 'endAnswered':
      return step(event.error ? { ...state, notice: `The chat was not ended: ${event.error.description}` } : state);
    case 'addressChanged':
      return event.openId === state.openId ? step(state) : turnTo(state, event.openId);
    default:
      return isTalkWish(event) ? whenWished(state, event) : whenWorked(state, event);
  }
}

const TALK_WISHES: Record<TalkWish['type'], true> = {
  acceptRequested: true,
  chatOpened: true,
  chatLeft: true,
  chatSeen: true,
  draftEdited: true,
  answerChosen: true,
  offerDropped: true,
  replySubmitted: true,
  retryRequested: true,
  discardRequested: true,
  endRequested: true,
  endConfirmed: true,
  endCancelled: true,
  noticeDismissed: true,
};
const isTalkWish = (event: TalkWish | WorkEvent): event is TalkWish => Object.hasOwn(TALK_WISHES, event.type);

function whenEntriesArrived(state: ConsoleState, { sessionId, entries }: Of<'entriesArrived'>): Step<ConsoleState> {
  const chat = state.chats[sessionId];
  if (!chat) return step(state);
  const next = withEntries(chat, entries);
  return step(
    withChat(state, sessionId, () => next),
    ...marksOf(state, next),
    ...newWords(state, chat, entries),
  );
}

const isVisitorsLastWord = (entry: Chat['entries'][number]): boolean =>
  entry.kind === 'sessionEnded' || (entry.kind === 'message' && entry.party.kind === 'visitor');

const withEntries = (chat: Chat, entries: Chat['entries']): Chat => ({
  ...chat,
  entries: [...chat.entries, ...entries],
  typing: entries.some(isVisitorsLastWord) ? null : chat.typing,
});

function whenAcceptAnswered(state: ConsoleState, { sessionId, error }: Of<'acceptAnswered'>): Step<ConsoleState> {
  const answered = { ...state, accepting: state.accepting.filter((id) => id !== sessionId) };
  if (error) return step({ ...answered, notice: `The visitor was not accepted: ${error.description}` });
  return open(answered, sessionId);
}
