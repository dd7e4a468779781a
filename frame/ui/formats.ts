// Numbers, dates and plurals in the visitor's language. Knows no texts. What the language data or a timestamp gets
// wrong costs a detail of the display, never the display.

import type { PluralForms } from '../locale/strings.ts';

export type Formats = {
  time(at: number): string;
  day(at: number): string;
  /** Picks the plural form and fills in `{count}`. */
  count(forms: PluralForms, count: number): string;
};

const made = new Map<string, Formats>();

/** One per language: making formatters is slow enough to notice. */
export function formatsFor(language: string): Formats {
  const known = made.get(language);
  if (known) return known;
  const fresh = createFormats(usable(language));
  made.set(language, fresh);
  return fresh;
}

function createFormats(language: string | undefined): Formats {
  const time = new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' });
  const day = new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long' });
  const plural = new Intl.PluralRules(language);
  const number = new Intl.NumberFormat(language);
  return {
    time: (at) => dated(at, time),
    day: (at) => dated(at, day),
    count: (forms, count) =>
      (forms[plural.select(count)] ?? forms.other).replace('{count}', () => number.format(count)),
  };
}

/** A tag that Intl does not accept would throw: then the browser's own language has to do. */
function usable(language: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(language)[0];
  } catch {
    return undefined;
  }
}

/** Beyond this many milliseconds from 1970 there are no dates. */
const LAST_DATE_MS = 8.64e15;

const dated = (at: number, format: Intl.DateTimeFormat): string => (at <= LAST_DATE_MS ? format.format(at) : '');
