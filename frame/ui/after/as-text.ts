// A kept conversation as plain text and as data. Pure.

import type { KeptLine, KeptTalk } from './kept-talk.ts';

export function asText({ title, savedAt, remark, lines, inWords }: KeptTalk): string {
  const head = [title, inWords(savedAt), ...(remark ? [remark] : []), ''];
  return [...head, ...lines.map((line) => textLine(line, inWords(line.at))), ''].join('\r\n');
}

function textLine({ kind, author, text, files, items, unsent }: KeptLine, when: string): string {
  // Further lines are set in, so that none of them looks like another message.
  const setIn = (words: string) => words.replace(/\n/g, '\r\n    ');
  const set = setIn(text);
  if (kind === 'notice') return `[${when}] * ${set}`;
  const attached = files.map(({ name, size }) => (name === text ? ` (${size})` : ` [${name}, ${size}]`)).join('');
  const offered = items.map(({ title, details }) => setIn(`\n- ${[title, ...details].join('\n  ')}`)).join('');
  return `[${when}] ${author}: ${set}${attached}${unsent && ` (${unsent})`}${offered}`;
}

/** Beyond what a date can be, the number has to do. */
const asDate = (at: number): string | number =>
  Number.isFinite(new Date(at).getTime()) ? new Date(at).toISOString() : at;

export const asData = ({ title, language, savedAt, remark, lines }: KeptTalk): string =>
  JSON.stringify(
    {
      title,
      language,
      savedAt: asDate(savedAt),
      isComplete: remark === '',
      entries: lines.map(({ at, kind, author, from, text, files, items, unsent }) => ({
        at: asDate(at),
        kind,
        ...(kind === 'message' && { from, author }),
        text,
        ...(files.length > 0 && {
          files: files.map(({ name, mediaType, sizeBytes }) => ({ name, mediaType, sizeBytes })),
        }),
        ...(items.length > 0 && { items }),
        ...(unsent && { isSent: false }),
      })),
    },
    null,
    2,
  );
