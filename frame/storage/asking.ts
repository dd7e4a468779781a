// Asks a database that may refuse or never answer: each question has a time limit, and after one that it did not keep the
// database is left in peace for a while. Knows no database.

import type { Clock } from '../ports.ts';

/** A database that hangs or refuses will do so again: it is asked once a minute, not for each message. */
export const REST_MS = 60_000;

/** `otherwise`: no answer in time, a refusal, or not asked. `isLastHope`: nobody else has it, so that it is asked for anyway. */
export type Ask = <Answer>(
  limitMs: number,
  run: () => Promise<Answer>,
  otherwise: Answer,
  isLastHope?: boolean,
) => Promise<Answer>;

export function createAsking(clock: Pick<Clock, 'after'>): Ask {
  let isResting = false;

  function rest(): void {
    if (isResting) return;
    isResting = true;
    clock.after(REST_MS, () => {
      isResting = false;
    });
  }

  return (limitMs, run, otherwise, isLastHope = false) => {
    if (isResting && !isLastHope) return Promise.resolve(otherwise);
    return new Promise((resolve) => {
      const giveUp = (): void => {
        rest();
        resolve(otherwise);
      };
      const cancel = clock.after(limitMs, giveUp);
      void run().then(resolve, giveUp).finally(cancel);
    });
  };
}
