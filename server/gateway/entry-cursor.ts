// Brings one reader up to date with one log, and keeps it there. Entries are always read from the store above the
// last index that was sent, one page at a time and the next only when the line has taken the one before: order,
// completeness and a slow reader need no further care. Wake-ups may come late, twice or in any order.

import type { TranscriptPage } from '../../protocol/server.ts';
import type { TranscriptEntry } from '../../protocol/session.ts';
import { createPump, type Pump } from './pump.ts';

type CursorParts = {
  afterIndex: number;
  read(afterIndex: number): Promise<TranscriptPage>;
  /** Resolves when the line has taken it. */
  send(entries: TranscriptEntry[]): Promise<void>;
  /** The store or the line failed: the reader has to come again. */
  onFailed(): void;
};

export type EntryCursor = Pump;

export function createEntryCursor({ afterIndex, read, send, onFailed }: CursorParts): EntryCursor {
  let lastSent = afterIndex;
  return createPump(async (stopped) => {
    const { entries, more } = await read(lastSent);
    const last = entries.at(-1);
    if (stopped() || !last) return { again: false };
    await send(entries);
    lastSent = last.index;
    return { again: more };
  }, onFailed);
}
