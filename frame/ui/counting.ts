// Numbers in sentences: the plural form that the language has for a count. Knows no texts.

import type { PluralForms } from '../locale/strings.ts';
import { usableTag } from './usable-tag.ts';

export type Counting = {
  /** Picks the plural form and fills in `{count}`. */
  count(forms: PluralForms, count: number): string;
};

const made = new Map<string, Counting>();

/**
 * One per language: making formatters is slow enough to notice. By the language, whose words they are for; `digits`: as
 * who writes, where that is known. What a form has to count is small, and its document has no room for regions.
 */
export function countingFor(language: string, digits = usableTag(language)): Counting {
  const key = `${language} ${digits}`;
  const known = made.get(key);
  if (known) return known;
  const plural = new Intl.PluralRules(usableTag(language));
  const number = new Intl.NumberFormat(digits);
  const fresh: Counting = {
    count: (forms, count) =>
      (forms[plural.select(count)] ?? forms.other).replace('{count}', () => number.format(count)),
  };
  made.set(key, fresh);
  return fresh;
}
