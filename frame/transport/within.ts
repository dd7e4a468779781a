// An answer within a time limit, or else what stands for it. Knows neither who was asked nor what for.

import type { Clock } from '../ports.ts';

export const within = <Answer>(
  clock: Pick<Clock, 'after'>,
  limitMs: number,
  answer: Promise<Answer>,
  late: Answer,
): Promise<Answer> =>
  new Promise((resolve) => {
    const cancel = clock.after(limitMs, () => resolve(late));
    void answer.then(resolve).then(cancel);
  });
