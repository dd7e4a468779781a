// Turns a conversation into the lines that stand on the screen. Pure; knows no elements and no texts of ours.

import type { EndReason, MessageEntry, TranscriptEntry } from '../../protocol/session.ts';
import type { Outgoing } from '../session/state.ts';
import type { Talk } from './talk.ts';

/** `lost`: the chat ended before the message reached the server. */
export type Delivery = Outgoing['status'] | 'sent' | 'lost';

export type MessageLine = {
  kind: 'message';
  key: string;
  from: 'visitor' | 'agent' | 'system';
  author: string;
  text: string;
  at: number;
  delivery: Delivery;
  /** First and last of a run of messages by one party. */
  first: boolean;
  last: boolean;
};
export type NoticeLine = {
  kind: 'notice';
  key: string;
  notice: 'agentJoined' | 'agentLeft' | 'endedByYou' | 'endedByAgent' | 'endedByError';
  name: string;
};
export type DayLine = { kind: 'day'; key: string; at: number };
export type Line = MessageLine | NoticeLine | DayLine;

/** Messages of one party that are further apart stand for themselves, each with its time. */
const RUN_GAP_MS = 5 * 60_000;

const ENDINGS = { leaveRequest: 'endedByYou', agent: 'endedByAgent', error: 'endedByError' } as const;

/** The visitor has ended the chat and the server has yet to say so. */
export const isLeaving = (life: Talk): boolean => life.phase === 'active' && life.leaving !== false;

/** What has not been seen in the server's log yet. */
export const pendingOf = (life: Talk): readonly Outgoing[] => (life.phase === 'ended' ? life.unsent : life.outbox);

/** Whether an agent was here before: then the visitor waits for another one. */
export const hadAgent = (life: Talk): boolean =>
  life.transcript.entries.some((entry) => entry.kind === 'agentConnected' || entry.kind === 'agentDisconnected');

/** The lines from entry `fromIndex` on. `now` decides whether the first day needs naming. */
export function linesOf(life: Talk, fromIndex: number, now: number): Line[] {
  const entries = life.transcript.entries;
  const shown = entries.slice(Math.max(0, fromIndex - (entries[0]?.index ?? 0)));
  const lines: (MessageLine | NoticeLine)[] = shown.map((entry) => lineOf(entry, life));
  const arrived = new Set(lines.map((line) => line.key));
  for (const item of pendingOf(life)) {
    // An item may still be in the outbox when its entry is there already: one text, one line.
    if (!arrived.has(item.id)) lines.push(pendingLine(item, life.phase === 'ended' ? 'lost' : item.status));
  }
  if (life.phase === 'ended' && entries.at(-1)?.kind !== 'sessionEnded') lines.push(ending(life.reason, life, 'end'));
  return arranged(lines, now);
}

function lineOf(entry: TranscriptEntry, life: Talk): MessageLine | NoticeLine {
  const key = `#${entry.index}`;
  switch (entry.kind) {
    case 'message':
      return messageLine(entry);
    case 'agentConnected':
      return { kind: 'notice', key, notice: 'agentJoined', name: entry.party.name };
    case 'agentDisconnected':
      return { kind: 'notice', key, notice: 'agentLeft', name: entry.party.name };
    case 'sessionEnded':
      return ending(entry.reason, life, key);
  }
}

const ending = (reason: EndReason, life: Talk, key: string): NoticeLine => ({
  kind: 'notice',
  key,
  notice: ENDINGS[reason],
  name: life.agent?.name ?? '',
});

const messageLine = ({ id, party, text, at }: MessageEntry): MessageLine => ({
  kind: 'message',
  key: id,
  from: party.kind,
  author: party.kind === 'visitor' ? '' : party.name,
  text,
  at,
  delivery: 'sent',
  first: true,
  last: true,
});

const pendingLine = ({ id, text, at }: Outgoing, delivery: Delivery): MessageLine => ({
  kind: 'message',
  key: id,
  from: 'visitor',
  author: '',
  text,
  at,
  delivery,
  first: true,
  last: true,
});

/** Marks the runs and puts a line before the first message of each day but today. */
function arranged(lines: readonly (MessageLine | NoticeLine)[], now: number): Line[] {
  const result: Line[] = [];
  let day = new Date(now).toDateString();
  let previous: MessageLine | null = null;
  for (const line of lines) {
    if (line.kind === 'notice') {
      previous = null;
    } else {
      const itsDay = new Date(line.at).toDateString();
      if (itsDay !== day) result.push({ kind: 'day', key: `day:${line.key}`, at: line.at });
      else if (previous && isOneRun(previous, line)) previous.last = line.first = false;
      day = itsDay;
      previous = line;
    }
    result.push(line);
  }
  return result;
}

const isOneRun = (before: MessageLine, after: MessageLine): boolean =>
  before.from === after.from && before.author === after.author && Math.abs(after.at - before.at) < RUN_GAP_MS;
