// The built-in languages' files against English: nothing lacks, nothing is too much, and what English tells apart stays
// apart. Whether a text is well said, only people can tell.

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { en as enOfChat } from '../../../frame/locale/en.ts';
import { enOwnWindow } from '../../../frame/locale/en-own-window.ts';
import { BUILT_IN } from '../../../frame/locale/languages/lookup.ts';
import type { AllStrings, OwnWindowStrings, PluralForms } from '../../../frame/locale/strings.ts';

const folder = fileURLToPath(new URL('../../../frame/locale/languages/', import.meta.url));
const read = (file: string) => readFileSync(`${folder}${file}`, 'utf8');

type Texts = AllStrings & OwnWindowStrings;
type File = Texts & { $review: string };
const en: Texts = { ...enOfChat, ...enOwnWindow };
const names = Object.keys(en) as (keyof Texts)[];
const texts = names.filter((name) => name !== 'language' && name !== 'direction');
const plain = texts.filter((name) => typeof en[name] === 'string') as (keyof Texts)[];
const counted = texts.filter((name) => typeof en[name] !== 'string') as (keyof Texts)[];

/** Longer, and buttons burst. Short words have room all the same. */
const mostLength = (english: string) => 2.2 * english.length + 20;

const placeholders = (text: string) => (text.match(/\{[^}]*\}/g) ?? []).sort();
const allForms = (text: string | PluralForms) => (typeof text === 'string' ? [text] : Object.values(text));

/** Categories that a single number has, of all that anybody counts. */
function loneCategories(plural: Intl.PluralRules): Set<string> {
  const numbers = new Map<string, number>();
  for (let count = 0; count <= 200; count += 1) {
    const category = plural.select(count);
    numbers.set(category, (numbers.get(category) ?? 0) + 1);
  }
  return new Set([...numbers].flatMap(([category, many]) => (many === 1 ? [category] : [])));
}

it('there are at least twelve beside English, one file each', () => {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  expect(files.sort()).toEqual(BUILT_IN.map((name) => `${name}.json`).sort());
  expect(BUILT_IN.length).toBeGreaterThanOrEqual(12);
});

it('those who translate are told of each whether anybody has read it', () => {
  const guide = read('README.md');
  for (const name of BUILT_IN) expect(guide).toContain(`| \`${name}\` |`);
});

describe.each(BUILT_IN)('%s', (language) => {
  const file: File = JSON.parse(read(`${language}.json`));
  const plural = new Intl.PluralRules(language);
  const lone = loneCategories(plural);
  const each = texts.flatMap((name) => allForms(file[name] ?? '').map((text) => ({ name, text })));

  it('says what it is and who has read it', () => {
    expect(file.language).toBe(language);
    expect(file.direction).toBe(['ar', 'he'].includes(language) ? 'rtl' : 'ltr');
    expect(file.$review).not.toBe('');
  });

  it('has the texts of English, in its order', () => {
    expect(Object.keys(file)).toEqual(['$review', ...names]);
  });

  it('has the placeholders of English, each once', () => {
    for (const name of plain)
      expect(placeholders(file[name] as string), name).toEqual(placeholders(en[name] as string));
  });

  it('has the plural forms of its language, which say the number unless they stand for one alone', () => {
    for (const name of counted) {
      const forms = file[name] as PluralForms;
      expect(Object.keys(forms).sort(), name).toEqual([...plural.resolvedOptions().pluralCategories].sort());
      for (const [category, text] of Object.entries(forms)) {
        if (!lone.has(category) || text.includes('{'))
          expect(placeholders(text), `${name}.${category}`).toEqual(['{count}']);
      }
    }
  });

  it('has no text that is empty, or too long for its place', () => {
    for (const { name, text } of each) {
      const longest = Math.max(...allForms(en[name]).map((english) => english.length));
      expect(text.trim(), name).not.toBe('');
      expect(text.length, `${name}: ${text}`).toBeLessThanOrEqual(mostLength('x'.repeat(longest)));
    }
  });

  it('is clean text: no markup, no invisible characters, no spaces too many, no makeshift dots and quotes', () => {
    for (const { name, text } of each) {
      expect(text, name).not.toMatch(/[<>&\p{Cc}\p{Cf}\p{Co}\ufffd]|\s\s|^\s|\s$|\.\.|["']/u);
      expect(text.normalize('NFC'), name).toBe(text);
    }
  });

  it('shows by three dots what is going on, where English does', () => {
    for (const name of texts) {
      const goesOn = (text: string) => text.endsWith('…');
      expect(allForms(file[name]).map(goesOn), name).toEqual(
        allForms(file[name]).map(() => allForms(en[name]).every(goesOn)),
      );
    }
  });
});
