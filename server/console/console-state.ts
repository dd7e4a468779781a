// What the console shows and nothing else: plain immutable data, no functions, no clock. The page is a function of it.

import type { Agent, AgentPresence, CannedReply, Note, SessionSummary } from '../../protocol/agent.ts';
import type { Failure } from '../../protocol/errors.ts';
import type { FileAddress, FileLimits } from '../../protocol/files.ts';
import type { OfferedPart } from '../../protocol/message-parts.ts';
import type { TranscriptEntry } from '../../protocol/session.ts';
import type { Outgoing } from './outbox-item.ts';
import type { Upload } from './upload.ts';

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
  /** Last index that the visitor has looked at. */
  visitorReadIndex: number;
  draft: string;
  /** What goes out with the draft to choose from: of the ready answer that it was. */
  offered: readonly OfferedPart[];
  /** For agents' eyes alone, oldest first. */
  notes: readonly Note[];
  noteDraft: string;
  uploads: readonly Upload[];
};

export type Search = {
  query: string;
  status: 'asking' | 'answered' | 'failed';
  /** Newest first. */
  results: readonly SessionSummary[];
  more: boolean;
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
  /** Whether new chats may come to this agent. */
  isAvailable: boolean;
  agents: readonly AgentPresence[];
  /** The operator's, and those that this agent keeps in this browser. */
  cannedReplies: readonly CannedReply[];
  ownReplies: readonly CannedReply[];
  /** What the server takes; null: no files. */
  files: FileLimits | null;
  /** Where files can be read now; null where that could not be had. */
  fileAddresses: Readonly<Record<string, FileAddress | null>>;
  search: Search | null;
};

/** What survives a reload, per chat. */
export type KeptChat = {
  seenIndex: number;
  draft: string;
  offered?: readonly OfferedPart[] | undefined;
  noteDraft?: string | undefined;
};

export const initialState = (
  openId: string | null,
  kept: Readonly<Record<string, KeptChat>>,
  ownReplies: readonly CannedReply[] = [],
): ConsoleState => ({
  connection: { status: 'connecting' },
  agent: null,
  serverAheadMs: 0,
  chats: {},
  kept,
  openId,
  accepting: [],
  endingId: null,
  notice: null,
  isAvailable: true,
  agents: [],
  cannedReplies: [],
  ownReplies,
  files: null,
  fileAddresses: {},
  search: null,
});

/**
 * Another agent takes over this page: the lists stay on the screen until the server has told that agent's own, so that
 * nothing vanishes under a pointer.
 */
export const takenOver = (fresh: ConsoleState, { chats }: ConsoleState): ConsoleState => ({
  ...fresh,
  chats: Object.fromEntries(
    Object.entries(chats).map(([sessionId, chat]) => [
      sessionId,
      {
        ...{ summary: chat.summary, entries: [], outbox: [], typing: null, seenIndex: 0, visitorReadIndex: 0 },
        ...{ draft: '', offered: [], notes: [], noteDraft: '', uploads: [] },
      },
    ]),
  ),
});
