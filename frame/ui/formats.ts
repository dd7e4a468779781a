// Numbers, dates and plurals in the visitor's language. Knows no texts. What the language data or a timestamp gets
// wrong costs a detail of the display, never the display.

import { type Counting, countingFor, usableTag } from './counting.ts';

export type Formats = Counting & {
  time(at: number): string;
  day(at: number): string;
};

const made = new Map<string, Formats>();

/** One per language: making formatters is slow enough to notice. */
export function formatsFor(language: string): Formats {
  const known = made.get(language);
  if (known) return known;
  const fresh = createFormats(language);
  made.set(language, fresh);
  return fresh;
}

function createFormats(language: string): Formats {
  const time = new Intl.DateTimeFormat(usableTag(language), { hour: 'numeric', minute: '2-digit' });
  const day = new Intl.DateTimeFormat(usableTag(language), { weekday: 'long', day: 'numeric', month: 'long' });
  return {
    time: (at) => dated(at, time),
    day: (at) => dated(at, day),
    ...countingFor(language),
  };
}

/** Beyond this many milliseconds from 1970 there are no dates. */
const LAST_DATE_MS = 8.64e15;

const dated = (at: number, format: Intl.DateTimeFormat): string => (at <= LAST_DATE_MS ? format.format(at) : '');
