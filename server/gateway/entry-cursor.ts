// Brings one reader up to date with one log, and keeps it there. Entries are always read from the store above the
// last index that was sent, one page at a time and the next only when the line has taken the one before: order,
// completeness and a slow reader need no further care. Wake-ups may come late, twice or in any order.

import type { TranscriptPage } from '../../protocol/server.ts';
import type { TranscriptEntry } from '../../protocol/session.ts';

export interface EntryCursor {
  /** There may be something new. */
  wake(): void;
  /** Ends for good. */
  stop(): void;
}

type CursorParts = {
  afterIndex: number;
  read(afterIndex: number): Promise<TranscriptPage>;
  /** Resolves when the line has taken it. */
  send(entries: TranscriptEntry[]): Promise<void>;
  /** The store or the line failed: the reader has to come again. */
  onFailed(): void;
};

export function createEntryCursor({ afterIndex, read, send, onFailed }: CursorParts): EntryCursor {
  let lastSent = afterIndex;
  let running = false;
  let wokenMeanwhile = false;
  let stopped = false;

  const pump = async () => {
    running = true;
    try {
      do {
        wokenMeanwhile = false;
        const { entries, more } = await read(lastSent);
        const last = entries.at(-1);
        if (stopped || !last) continue;
        await send(entries);
        lastSent = last.index;
        wokenMeanwhile ||= more;
      } while (wokenMeanwhile && !stopped);
    } finally {
      // In the same turn as the last look: a wake-up in between would be lost.
      running = false;
    }
  };

  return {
    wake() {
      wokenMeanwhile = true;
      if (running || stopped) return;
      pump().catch(() => {
        if (!stopped) onFailed();
        stopped = true;
      });
    },
    stop() {
      stopped = true;
    },
  };
}
