// A chat's history in rows that may refuse, hold nonsense or never answer. What is read has been checked; what takes too
// long counts as not there, and the rows are then left in peace for a while. Knows no database.

import * as v from 'valibot';
import { TranscriptEntry } from '../../protocol/session.ts';
import type { Clock } from '../ports.ts';
import { createAsking } from './asking.ts';
import type { HistoryRows } from './history-rows.ts';
import { isLeftover } from './leftovers.ts';
import type { HistoryStore } from './storage.ts';

/** Longer than a cold disk needs; who waits for the beginning of a conversation can ask the server after that. */
export const READ_LIMIT_MS = 1_500;
/** Nobody waits for what is written. */
export const WRITE_LIMIT_MS = 15_000;

const Entries = v.array(TranscriptEntry);

export function createHistoryStore(rows: HistoryRows, clock: Pick<Clock, 'now' | 'after'>): HistoryStore {
  const ask = createAsking(clock);
  const done = (run: () => Promise<void>): Promise<boolean> => ask(WRITE_LIMIT_MS, () => run().then(() => true), false);

  return {
    put: (sessionId, entries) => done(() => rows.put(sessionId, entries)),
    async read(sessionId, from, until) {
      const checked = v.safeParse(Entries, await ask(READ_LIMIT_MS, () => rows.read(sessionId, from, until), []));
      if (checked.success && checked.output.every(({ index }, place) => index === from + place)) return checked.output;
      void done(() => rows.deleteAbove(sessionId, 0));
      return [];
    },
    cut: (sessionId, lastIndex) => done(() => rows.deleteAbove(sessionId, lastIndex)),
    sweep: () => ask(WRITE_LIMIT_MS, () => rows.sweep((saved) => isLeftover(saved, clock.now())), undefined),
    close: rows.close,
  };
}
