import english from 'emojibase-data/en/data.json';
import messages from 'emojibase-data/en/messages.json';
import { describe, expect, it } from 'vitest';
import { COLUMNS, nextPlace } from '../../../frame/ui/emoji/emoji-grid.tsx';
import { emojiLanguage } from '../../../frame/ui/emoji/emoji-languages.ts';
import { emojiSet, findEmoji, type GroupFacts } from '../../../frame/ui/emoji/emoji-set.ts';
import type { EmojiFacts } from '../../../frame/ui/emoji/pickable.ts';

const set = emojiSet('en', english as unknown as EmojiFacts[], messages.groups as unknown as GroupFacts[]);
const found = (search: string) => findEmoji(set, search, 20).map(({ emoji }) => emoji);

describe('emoji', () => {
  it('come in their groups, without skin tones and without the same person twice', () => {
    expect(set.groups).toHaveLength(9);
    const all = set.groups.flatMap(({ emoji }) => emoji.map((one) => one.emoji));
    expect(all).toContain('🧑‍🚀');
    expect(all).not.toContain('👩‍🚀');
    expect(new Set(all).size).toBe(all.length);
  });

  it('are found by the beginnings of words, in any order, whatever the case', () => {
    expect(found('thumb UP')).toContain('👍️');
    expect(found('up thumb')).toContain('👍️');
    expect(found('humb')).not.toContain('👍️');
    expect(found('   ')).toEqual([]);
    expect(found('no such thing')).toEqual([]);
  });

  it('are named in the language of the chat where there are names, else in English', () => {
    expect(['de-AT', 'pt-BR', 'ZH-Hans', 'ar', 'x-klingon', ''].map(emojiLanguage)).toEqual([
      ...['de', 'pt', 'zh', 'en', 'en', 'en'],
    ]);
  });
});

describe('the keys in the grid', () => {
  const COUNT = COLUMNS * 3 + 2;
  it('walk rows and columns and stop at the edges', () => {
    expect(nextPlace('ArrowRight', 0, COUNT, false)).toBe(1);
    expect(nextPlace('ArrowLeft', 0, COUNT, false)).toBe(0);
    expect(nextPlace('ArrowDown', 1, COUNT, false)).toBe(COLUMNS + 1);
    expect(nextPlace('ArrowUp', 1, COUNT, false)).toBe(1);
    expect(nextPlace('ArrowDown', COUNT - 1, COUNT, false)).toBe(COUNT - 1);
    expect(nextPlace('Home', COLUMNS + 3, COUNT, false)).toBe(COLUMNS);
    expect(nextPlace('End', COLUMNS * 3, COUNT, false)).toBe(COUNT - 1);
    expect(nextPlace('PageDown', 1, COUNT, false)).toBe(COLUMNS * 3 + 1);
    expect(nextPlace('a', 1, COUNT, false)).toBeUndefined();
  });

  it('follow the eye where columns run from right to left', () => {
    expect(nextPlace('ArrowLeft', 0, COUNT, true)).toBe(1);
    expect(nextPlace('ArrowRight', 1, COUNT, true)).toBe(0);
  });
});
