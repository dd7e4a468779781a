// How the lists follow the server's summaries: a fresh list after each connection, single changes in between.

import type { SessionSummary, Welcome } from '../../protocol/agent.ts';
import { becoming, newcomers } from './console-attraction.ts';
import type { Effect, Step } from './console-events.ts';
import { isMine } from './console-selectors.ts';
import type { Chat, ConsoleState, KeptChat } from './console-state.ts';

export const newChat = (summary: SessionSummary, kept: KeptChat | undefined): Chat => ({
  summary,
  entries: [],
  outbox: [],
  typing: null,
  seenIndex: kept?.seenIndex ?? 0,
  visitorReadIndex: 0,
  draft: kept?.draft ?? '',
  offered: kept?.offered ?? [],
  notes: [],
  noteDraft: kept?.noteDraft ?? '',
  uploads: [],
});

const merged = (state: ConsoleState, summary: SessionSummary): Chat => {
  const known = state.chats[summary.sessionId];
  return known ? { ...known, summary } : newChat(summary, state.kept[summary.sessionId]);
};

/** My chats and the one on the screen are followed. Asking twice for the same changes nothing. */
const follows = (state: ConsoleState, chats: readonly Chat[]): Effect[] =>
  chats
    .filter((chat) => isMine(state, chat) || chat.summary.sessionId === state.openId)
    .map((chat) => ({ kind: 'follow', sessionId: chat.summary.sessionId }));

export function whenConnected(state: ConsoleState, welcome: Welcome, at: number): Step<ConsoleState> {
  const { agent, sessions, serverTime } = welcome;
  // Chats that the server no longer lists stay only while something of ours depends on them.
  const listed = new Set(sessions.map(({ sessionId }) => sessionId));
  const staying = Object.values(state.chats).filter(
    ({ summary, outbox }) =>
      !listed.has(summary.sessionId) && (outbox.length > 0 || summary.sessionId === state.openId),
  );
  const isFirst = state.connection.status === 'connecting';
  const chats = [
    ...staying.map((chat) => ({ ...chat, typing: null })),
    ...sessions.map((session) => ({ ...merged(state, session), typing: null })),
  ];
  const next: ConsoleState = {
    ...state,
    agent,
    connection: { status: 'up' },
    serverAheadMs: serverTime - at,
    chats: Object.fromEntries(chats.map((chat) => [chat.summary.sessionId, chat])),
    isAvailable: welcome.isAvailable ?? state.isAvailable,
    agents: welcome.agents ?? [],
    cannedReplies: welcome.cannedReplies ?? [],
    files: welcome.files ?? null,
  };
  const dropped = Object.keys(state.chats).filter((sessionId) => !next.chats[sessionId]);
  const forgotten = Object.keys(state.kept).filter((sessionId) => !next.chats[sessionId]);
  return {
    state: { ...next, kept: {} },
    effects: [
      ...follows(next, chats),
      ...dropped.map((sessionId) => ({ kind: 'unfollow', sessionId }) as const),
      ...forgotten.map((sessionId) => ({ kind: 'keep', sessionId, kept: null }) as const),
      // Pressed before the server knew who we are.
      ...(isFirst ? state.accepting.map((sessionId) => ({ kind: 'accept', sessionId }) as const) : []),
      ...(isFirst ? [] : newcomers(state, sessions)),
    ],
  };
}

/** Files on their way into a chat that is no longer mine would arrive nowhere. */
const strandedUploads = (state: ConsoleState, chat: Chat): Effect[] =>
  isMine(state, chat)
    ? []
    : chat.uploads.map(({ fileId }) => ({ kind: 'cancelUpload', sessionId: chat.summary.sessionId, fileId }));

export function whenSessionChanged(state: ConsoleState, session: SessionSummary): Step<ConsoleState> {
  const chat = merged(state, session);
  const hasEnded = session.status === 'ended';
  const next: ConsoleState = {
    ...state,
    chats: { ...state.chats, [session.sessionId]: hasEnded ? { ...chat, typing: null } : chat },
    endingId: hasEnded && state.endingId === session.sessionId ? null : state.endingId,
  };
  return {
    state: next,
    effects: [...follows(next, [chat]), ...becoming(state, next, chat), ...strandedUploads(next, chat)],
  };
}
