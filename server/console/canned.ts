// Ready answers: which of them fit what stands in the reply, and what is sent for one. Pure.

import type { CannedReply } from '../../protocol/agent.ts';

export type Offered = CannedReply & { isOwn: boolean };

/** As many as can be looked through. */
const MOST_OFFERED = 8;
/** Whoever writes more than this after the slash is writing something else. */
const MAX_QUERY_CHARS = 60;

/** What is asked for with a slash at the very beginning; null: nothing. */
export function askedFor(draft: string): string | null {
  if (!draft.startsWith('/') || draft.length > MAX_QUERY_CHARS || /[\n/]/.test(draft.slice(1))) return null;
  return draft.slice(1).trim().toLowerCase();
}

/** 0: shortcut is it, 1: begins with it, 2: shortcut has it, 3: somewhere in the words. */
const rankOf = ({ shortcut, text }: CannedReply, query: string): number | null => {
  const name = shortcut.toLowerCase();
  if (name === query) return 0;
  if (name.startsWith(query)) return 1;
  if (name.includes(query)) return 2;
  const words = `${name} ${text.toLowerCase()}`;
  return query.split(/\s+/).every((word) => words.includes(word)) ? 3 : null;
};

/** An agent's own answer stands for the operator's of the same shortcut. */
export function allAnswers(operators: readonly CannedReply[], own: readonly CannedReply[]): Offered[] {
  const mine = new Set(own.map(({ shortcut }) => shortcut));
  return [
    ...own.map((reply) => ({ ...reply, isOwn: true })),
    ...operators.filter(({ shortcut }) => !mine.has(shortcut)).map((reply) => ({ ...reply, isOwn: false })),
  ];
}

export function offersFor(answers: readonly Offered[], draft: string): Offered[] {
  const query = askedFor(draft);
  if (query === null) return [];
  return answers
    .flatMap((answer) => {
      const rank = rankOf(answer, query);
      return rank === null ? [] : [{ answer, rank }];
    })
    .sort((a, b) => a.rank - b.rank || a.answer.shortcut.localeCompare(b.answer.shortcut))
    .slice(0, MOST_OFFERED)
    .map(({ answer }) => answer);
}

/** Without a name the words close up: `Hello {name}!` is `Hello!`. */
export const filledIn = (text: string, name: string): string =>
  name === '' ? text.replace(/ ?\{name\}/g, '') : text.replaceAll('{name}', () => name);

const KINDS = { quickReplies: 'replies', cards: 'cards', list: 'list' } as const;

/** What goes out with an answer, in a few words. */
export const kindsIn = ({ parts = [] }: CannedReply): string[] => parts.map(({ kind }) => KINDS[kind]);
