// Tries until it succeeds, ever more rarely: a chunk that did not come over a bad network may come later.

import { nextDelayMs, RECONNECT_BACKOFF } from '../protocol/retry.ts';
import type { Clock, Random } from './ports.ts';

export const retrying =
  <Value>(attempt: () => Promise<Value>, { clock, random }: { clock: Clock; random: Random }) =>
  (): Promise<Value> =>
    new Promise((resolve) => {
      const attemptNumber = (count: number): void => {
        attempt().then(resolve, () => {
          clock.after(nextDelayMs(count, RECONNECT_BACKOFF, random.fraction()), () => attemptNumber(count + 1));
        });
      };
      attemptNumber(0);
    });
