// The emoji that can be picked, in their groups, with the words that they are found by. Pure.

import { canBePicked, type EmojiFacts, PARTS_GROUP } from './pickable.ts';

export type GroupFacts = { message: string; order: number };

export type Emoji = { emoji: string; label: string; words: string };
export type EmojiGroup = { name: string; emoji: readonly Emoji[] };
export type EmojiSet = { language: string; groups: readonly EmojiGroup[] };

/** Without accents and capitals, which nobody types into a search. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '');

export function emojiSet(language: string, facts: readonly EmojiFacts[], names: readonly GroupFacts[]): EmojiSet {
  const groups = names
    .filter(({ order }) => order !== PARTS_GROUP)
    .map(({ message, order }) => ({
      name: message,
      emoji: facts
        .filter((one) => one.group === order && canBePicked(one))
        .map(({ emoji, label, tags = [] }) => ({ emoji, label, words: ` ${plain([label, ...tags].join(' '))}` })),
    }));
  return { language, groups: groups.filter(({ emoji }) => emoji.length > 0) };
}

/** Scripts that put no spaces between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Those that have a word beginning with each word of the search; what begins with it comes first. */
export function findEmoji({ groups }: EmojiSet, search: string, most: number): Emoji[] {
  const wanted = plain(search).split(/\s+/).filter(Boolean);
  if (!wanted.length) return [];
  const all = groups.flatMap(({ emoji }) => emoji);
  const isSpaced = !UNSPACED.test(wanted[0] ?? '');
  const found = all.filter(({ words }) => wanted.every((word) => words.includes(isSpaced ? ` ${word}` : word)));
  const first = (one: Emoji): number => (one.words.startsWith(` ${wanted[0]}`) ? 0 : 1);
  return found.sort((a, b) => first(a) - first(b)).slice(0, most);
}
