// The ordered record of a session: one unbroken run of entries, which grows at both ends. Knows indexes and nothing
// of who delivered what: the server's index alone decides, so links may drop, double and reorder.

import type { TranscriptEntry } from '../../protocol/session.ts';
import type { Transcript } from './state.ts';

export const EMPTY_TRANSCRIPT: Transcript = { entries: [], firstIndex: 1, lastIndex: 0 };

/** A transcript that starts from a saved tail; null if that is not an unbroken run up to `lastIndex`. */
export function transcriptFromTail(tail: readonly TranscriptEntry[], lastIndex: number): Transcript | null {
  const firstIndex = lastIndex - tail.length + 1;
  const unbroken = tail.every((entry, place) => entry.index === firstIndex + place);
  if (!unbroken || firstIndex < 1 || (tail.length === 0 && lastIndex > 0)) return null;
  return { entries: tail, firstIndex, lastIndex };
}

/** As much of it as the server's log still has: one that was restored from a copy may have lost its end. */
export function cutAt(transcript: Transcript, lastIndex: number): Transcript {
  const { entries, firstIndex } = transcript;
  if (lastIndex < firstIndex) return EMPTY_TRANSCRIPT;
  return { ...transcript, entries: entries.slice(0, lastIndex - firstIndex + 1), lastIndex };
}

export type Merge = {
  transcript: Transcript;
  /** What was really new at the end. */
  fresh: readonly TranscriptEntry[];
  /** What is missing before something that came, up to the last that came. */
  gap: { fromIndex: number; untilIndex: number } | null;
};

/** Takes what continues the record; repeated entries change nothing, those beyond a gap are left for later. */
export function mergeEntries(transcript: Transcript, incoming: readonly TranscriptEntry[]): Merge {
  const { firstIndex, lastIndex } = transcript;
  const ordered = [...incoming].sort((a, b) => a.index - b.index);
  const fresh: TranscriptEntry[] = [];
  let gap: Merge['gap'] = null;
  for (const entry of ordered) {
    const next = lastIndex + fresh.length + 1;
    if (entry.index === next) fresh.push(entry);
    else if (entry.index > next) gap = { fromIndex: next, untilIndex: entry.index };
  }
  const older = olderRun(ordered, firstIndex);
  if (fresh.length + older.length === 0) return { transcript, fresh, gap };
  const entries = [...older, ...transcript.entries, ...fresh];
  return {
    transcript: { entries, firstIndex: firstIndex - older.length, lastIndex: lastIndex + fresh.length },
    fresh,
    gap,
  };
}

/** The unbroken run that ends just before `firstIndex`. */
function olderRun(ordered: readonly TranscriptEntry[], firstIndex: number): TranscriptEntry[] {
  const run: TranscriptEntry[] = [];
  for (const entry of [...ordered].reverse()) {
    if (entry.index === firstIndex - run.length - 1) run.push(entry);
  }
  return run.reverse();
}
