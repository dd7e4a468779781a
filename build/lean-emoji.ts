// The names of emoji come with far more than a picker needs: this keeps what can be picked, its name, and a few words to
// find it by. The shape stays, so that the picker is the same without a build.

import type { Plugin } from 'vite';
import { canBePicked, type EmojiFacts } from '../frame/ui/emoji/pickable.ts';

/** More hardly help anybody to find one, and are most of the weight. */
const MOST_WORDS = 3;

type Messages = { groups: { message: string; order: number }[] };

function leanFacts(facts: readonly EmojiFacts[]): EmojiFacts[] {
  return facts.filter(canBePicked).map(({ group, emoji, label, tags = [] }) => {
    const shown = label.toLowerCase();
    const words = tags.filter((tag) => !shown.includes(tag.toLowerCase())).slice(0, MOST_WORDS);
    return { ...(group !== undefined && { group }), emoji, label, tags: words };
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
      return { code: JSON.stringify(id.endsWith('data.json') ? leanFacts(data) : leanGroups(data)), map: null };
    },
  },
});
