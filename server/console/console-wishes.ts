// What follows from the wishes of the person at the console: opening, ending, writing. Pure, a part of the transition.

import { MAX_MESSAGE_CHARS } from '../../protocol/session.ts';
import type { Effect, Step, TalkWish } from './console-events.ts';
import { isMine } from './console-selectors.ts';
import type { Chat, ConsoleState, KeptChat } from './console-state.ts';

const tooLong = (text: string): string =>
  `A message has at most ${MAX_MESSAGE_CHARS} characters; this one has ${text.length}. Send it in parts.`;

type ConsoleStep = Step<ConsoleState>;

export const step = (state: ConsoleState, ...effects: Effect[]): ConsoleStep => ({ state, effects });

export const withChat = (state: ConsoleState, sessionId: string, change: (chat: Chat) => Chat): ConsoleState => {
  const chat = state.chats[sessionId];
  return chat ? { ...state, chats: { ...state.chats, [sessionId]: change(chat) } } : state;
};

export const keptOf = ({ seenIndex, draft, offered, noteDraft }: Chat): KeptChat => ({
  ...{ seenIndex, draft },
  ...(offered.length > 0 && { offered }),
  ...(noteDraft === '' ? {} : { noteDraft }),
});

/** How far a chat of mine has come and was read; those of others are not mine to tell. */
export const marksOf = (state: ConsoleState, chat: Chat): Effect[] => {
  const { sessionId } = chat.summary;
  const deliveredIndex = chat.entries.at(-1)?.index ?? 0;
  if (!isMine(state, chat) || deliveredIndex === 0) return [];
  // What was read before a reload counts only as far as it has come here again.
  return [{ kind: 'seen', sessionId, deliveredIndex, readIndex: Math.min(chat.seenIndex, deliveredIndex) }];
};

/** The end that was only announced so far is ordered now. */
export const endNow = (state: ConsoleState): ConsoleStep =>
  state.endingId === null
    ? step(state)
    : step({ ...state, endingId: null }, { kind: 'stopEndGrace' }, { kind: 'end', sessionId: state.endingId });

/** Another chat, or none, comes to the screen. Whoever ends a chat and walks on has made up their mind. */
export function turnTo(state: ConsoleState, openId: string | null): ConsoleStep {
  const ended = endNow(state);
  // A chat that is not in the lists yet is followed when it appears there.
  const isListed = openId !== null && state.chats[openId];
  return step({ ...ended.state, openId }, ...ended.effects, ...(isListed ? [follow(openId)] : []));
}

const follow = (sessionId: string): Effect => ({ kind: 'follow', sessionId });

/** As turning to it, and the page's address follows. */
export function open(state: ConsoleState, openId: string | null): ConsoleStep {
  if (state.openId === openId) return step(state);
  const turned = turnTo(state, openId);
  return step(turned.state, ...turned.effects, { kind: 'showAddress', openId });
}

function accept(state: ConsoleState, sessionId: string): ConsoleStep {
  if (state.accepting.includes(sessionId)) return step(state);
  const accepting = { ...state, accepting: [...state.accepting, sessionId] };
  // Before the first welcome it is not known to the server who we are: see whenConnected.
  return state.connection.status === 'connecting' ? step(accepting) : step(accepting, { kind: 'accept', sessionId });
}

type WishOf<T extends TalkWish['type']> = Extract<TalkWish, { type: T }>;
type Draft = WishOf<'draftEdited' | 'answerChosen' | 'offerDropped'>;
type ChatWish = Draft | WishOf<'chatSeen' | 'replySubmitted' | 'retryRequested' | 'discardRequested'>;

/** Whoever has deleted the words begins anew. */
function drafted(chat: Chat, wish: Draft): Chat {
  switch (wish.type) {
    case 'draftEdited':
      return { ...chat, draft: wish.text, offered: wish.text === '' ? [] : chat.offered };
    case 'answerChosen':
      return { ...chat, draft: wish.text, offered: wish.parts };
    case 'offerDropped':
      return { ...chat, offered: [] };
  }
}

export function whenWished(state: ConsoleState, wish: TalkWish): ConsoleStep {
  switch (wish.type) {
    case 'acceptRequested':
      return accept(state, wish.sessionId);
    case 'chatOpened':
      return open(state, wish.sessionId);
    case 'chatLeft':
      return open(state, null);
    case 'endRequested': {
      if (state.endingId === wish.sessionId) return step(state);
      const ended = endNow(state);
      return step({ ...ended.state, endingId: wish.sessionId }, ...ended.effects, { kind: 'startEndGrace' });
    }
    case 'endCancelled':
      return state.endingId === null ? step(state) : step({ ...state, endingId: null }, { kind: 'stopEndGrace' });
    case 'endConfirmed':
      return endNow(state);
    case 'noticeDismissed':
      return step({ ...state, notice: null });
    default: {
      const chat = state.chats[wish.sessionId];
      return chat ? withinChat(state, chat, wish) : step(state);
    }
  }
}

function withinChat(state: ConsoleState, chat: Chat, wish: ChatWish): ConsoleStep {
  const { sessionId } = wish;
  const keepAs = (next: Chat, ...effects: Effect[]) =>
    step(
      withChat(state, sessionId, () => next),
      { kind: 'keep', sessionId, kept: keptOf(next) },
      ...effects,
    );
  switch (wish.type) {
    case 'chatSeen': {
      const seenIndex = chat.entries.at(-1)?.index ?? 0;
      if (seenIndex <= chat.seenIndex) return step(state);
      const seen = { ...chat, seenIndex };
      return keepAs(seen, ...marksOf(state, seen));
    }
    case 'draftEdited':
    case 'answerChosen':
    case 'offerDropped': {
      const next = drafted(chat, wish);
      return keepAs(next, { kind: 'reportTyping', sessionId, isTyping: next.draft !== '' });
    }
    case 'replySubmitted': {
      const text = chat.draft.trim();
      if (text === '' || !isMine(state, chat)) return step(state);
      if (text.length > MAX_MESSAGE_CHARS) return step({ ...state, notice: tooLong(text) });
      return keepAs(
        { ...chat, draft: '', offered: [] },
        { kind: 'reportTyping', sessionId, isTyping: false },
        { kind: 'send', sessionId, text, ...(chat.offered.length > 0 && { parts: chat.offered }) },
      );
    }
    case 'retryRequested':
      return step(state, { kind: 'retry', sessionId });
    case 'discardRequested':
      return step(state, { kind: 'discard', sessionId, messageId: wish.messageId });
  }
}
