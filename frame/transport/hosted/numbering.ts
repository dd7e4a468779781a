// Gives what a back end tells its place in our log: 1, 2, 3 ... by the order of the back end's own indexes, whatever these are:
// with holes, told twice, told in disorder. Everybody who reads the whole transcript comes to the same numbers. Knows no
// back end.

import type { TranscriptEntry } from '../../../protocol/session.ts';
import type { Stored } from './raw-events.ts';

/** A message of ours of which it is not known whether it is in the log, for a back end that keeps no ids. */
export type InDoubt = { id: string; text: string };

export type Numbering = {
  entries(): readonly TranscriptEntry[];
  /** The back end's highest index; nothing below it is missing. */
  reach(): number;
  /** Nothing comes after the end. */
  isOver(): boolean;
  /** Where the message with this id stands. */
  indexOf(messageId: string): number | null;
  /** An index that carries nothing for the log. */
  skip(rawIndex: number): void;
  /** What is new, numbered. The first message of ours with the text of the one in doubt, above `doubtAbove`, is that one. */
  take(told: readonly Stored[], inDoubt: InDoubt | null, doubtAbove: number): TranscriptEntry[];
};

export function createNumbering(): Numbering {
  const entries: TranscriptEntry[] = [];
  const known = new Set<number>();
  const indexes = new Map<string, number>();
  let reach = 0;

  const isOver = (): boolean => entries.at(-1)?.kind === 'sessionEnded';
  const skip = (rawIndex: number): void => {
    reach = Math.max(reach, rawIndex);
  };

  /** null: it is there already. */
  function place({ rawIndex, ownId, entry }: Stored, inDoubt: InDoubt | null, doubtAbove: number) {
    if (isOver() || known.has(rawIndex)) return null;
    known.add(rawIndex);
    skip(rawIndex);
    // Sent twice and stored twice: it was said once.
    if (ownId !== null && indexes.has(ownId)) return null;
    const index = entries.length + 1;
    const placed: TranscriptEntry = { ...entry, index };
    if (placed.kind === 'message') {
      const isIt =
        inDoubt !== null &&
        ownId === null &&
        index > doubtAbove &&
        placed.party.kind === 'visitor' &&
        placed.text === inDoubt.text &&
        !indexes.has(inDoubt.id);
      if (isIt) placed.id = inDoubt.id;
      indexes.set(placed.id, index);
    }
    entries.push(placed);
    return placed;
  }

  return {
    entries: () => entries,
    reach: () => reach,
    isOver,
    indexOf: (messageId) => indexes.get(messageId) ?? null,
    skip,
    take: (told, inDoubt, doubtAbove) =>
      [...told].sort((a, b) => a.rawIndex - b.rawIndex).flatMap((one) => place(one, inDoubt, doubtAbove) ?? []),
  };
}
