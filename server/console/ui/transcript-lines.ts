// Turns a log, notes and what is still on its way into the lines of a conversation: days, groups, system lines. Pure.

import type { Note } from '../../../protocol/agent.ts';
import type { TranscriptEntry } from '../../../protocol/session.ts';
import { asItem, type Outgoing } from '../outbox-item.ts';

type MessageEntry = Extract<TranscriptEntry, { kind: 'message' }>;

export type Line =
  | { kind: 'day'; key: string; at: number }
  | { kind: 'message'; key: string; entry: MessageEntry; startsGroup: boolean }
  | { kind: 'system'; key: string; text: string; at: number }
  /** For agents' eyes alone. */
  | { kind: 'note'; key: string; note: Note }
  /** The visitor has read all of ours that stands above. */
  | { kind: 'read'; key: string }
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

function systemText(entry: Exclude<TranscriptEntry, MessageEntry>): string {
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

/** The newest message of an agent that the visitor has read; the mark stands below it. */
const readMarkAt = (entries: readonly TranscriptEntry[], readIndex: number): number =>
  [...entries]
    .reverse()
    .find((entry) => entry.index <= readIndex && entry.kind === 'message' && entry.party.kind === 'agent')?.index ?? 0;

export function entryLines(
  entries: readonly TranscriptEntry[],
  notes: readonly Note[] = [],
  visitorReadIndex = 0,
): Line[] {
  const lines: Line[] = [];
  const markAt = readMarkAt(entries, visitorReadIndex);
  let day = '';
  let before: MessageEntry | null = null;
  let nextNote = 0;
  const beginDay = (at: number, key: string) => {
    if (dayOf(at) === day) return;
    day = dayOf(at);
    before = null;
    lines.push({ kind: 'day', key: `day-${key}`, at });
  };
  const notesUntil = (at: number) => {
    for (let note = notes[nextNote]; note && note.at < at; note = notes[nextNote]) {
      nextNote += 1;
      beginDay(note.at, note.id);
      lines.push({ kind: 'note', key: `note-${note.id}`, note });
      before = null;
    }
  };
  for (const entry of entries) {
    notesUntil(entry.at);
    beginDay(entry.at, String(entry.index));
    const key = String(entry.index);
    if (entry.kind === 'message') {
      lines.push({ kind: 'message', key, entry, startsGroup: startsGroup(before, entry) });
      before = entry;
    } else {
      lines.push({ kind: 'system', key, text: systemText(entry), at: entry.at });
      before = null;
    }
    if (entry.index === markAt) lines.push({ kind: 'read', key: `read-${key}` });
  }
  notesUntil(Number.POSITIVE_INFINITY);
  return lines;
}

const startsGroup = (before: MessageEntry | null, entry: MessageEntry): boolean =>
  before?.party.id !== entry.party.id || entry.at - before.at > GROUP_GAP_MS;

/**
 * What is not in the log yet stands last, in the order of sending. Behind one that a chat which is over has refused nothing
 * goes out any more.
 */
export function outgoingLines(outbox: readonly Outgoing[], isOver: boolean): Line[] {
  const error = isOver ? outbox.flatMap((item) => (item.status === 'failed' ? [item.error] : []))[0] : undefined;
  return outbox.map((item, at) => ({
    ...{ kind: 'outgoing', key: item.id, startsGroup: at === 0 },
    item: error && item.status === 'waiting' ? { ...asItem(item), status: 'failed', error } : item,
  }));
}

export function inBlocks(lines: readonly Line[]): Line[][] {
  const blocks: Line[][] = [];
  for (let from = 0; from < lines.length; from += BLOCK_LINES) blocks.push(lines.slice(from, from + BLOCK_LINES));
  return blocks;
}
