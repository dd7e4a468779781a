// A conversation as it is kept outside the chat: who said what and when, as plain facts in the visitor's words, with what
// did not go out, and how it ended. Pure; knows no format of a file.

import { fitToShow } from '../../../protocol/fit-to-show.ts';
import type { TranscriptEntry } from '../../../protocol/session.ts';
import type { Strings } from '../../locale/strings.ts';
import type { Outgoing } from '../../session/state.ts';
import { regionalTag } from '../regional-tag.ts';
import type { Talk } from '../talk.ts';
import { pendingOf } from '../view.ts';
import { itemsIn, type KeptFile, type KeptItem, keptFile } from './kept-parts.ts';

export type KeptLine = {
  at: number;
  kind: 'message' | 'notice';
  /** Empty for a notice. */
  author: string;
  from: 'visitor' | 'agent' | 'system';
  text: string;
  files: readonly KeptFile[];
  items: readonly KeptItem[];
  /** Of what is not in the log, in words; '' if it is. */
  unsent: string;
};

export type KeptTalk = {
  title: string;
  language: string;
  direction: 'ltr' | 'rtl';
  savedAt: number;
  /** What is missing, in words; '' if nothing is. */
  remark: string;
  lines: readonly KeptLine[];
  /** In the visitor's language. */
  inWords: (at: number) => string;
};

/** Beyond this many milliseconds from 1970 there are no dates. */
const LAST_DATE_MS = 8.64e15;

export function keptTalk(life: Talk, strings: Strings, now: number): KeptTalk {
  const { transcript, agent } = life;
  const format = new Intl.DateTimeFormat(regionalTag(strings.language), {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  const name = fitToShow(agent?.name || strings.agent);
  return {
    title: strings.conversationWith.replace('{name}', () => name),
    language: strings.language,
    direction: strings.direction,
    savedAt: now,
    remark: transcript.firstIndex > 1 ? strings.earlierLeftOut : '',
    lines: [...transcript.entries.map((entry) => lineOf(entry, strings, name)), ...unlogged(life, strings, name, now)],
    inWords: (at) => (at <= LAST_DATE_MS ? format.format(at) : ''),
  };
}

const ENDINGS = { leaveRequest: 'endedByYou', agent: 'endedByAgent', error: 'endedByError' } as const;

/** As most are. */
const PLAIN = { kind: 'message', files: [], items: [], unsent: '' } as const;

const noticeOf = (at: number, text: string, who: string): KeptLine => ({
  ...{ ...PLAIN, at, kind: 'notice', author: '', from: 'system' },
  text: text.replace('{name}', () => fitToShow(who)),
});

/** What this page alone knows: what is on its way or never went out, and an end of which the log has no word. */
function unlogged(life: Talk, strings: Strings, lastAgent: string, now: number): KeptLine[] {
  const { entries } = life.transcript;
  const logged = new Set(entries.map((entry) => (entry.kind === 'message' ? entry.id : '')));
  const lines = pendingOf(life)
    .filter(({ id }) => !logged.has(id))
    .map((item) => unsentLine(item, strings, life.phase === 'ended'));
  const last = entries.at(-1);
  if (life.phase !== 'ended' || last?.kind === 'sessionEnded') return lines;
  const at = lines.at(-1)?.at ?? last?.at ?? now;
  return [...lines, noticeOf(at, strings[ENDINGS[life.reason]], lastAgent)];
}

const DELIVERIES = { waiting: 'deliveryWaiting', sending: 'deliverySending', failed: 'deliveryFailed' } as const;

const unsentLine = ({ at, text, file, status }: Outgoing, strings: Strings, isOver: boolean): KeptLine => ({
  ...{ ...PLAIN, at, from: 'visitor', author: strings.you, text: fitToShow(text) },
  files: file ? [keptFile(file, strings)] : [],
  unsent: strings[DELIVERIES[isOver ? 'failed' : status]],
});

function lineOf(entry: TranscriptEntry, strings: Strings, lastAgent: string): KeptLine {
  const { at } = entry;
  const notice = (text: string, who: string) => noticeOf(at, text, who || strings.agent);
  switch (entry.kind) {
    case 'message': {
      const { party, text, parts = [] } = entry;
      const author = party.name || (party.kind === 'visitor' ? strings.you : strings.agent);
      const said = { author: fitToShow(author), from: party.kind, text: fitToShow(text) };
      const files = parts.flatMap((part) => (part.kind === 'file' ? [keptFile(part, strings)] : []));
      return { ...PLAIN, at, ...said, files, items: parts.flatMap(itemsIn) };
    }
    case 'agentConnected':
      return notice(strings.agentJoined, entry.party.name);
    case 'agentDisconnected':
      return notice(strings.agentLeft, entry.party.name);
    case 'sessionEnded':
      return notice(strings[ENDINGS[entry.reason]], lastAgent);
  }
}
