// Of the tabs that could do something one does it: the first that asks, as long as it goes on and somewhat beyond. Knows
// locks; knows nothing of what is done.

import type { Clock, Dispose, Lifecycle } from '../ports.ts';

const NAME = 'tagalong-turn';
/** Longer than the timers of hidden tabs are late, so that none of them comes to the same news after it. */
const TURN_MS = 5_000;

type Parts = {
  clock: Pick<Clock, 'after'>;
  lifecycle: Pick<Lifecycle, 'onHide'>;
  /** undefined: this browser gives none, or not here. */
  locks: () => Pick<LockManager, 'request'> | undefined;
};

/** true: it is this tab's turn, or nobody can say whose. */
export function createTurn({ clock, lifecycle, locks }: Parts): () => Promise<boolean> {
  /** While it is this tab's turn. */
  let prolong: (() => void) | null = null;

  const untilOver = () =>
    new Promise<void>((resolve) => {
      let cancel: Dispose = () => {};
      const end = (): void => {
        prolong = null;
        cancel();
        stopListening();
        resolve();
      };
      // A page with a lock is not kept for coming back, and one that is frozen would keep the turn.
      const stopListening = lifecycle.onHide(end);
      prolong = () => {
        cancel();
        cancel = clock.after(TURN_MS, end);
      };
      prolong();
    });

  return async () => {
    if (prolong) {
      prolong();
      return true;
    }
    return new Promise((answer) => {
      const begin = (lock: Lock | null) => {
        answer(lock !== null);
        return lock ? untilOver() : undefined;
      };
      const asked = locks()?.request(NAME, { ifAvailable: true }, begin);
      if (asked) asked.catch(() => answer(true));
      else answer(true);
    });
  };
}
