// What the console shows and nothing else: plain immutable data, no functions, no clock. The page is a function of it.

import type { Agent, SessionSummary } from '../../protocol/agent.ts';
import type { Failure } from '../../protocol/errors.ts';
import type { TranscriptEntry } from '../../protocol/session.ts';
import type { Outgoing } from './outbox-item.ts';

export type Connection =
  /** Never connected since the page was opened. */
  { status: 'connecting' } | { status: 'up' } | { status: 'down' } | { status: 'stopped'; error: Failure };

export type Chat = {
  summary: SessionSummary;
  /** From index 1, in order, without gaps; empty until the chat is followed. */
  entries: readonly TranscriptEntry[];
  outbox: readonly Outgoing[];
  /** What the visitor is typing now. `text` is a preview where the site allows one. */
  typing: { text: string | null } | null;
  /** Last index that the agent has looked at. */
  seenIndex: number;
  draft: string;
};

export type ConsoleState = {
  connection: Connection;
  /** Who the server says we are; null until it has. */
  agent: Agent | null;
  /** The server's clock minus ours. */
  serverAheadMs: number;
  chats: Readonly<Record<string, Chat>>;
  /** What was read and drafted in chats that the server has not told of yet. */
  kept: Readonly<Record<string, KeptChat>>;
  openId: string | null;
  /** Chats for which an accept is under way. */
  accepting: readonly string[];
  /** The chat that is about to be ended; the agent may still think better of it. */
  endingId: string | null;
  /** One sentence about what did not work; shown until dismissed. */
  notice: string | null;
};

/** What survives a reload, per chat. */
export type KeptChat = { seenIndex: number; draft: string };

export const initialState = (openId: string | null, kept: Readonly<Record<string, KeptChat>>): ConsoleState => ({
  connection: { status: 'connecting' },
  agent: null,
  serverAheadMs: 0,
  chats: {},
  kept,
  openId,
  accepting: [],
  endingId: null,
  notice: null,
});
