// Turns a log and what is still on its way into the lines of a conversation: days, groups, system lines. Pure.

import type { TranscriptEntry } from '../../../protocol/session.ts';
import type { Outgoing } from '../outbox-item.ts';

type MessageEntry = Extract<TranscriptEntry, { kind: 'message' }>;

export type Line =
  | { kind: 'day'; key: string; at: number }
  | { kind: 'message'; key: string; entry: MessageEntry; startsGroup: boolean }
  | { kind: 'note'; key: string; text: string; at: number }
  | { kind: 'outgoing'; key: string; item: Outgoing; startsGroup: boolean };

/** Messages of one party closer together than this stand under one name. */
const GROUP_GAP_MS = 5 * 60_000;

/** Lines are drawn in blocks of this size; a full block never changes again and is not drawn twice. */
export const BLOCK_LINES = 50;

const END_TEXTS = {
  leaveRequest: 'The visitor ended the chat',
  agent: 'The agent ended the chat',
  error: 'The chat ended because the visitor was away for too long or the connection was lost',
} as const;

function noteOf(entry: Exclude<TranscriptEntry, MessageEntry>): string {
  switch (entry.kind) {
    case 'agentConnected':
      return `${entry.party.name} joined`;
    case 'agentDisconnected':
      return `${entry.party.name} left`;
    case 'sessionEnded':
      return END_TEXTS[entry.reason];
  }
}

const dayOf = (at: number): string => new Date(at).toDateString();

export function entryLines(entries: readonly TranscriptEntry[]): Line[] {
  const lines: Line[] = [];
  let day = '';
  let before: MessageEntry | null = null;
  for (const entry of entries) {
    if (dayOf(entry.at) !== day) {
      day = dayOf(entry.at);
      before = null;
      lines.push({ kind: 'day', key: `day-${entry.index}`, at: entry.at });
    }
    const key = String(entry.index);
    if (entry.kind === 'message') {
      const startsGroup = before?.party.id !== entry.party.id || entry.at - before.at > GROUP_GAP_MS;
      lines.push({ kind: 'message', key, entry, startsGroup });
      before = entry;
    } else {
      lines.push({ kind: 'note', key, text: noteOf(entry), at: entry.at });
      before = null;
    }
  }
  return lines;
}

/** What is not in the log yet stands last, in the order of sending. */
export const outgoingLines = (outbox: readonly Outgoing[]): Line[] =>
  outbox.map((item, at) => ({ kind: 'outgoing', key: item.id, item, startsGroup: at === 0 }));

export function inBlocks(lines: readonly Line[]): Line[][] {
  const blocks: Line[][] = [];
  for (let from = 0; from < lines.length; from += BLOCK_LINES) blocks.push(lines.slice(from, from + BLOCK_LINES));
  return blocks;
}
