// The console's one rule book: a state and an event give the next state and the orders that follow from it. No clock,
// no socket, no storage, no page. An event that means nothing now returns the same state.

import type { ConsoleEvent, Effect, Step } from './console-events.ts';
import { isMine } from './console-selectors.ts';
import { whenConnected, whenSessionChanged } from './console-sessions.ts';
import type { Chat, ConsoleState } from './console-state.ts';

const step = (state: ConsoleState, ...effects: Effect[]): Step<ConsoleState> => ({ state, effects });

const withChat = (state: ConsoleState, sessionId: string, change: (chat: Chat) => Chat): ConsoleState => {
  const chat = state.chats[sessionId];
  return chat ? { ...state, chats: { ...state.chats, [sessionId]: change(chat) } } : state;
};

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
      return step(
        withChat(state, event.sessionId, (chat) => ({
          ...chat,
          entries: [...chat.entries, ...event.entries],
          typing: event.entries.some(isVisitorsWord) ? null : chat.typing,
        })),
      );
    case 'visitorTyped':
      return step(
        withChat(state, event.sessionId, (chat) => ({ ...chat, typing: event.isTyping ? { text: event.text } : null })),
      );
    case 'outboxChanged':
      return step(withChat(state, event.sessionId, (chat) => ({ ...chat, outbox: event.items })));
    case 'acceptAnswered':
      return whenAcceptAnswered(state, event);
    case 'endAnswered':
      return step(event.error ? { ...state, notice: `The chat was not ended: ${event.error.description}` } : state);
    case 'noticeDismissed':
      return step({ ...state, notice: null });
    default:
      return whenWished(state, event);
  }
}

const isVisitorsWord = (entry: Chat['entries'][number]): boolean =>
  entry.kind === 'sessionEnded' || (entry.kind === 'message' && entry.party.kind === 'visitor');

type Of<T extends ConsoleEvent['type']> = Extract<ConsoleEvent, { type: T }>;

function whenAcceptAnswered(state: ConsoleState, { sessionId, error }: Of<'acceptAnswered'>): Step<ConsoleState> {
  const accepting = state.accepting.filter((id) => id !== sessionId);
  if (error) return step({ ...state, accepting, notice: `The visitor was not accepted: ${error.description}` });
  return open({ ...state, accepting }, sessionId);
}

/** The log of a chat on the screen is wanted; one that is not in the lists yet is followed when it appears there. */
const followEffects = (state: ConsoleState, sessionId: string | null): Effect[] =>
  sessionId !== null && state.chats[sessionId] ? [{ kind: 'follow', sessionId }] : [];

function open(state: ConsoleState, openId: string): Step<ConsoleState> {
  const follow = followEffects(state, openId);
  if (state.openId === openId) return step(state, ...follow);
  return step({ ...state, openId, confirmingEndOf: null }, ...follow, { kind: 'showAddress', openId });
}

type PageEvent = Of<
  | 'acceptRequested'
  | 'chatOpened'
  | 'chatLeft'
  | 'chatSeen'
  | 'draftEdited'
  | 'replySubmitted'
  | 'retryRequested'
  | 'discardRequested'
  | 'endRequested'
  | 'endConfirmed'
  | 'endCancelled'
  | 'addressChanged'
>;

function whenWished(state: ConsoleState, wish: PageEvent): Step<ConsoleState> {
  switch (wish.type) {
    case 'acceptRequested':
      if (state.accepting.includes(wish.sessionId)) return step(state);
      return step(
        { ...state, accepting: [...state.accepting, wish.sessionId] },
        { kind: 'accept', sessionId: wish.sessionId },
      );
    case 'chatOpened':
      return open(state, wish.sessionId);
    case 'chatLeft':
      return step({ ...state, openId: null, confirmingEndOf: null }, { kind: 'showAddress', openId: null });
    case 'addressChanged':
      if (wish.openId === state.openId) return step(state);
      return step({ ...state, openId: wish.openId, confirmingEndOf: null }, ...followEffects(state, wish.openId));
    case 'endRequested':
      return step({ ...state, confirmingEndOf: wish.sessionId });
    case 'endCancelled':
      return step({ ...state, confirmingEndOf: null });
    case 'endConfirmed':
      if (state.confirmingEndOf === null) return step(state);
      return step({ ...state, confirmingEndOf: null }, { kind: 'end', sessionId: state.confirmingEndOf });
    default:
      return whenWritten(state, wish);
  }
}

type ChatWish = Of<'chatSeen' | 'draftEdited' | 'replySubmitted' | 'retryRequested' | 'discardRequested'>;

/** Wishes within one chat; without the chat they mean nothing. */
function whenWritten(state: ConsoleState, wish: ChatWish): Step<ConsoleState> {
  const { sessionId } = wish;
  const chat = state.chats[sessionId];
  if (!chat) return step(state);
  const keepAs = (next: Chat, ...effects: Effect[]) =>
    step(
      withChat(state, sessionId, () => next),
      { kind: 'keep', sessionId, kept: { seenIndex: next.seenIndex, draft: next.draft } },
      ...effects,
    );
  switch (wish.type) {
    case 'chatSeen': {
      const seenIndex = chat.entries.at(-1)?.index ?? 0;
      return seenIndex > chat.seenIndex ? keepAs({ ...chat, seenIndex }) : step(state);
    }
    case 'draftEdited':
      return keepAs({ ...chat, draft: wish.text }, { kind: 'reportTyping', sessionId, isTyping: wish.text !== '' });
    case 'replySubmitted': {
      const text = chat.draft.trim();
      if (text === '' || !isMine(state, chat)) return step(state);
      return keepAs(
        { ...chat, draft: '' },
        { kind: 'reportTyping', sessionId, isTyping: false },
        { kind: 'send', sessionId, text },
      );
    }
    case 'retryRequested':
      return step(state, { kind: 'retry', sessionId });
    case 'discardRequested':
      return step(state, { kind: 'discard', sessionId, messageId: wish.messageId });
  }
}
