// Which part of a transcript is drawn: the newest entries while the visitor is at the end, otherwise what is in view
// and some on either side. Arithmetic of indexes; knows no elements.

import type { Transcript } from '../../session/state.ts';

/** `until` null: to the end, and what is on its way. */
export type Range = { from: number; until: number | null };
/** Of the entries that are in view. */
export type InView = { first: number; last: number };

/** More than any screen shows at once. */
const TAIL_ENTRIES = 50;
/** So many are drawn beyond the view when the part is chosen anew, and that is done when fewer than `NEAR` are left. */
const MARGIN = 24;
const NEAR = 12;
/** What may come below the view before the part stops growing with it. */
const MOST_ENTRIES = 68;

export const tailOf = ({ firstIndex, lastIndex }: Transcript): Range => ({
  from: Math.max(firstIndex, lastIndex - TAIL_ENTRIES + 1),
  until: null,
});

export const headOf = ({ firstIndex, lastIndex }: Transcript): Range => ({
  from: firstIndex,
  until: openEnd(firstIndex + TAIL_ENTRIES - 1, lastIndex),
});

/** Around what is, or is to be, in view. */
export const around = ({ first, last }: InView, { firstIndex, lastIndex }: Transcript): Range => ({
  from: Math.max(firstIndex, Math.min(first, lastIndex) - MARGIN),
  until: openEnd(Math.max(last, firstIndex) + MARGIN, lastIndex),
});

/** The same range as long as enough of it is left on both sides. */
export function slid(range: Range, inView: InView, transcript: Transcript): Range {
  const isNearTop = range.from > transcript.firstIndex && inView.first - range.from < NEAR;
  const isNearEnd = range.until !== null && range.until - inView.last < NEAR;
  return isNearTop || isNearEnd ? around(inView, transcript) : range;
}

/** What is still right of it, now that the transcript may be another. */
export function kept({ from, until }: Range, { firstIndex, lastIndex }: Transcript): Range {
  const start = Math.max(firstIndex, Math.min(from, lastIndex));
  if (until === null && lastIndex - start >= MOST_ENTRIES) return { from: start, until: start + MOST_ENTRIES - 1 };
  return { from: start, until: until !== null && until < lastIndex ? until : null };
}

const openEnd = (until: number, lastIndex: number): number | null => (until >= lastIndex ? null : until);
