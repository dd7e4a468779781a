// What an agent who looks elsewhere wants to hear of: a visitor who waits, a chat that was handed over, a new message.
// Pure; whether there is a sound is decided elsewhere.

import type { SessionSummary } from '../../protocol/agent.ts';
import type { TranscriptEntry } from '../../protocol/session.ts';
import type { Effect } from './console-events.ts';
import { isMine } from './console-selectors.ts';
import type { Chat, ConsoleState } from './console-state.ts';

const visitorCame = (sessionId: string): Effect => ({
  kind: 'attract',
  reason: 'visitor',
  key: `visitor-${sessionId}`,
});

/** Visitors who began to wait while the line was down. */
export const newcomers = (state: ConsoleState, sessions: readonly SessionSummary[]): Effect[] =>
  sessions
    .filter(({ sessionId, status }) => status === 'waiting' && !state.chats[sessionId])
    .map(({ sessionId }) => visitorCame(sessionId));

/** A visitor has begun to wait, or another agent has handed a chat over to me. */
export function becoming(before: ConsoleState, after: ConsoleState, chat: Chat): Effect[] {
  const { sessionId, status, revision } = chat.summary;
  const known = before.chats[sessionId];
  if (status === 'waiting') return known?.summary.status === 'waiting' ? [] : [visitorCame(sessionId)];
  const isHandedOver =
    known?.summary.status === 'active' &&
    !isMine(before, known) &&
    isMine(after, chat) &&
    !isAccepted(before, sessionId);
  return isHandedOver ? [{ kind: 'attract', reason: 'visitor', key: `mine-${sessionId}-${revision}` }] : [];
}

const isAccepted = ({ accepting }: ConsoleState, sessionId: string): boolean => accepting.includes(sessionId);

/** The first entries of a chat are what was said before it came to this page. */
export function newWords(state: ConsoleState, chat: Chat, entries: readonly TranscriptEntry[]): Effect[] {
  if (chat.entries.length === 0 || !isMine(state, chat)) return [];
  const last = [...entries].reverse().find((entry) => entry.kind === 'message' && entry.party.kind === 'visitor');
  if (!last || last.index <= chat.seenIndex) return [];
  return [{ kind: 'attract', reason: 'message', key: `message-${chat.summary.sessionId}-${last.index}` }];
}
