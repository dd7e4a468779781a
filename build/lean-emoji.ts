// The names of emoji come with far more than a picker needs: this keeps what can be picked, its name, and a few words to
// find it by. The shape stays, so that the picker is the same without a build.

import type { Plugin } from 'vite';
import { canBePicked, type EmojiFacts } from '../frame/ui/emoji/pickable.ts';

/** Beside its name. They are most of the weight, and other languages' are longer than English ones. */
const MOST_WORDS = { en: 3, other: 1 };
/** A country has one name. */
const FLAGS_GROUP = 9;

type Messages = { groups: { message: string; order: number }[] };

function leanFacts(facts: readonly EmojiFacts[], mostWords: number): EmojiFacts[] {
  return facts.filter(canBePicked).map(({ group, emoji, label, tags = [] }) => {
    const shown = label.toLowerCase();
    const words = tags.filter((tag) => !shown.includes(tag.toLowerCase())).slice(0, mostWords);
    const isFound = words.length > 0 && group !== FLAGS_GROUP;
    return { ...(group !== undefined && { group }), emoji, label, ...(isFound && { tags: words }) };
  });
}

const leanGroups = ({ groups }: Messages): Messages => ({
  groups: groups.map(({ message, order }) => ({ message, order })),
});

export const leanEmoji = (): Plugin => ({
  name: 'tagalong:lean-emoji',
  enforce: 'pre',
  applyToEnvironment: ({ name }) => name === 'client',
  transform: {
    filter: { id: /\/emojibase-data\/[\w-]+\/(?:data|messages)\.json$/ },
    handler: (code, id) => {
      const data = JSON.parse(code);
      const mostWords = id.includes('/en/') ? MOST_WORDS.en : MOST_WORDS.other;
      const lean = id.endsWith('data.json') ? leanFacts(data, mostWords) : leanGroups(data);
      return { code: JSON.stringify(lean), map: null };
    },
  },
});
