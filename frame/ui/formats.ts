// Numbers, dates and plurals in the visitor's language. Knows no texts. What the language data or a timestamp gets
// wrong costs a detail of the display, never the display.

import { type Counting, countingFor } from './counting.ts';
import { regionalTag } from './regional-tag.ts';

export type Formats = Counting & {
  time(at: number): string;
  /** In words where it is near, with its year where that is another. */
  day(at: number, now: number): string;
};

const made = new Map<string, Formats>();

/** One per language: making formatters is slow enough to notice. `preferred`: what the visitor reads, best first. */
export function formatsFor(language: string, preferred?: readonly string[]): Formats {
  const known = made.get(language);
  if (known && !preferred) return known;
  const fresh = createFormats(language, preferred);
  made.set(language, fresh);
  return fresh;
}

function createFormats(language: string, preferred?: readonly string[]): Formats {
  const tag = regionalTag(language, preferred);
  const time = new Intl.DateTimeFormat(tag, { hour: 'numeric', minute: '2-digit' });
  const day = new Intl.DateTimeFormat(tag, { weekday: 'long', day: 'numeric', month: 'long' });
  const far = new Intl.DateTimeFormat(tag, { dateStyle: 'long' });
  const near = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' });
  return {
    time: (at) => dated(at, time),
    day(at, now) {
      const ago = daysBetween(at, now);
      if (ago === 0 || ago === 1) return near.format(-ago, 'day');
      return dated(at, new Date(at).getFullYear() === new Date(now).getFullYear() ? day : far);
    },
    ...countingFor(language, tag),
  };
}

/** Beyond this many milliseconds from 1970 there are no dates. */
const LAST_DATE_MS = 8.64e15;

const dated = (at: number, format: Intl.DateTimeFormat): string => (at <= LAST_DATE_MS ? format.format(at) : '');

/** By the calendar; days are not all equally long. */
const daysBetween = (at: number, now: number): number => Math.round((midnight(now) - midnight(at)) / 86_400_000);
const midnight = (at: number): number => new Date(at).setHours(0, 0, 0, 0);
