// Numbers in sentences: the plural form that the language has for a count. Knows no texts.

import type { PluralForms } from '../locale/strings.ts';
import { regionalTag, usableTag } from './regional-tag.ts';

export type Counting = {
  /** Picks the plural form and fills in `{count}`. */
  count(forms: PluralForms, count: number): string;
};

const made = new Map<string, Counting>();

/** One per language: making formatters is slow enough to notice. `preferred`: what the visitor reads, best first. */
export function countingFor(language: string, preferred?: readonly string[]): Counting {
  const known = made.get(language);
  if (known && !preferred) return known;
  // By the language, whose words they are for; the digits are those of times and sizes.
  const plural = new Intl.PluralRules(usableTag(language));
  const number = new Intl.NumberFormat(regionalTag(language, preferred));
  const fresh: Counting = {
    count: (forms, count) =>
      (forms[plural.select(count)] ?? forms.other).replace('{count}', () => number.format(count)),
  };
  made.set(language, fresh);
  return fresh;
}
