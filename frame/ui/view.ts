// Turns a conversation, or the part of it that is drawn, into the lines that stand on the screen. Pure; knows no
// elements and no texts of ours.

import type { EndReason, MessageEntry, TranscriptEntry } from '../../protocol/session.ts';
import { canDiscard } from '../session/conversation-selectors.ts';
import type { Outgoing } from '../session/state.ts';
import { arranged, mark } from './talk/arrange.ts';
import { fileTroubleOf } from './talk/file-trouble.ts';
import { lastWhere } from './talk/last-where.ts';
import type { EntryLine, Line, MessageLine, NoticeLine } from './talk/lines.ts';
import type { Talk } from './talk.ts';

export type { DayLine, Delivery, Line, MessageLine, NoticeLine } from './talk/lines.ts';

const ENDINGS = { leaveRequest: 'endedByYou', agent: 'endedByAgent', error: 'endedByError' } as const;

/** The visitor has ended the chat and the server has yet to say so. */
export const isLeaving = (life: Talk): boolean => life.phase === 'active' && life.leaving !== false;

/** What has not been seen in the server's log yet. */
export const pendingOf = (life: Talk): readonly Outgoing[] => (life.phase === 'ended' ? life.unsent : life.outbox);

/** Whether an agent was here before: then the visitor waits for another one. */
export const hadAgent = (life: Talk): boolean =>
  life.transcript.entries.some((entry) => entry.kind === 'agentConnected' || entry.kind === 'agentDisconnected');

/** `until`: the last entry to be drawn; null: all, and what is on its way. `newFrom`: first that is new to the visitor. */
export type View = { from: number; until: number | null; newFrom: number | null; now: number };

/** All lines from entry `fromIndex` on. */
export const linesOf = (life: Talk, fromIndex: number, now: number): Line[] =>
  linesIn(life, { from: fromIndex, until: null, newFrom: null, now });

export function linesIn(life: Talk, { from, until, newFrom, now }: View): Line[] {
  const { entries } = life.transcript;
  const base = entries[0]?.index ?? 1;
  const start = Math.max(0, from - base);
  const end = until === null ? entries.length : Math.min(entries.length, until - base + 1);
  // One message before and one after: where a run or a day goes on does not depend on what is drawn.
  const before = messageBefore(entries, start);
  const lines: EntryLine[] = entries.slice(before, end + 1).map((entry) => lineOf(entry, life));
  if (end === entries.length) lines.push(...unlogged(life, lines));
  const result = arranged(lines, now, newFrom);
  // Where the newest is not drawn nothing is the newest of anything.
  if (until === null) {
    markNewest(lines);
    mark(result);
  }
  const [first, last] = [base + start, until === null ? Number.POSITIVE_INFINITY : base + end - 1];
  return result.filter(({ index }) => index >= first && index <= last);
}

function messageBefore(entries: readonly TranscriptEntry[], start: number): number {
  for (let place = start - 1; place >= Math.max(0, start - FAR); place -= 1) {
    if (entries[place]?.kind === 'message') return place;
  }
  return start;
}

/** Nobody comes and goes more often than this between two messages. */
const FAR = 20;

/** What is not in the log: what is on its way, and the end that this page alone knows of. */
function unlogged(life: Talk, logged: readonly EntryLine[]): EntryLine[] {
  const { entries, lastIndex } = life.transcript;
  const arrived = new Set(logged.map(({ key }) => key));
  const lines: EntryLine[] = pendingOf(life)
    // An item may still be in the outbox when its entry is there already: one text, one line.
    .filter(({ id }) => !arrived.has(id))
    .map((item, place) => pendingLine(item, lastIndex + 1 + place, life));
  const isOver = life.phase === 'ended' && entries.at(-1)?.kind !== 'sessionEnded';
  return isOver ? [...lines, ending(life.reason, life, 'end', lastIndex + 1 + lines.length)] : lines;
}

/** What is the newest of the talk, unless the talk is over. */
function markNewest(lines: readonly EntryLine[]): void {
  const last = lines[lastWhere(lines, (line) => line.kind === 'message' || line.notice.startsWith('ended'))];
  if (last?.kind === 'message') last.newest = true;
}

function lineOf(entry: TranscriptEntry, life: Talk): EntryLine {
  const { index } = entry;
  const key = `#${index}`;
  switch (entry.kind) {
    case 'message':
      return messageLine(entry, life);
    case 'agentConnected':
      return { kind: 'notice', key, index, notice: 'agentJoined', name: entry.party.name };
    case 'agentDisconnected':
      return { kind: 'notice', key, index, notice: 'agentLeft', name: entry.party.name };
    case 'sessionEnded':
      return ending(entry.reason, life, key, index);
  }
}

const ending = (reason: EndReason, life: Talk, key: string, index: number): NoticeLine => ({
  kind: 'notice',
  key,
  index,
  notice: ENDINGS[reason],
  name: life.agent?.name ?? '',
});

/** As most are. */
const PLAIN = {
  kind: 'message',
  avatar: undefined,
  parts: undefined,
  reached: 'sent',
  marked: false,
  first: true,
  last: true,
  newest: false,
  upload: undefined,
  sentBytes: 0,
  canStop: false,
  trouble: null,
  maxBytes: 0,
} as const;

const messageLine = ({ id, index, party, text, parts, at }: MessageEntry, { agentSeen }: Talk): MessageLine => ({
  ...PLAIN,
  ...{ key: id, index, from: party.kind, text, parts, at, delivery: 'sent', avatar: party.avatar },
  author: party.kind === 'visitor' ? '' : party.name,
  reached: index <= agentSeen.readIndex ? 'read' : index <= agentSeen.deliveredIndex ? 'delivered' : 'sent',
});

function pendingLine(item: Outgoing, index: number, life: Talk): MessageLine {
  const hasEnded = life.phase === 'ended';
  return {
    ...PLAIN,
    ...{ key: item.id, index, from: 'visitor', author: '', text: item.text, at: item.at, upload: item.file },
    delivery: hasEnded ? 'lost' : item.status,
    sentBytes: item.status === 'sending' ? (item.sentBytes ?? 0) : 0,
    canStop: canDiscard(item),
    // Once the chat is over, that is why.
    trouble: hasEnded ? null : fileTroubleOf(item),
    maxBytes: hasEnded ? 0 : (life.limits.files?.maxBytes ?? 0),
  };
}
