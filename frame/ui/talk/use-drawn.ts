// Which lines of the conversation are drawn now, and whether what is new among the elements is news: what is drawn
// because the visitor moved, or because it was fetched late, is not to be read out.

import { useMemo, useRef } from 'preact/hooks';
import type { Strings } from '../../locale/strings.ts';
import type { ScrollPlace } from '../scroll-place.ts';
import type { Talk } from '../talk.ts';
import { linesIn, pendingOf } from '../view.ts';
import type { Line } from './lines.ts';
import type { PlacedLine } from './look.ts';
import { around, kept, type Range, tailOf } from './range.ts';
import { newOnOpening, noteNew } from './unread.ts';
import { useToday } from './use-today.ts';

export type DrawnLine = Line & PlacedLine;
export type Drawn = { range: Range; lines: readonly DrawnLine[]; isQuiet: boolean };

/** As it was drawn last. */
type Before = { range: Range; lastIndex: number; quietUntil: number; today: string };

/** More new entries than this do not stand in one view: then it begins with the first of them. */
const A_VIEW_OF_ENTRIES = 40;

type Wanted = {
  place: ScrollPlace;
  /** A part that was asked for by moving. */
  chosen: Range | null;
  /** What comes now comes before the visitor's eyes. */
  isWatched: boolean;
};

export function useDrawn(life: Talk, { place, chosen, isWatched }: Wanted, strings: Strings, now: () => number): Drawn {
  const { transcript } = life;
  const { lastIndex } = transcript;
  const today = useToday(now);
  const before = useRef<Before | null>(null);
  if (!before.current) takeUp(life, place);
  else noteNew(life, place, isWatched);

  const range = sameOr(before.current?.range, rangeNow(life, place, chosen ?? before.current?.range ?? null));
  // Nor is it news that what came today came yesterday.
  const isRenamed = before.current?.lastIndex === lastIndex && before.current.today !== today;
  const isOldShown = before.current !== null && showsMore(range, before.current);
  const quietUntil = isOldShown || isRenamed ? lastIndex : (before.current?.quietUntil ?? 0);
  before.current = { range, lastIndex, quietUntil, today };

  const lines = useMemo(
    () =>
      linesIn(life, { ...range, newFrom: place.newFrom, now: now() }).map((line) => ({
        ...line,
        isStill: line.kind === 'message' || line.kind === 'notice',
      })),
    [transcript, pendingOf(life), life.phase, life.agentSeen, range.from, range.until, place.newFrom, strings, today],
  );
  return { range, lines, isQuiet: quietUntil === lastIndex && lastIndex > 0 };
}

/** As the log is opened. */
function takeUp(life: Talk, place: ScrollPlace): void {
  const { lastIndex } = life.transcript;
  if (place.wanted !== null) place.at = lastIndex + 1 - place.wanted;
  place.wanted = null;
  place.newFrom = newOnOpening(life);
  const isFar = place.newFrom !== null && lastIndex - place.newFrom > A_VIEW_OF_ENTRIES;
  if (place.at === null && isFar) place.at = place.newFrom;
}

function rangeNow({ transcript }: Talk, { at }: ScrollPlace, range: Range | null): Range {
  if (at === null) return tailOf(transcript);
  const entry = Math.floor(at);
  const isThere = range !== null && entry >= range.from && (range.until === null || entry <= range.until);
  return isThere ? kept(range, transcript) : around({ first: entry, last: entry }, transcript);
}

/** What has not changed is the same object: whoever compares does so by identity. */
const sameOr = (known: Range | undefined, range: Range): Range =>
  known?.from === range.from && known.until === range.until ? known : range;

/** Whether something is drawn that was there before and was not drawn. */
function showsMore(range: Range, before: { range: Range; lastIndex: number }): boolean {
  const known = ({ until }: Range) => Math.min(until ?? Number.POSITIVE_INFINITY, before.lastIndex);
  return range.from < before.range.from || known(range) > known(before.range);
}
