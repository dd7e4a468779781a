// A conversation as it is kept outside the chat: who said what and when, as plain facts in the visitor's words. Pure;
// knows no format of a file.

import { fitToShow } from '../../../protocol/fit-to-show.ts';
import type { MessagePart } from '../../../protocol/message-parts.ts';
import type { TranscriptEntry } from '../../../protocol/session.ts';
import type { Strings } from '../../locale/strings.ts';
import { regionalTag } from '../regional-tag.ts';
import { sizeInWords } from '../size-in-words.ts';
import type { Talk } from '../talk.ts';

export type KeptLine = {
  at: number;
  kind: 'message' | 'notice';
  /** Empty for a notice. */
  author: string;
  from: 'visitor' | 'agent' | 'system';
  text: string;
  files: readonly { name: string; size: string; mediaType: string; sizeBytes: number }[];
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

export function keptTalk(
  { transcript, agent }: Pick<Talk, 'transcript' | 'agent'>,
  strings: Strings,
  now: number,
): KeptTalk {
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
    lines: transcript.entries.map((entry) => lineOf(entry, strings, name)),
    inWords: (at) => (at <= LAST_DATE_MS ? format.format(at) : ''),
  };
}

const ENDINGS = { leaveRequest: 'endedByYou', agent: 'endedByAgent', error: 'endedByError' } as const;

function lineOf(entry: TranscriptEntry, strings: Strings, lastAgent: string): KeptLine {
  const { at } = entry;
  const notice = (text: string, who: string): KeptLine => ({
    ...{ at, kind: 'notice', author: '', from: 'system', files: [] },
    text: text.replace('{name}', () => fitToShow(who || strings.agent)),
  });
  switch (entry.kind) {
    case 'message': {
      const { party, text, parts = [] } = entry;
      const author = party.name || (party.kind === 'visitor' ? strings.you : strings.agent);
      const files = parts.flatMap((part) => fileIn(part, strings));
      return { at, kind: 'message', author: fitToShow(author), from: party.kind, text: fitToShow(text), files };
    }
    case 'agentConnected':
      return notice(strings.agentJoined, entry.party.name);
    case 'agentDisconnected':
      return notice(strings.agentLeft, entry.party.name);
    case 'sessionEnded':
      return notice(strings[ENDINGS[entry.reason]], lastAgent);
  }
}

const fileIn = (part: MessagePart, { language }: Strings): KeptLine['files'] =>
  part.kind === 'file'
    ? [
        {
          name: fitToShow(part.name),
          size: sizeInWords(part.sizeBytes, language),
          mediaType: part.mediaType,
          sizeBytes: part.sizeBytes,
        },
      ]
    : [];
