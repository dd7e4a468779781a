// Waits for the way to the server. Knows nothing of what is to be asked over it.

import type { Inner } from './conversation.ts';
import { isLive } from './selectors.ts';
import { isUp } from './sharing.ts';

/** Done at once where it is there; also where none is to be waited for, since the chat is over. */
export function whenUp({ state, subscribe }: Pick<Inner, 'state' | 'subscribe'>): Promise<void> {
  const isWaiting = (): boolean => {
    const { life } = state();
    return isLive(life) && !isUp(life);
  };
  if (!isWaiting()) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = subscribe(() => {
      if (isWaiting()) return;
      stop();
      resolve();
    });
  });
}
