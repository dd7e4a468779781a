// A chat's history in rows that may refuse, hold nonsense or never answer. What is read has been checked; what takes too
// long counts as not there, and the rows are then left in peace for a while. Knows no database.

import * as v from 'valibot';
import { TranscriptEntry } from '../../protocol/session.ts';
import type { Clock } from '../ports.ts';
import type { HistoryRows } from './history-rows.ts';
import { isLeftover } from './leftovers.ts';
import type { HistoryStore } from './storage.ts';

/** Longer than a cold disk needs; who waits for the beginning of a conversation can ask the server after that. */
export const READ_LIMIT_MS = 1_500;
/** Nobody waits for what is written. */
export const WRITE_LIMIT_MS = 15_000;
/** A database that hangs or refuses will do so again: it is asked once a minute, not for each message. */
export const REST_MS = 60_000;

const Entries = v.array(TranscriptEntry);

export function createHistoryStore(rows: HistoryRows, clock: Pick<Clock, 'now' | 'after'>): HistoryStore {
  let isResting = false;

  function rest(): void {
    if (isResting) return;
    isResting = true;
    clock.after(REST_MS, () => {
      isResting = false;
    });
  }

  /** `otherwise`: no answer, a refusal, or not asked. */
  function ask<Answer>(limitMs: number, run: () => Promise<Answer>, otherwise: Answer): Promise<Answer> {
    if (isResting) return Promise.resolve(otherwise);
    return new Promise((resolve) => {
      const giveUp = (): void => {
        rest();
        resolve(otherwise);
      };
      const cancel = clock.after(limitMs, giveUp);
      void run().then(resolve, giveUp).finally(cancel);
    });
  }
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
