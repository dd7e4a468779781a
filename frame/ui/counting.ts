// Numbers in sentences: the plural form that the language has for a count. Knows no texts.

import type { PluralForms } from '../locale/strings.ts';

export type Counting = {
  /** Picks the plural form and fills in `{count}`. */
  count(forms: PluralForms, count: number): string;
};

const made = new Map<string, Counting>();

/** One per language: making formatters is slow enough to notice. */
export function countingFor(language: string): Counting {
  const known = made.get(language);
  if (known) return known;
  const usable = usableTag(language);
  const plural = new Intl.PluralRules(usable);
  const number = new Intl.NumberFormat(usable);
  const fresh: Counting = {
    count: (forms, count) =>
      (forms[plural.select(count)] ?? forms.other).replace('{count}', () => number.format(count)),
  };
  made.set(language, fresh);
  return fresh;
}

/** A tag that Intl does not accept would throw: then the browser's own language has to do. */
export function usableTag(language: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(language)[0];
  } catch {
    return undefined;
  }
}
