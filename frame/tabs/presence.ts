// Whether a chat of this site is on a page of another tab: each page that has one holds a lock, or queues for it behind the
// page that holds it. Knows locks; knows nothing of what is saved, or of who asks.

import type { Clock, Dispose, Locks } from '../ports.ts';

export type Presence = {
  /** Takes the lock. true: another page has it; null: nobody can say. */
  isElsewhere(): boolean | null | Promise<boolean | null>;
  /** Whether a chat is on this page now. */
  follow(isHere: boolean): void;
};

/** The page before this one in the same tab may be a moment late in giving it back. */
export const GRACE_MS = 400;

export function createPresence(locks: Locks, clock: Pick<Clock, 'after'>, name: string): Presence {
  let undo: Dispose | null = null;
  let answer: boolean | null | undefined;
  let onAnswer: (() => void) | undefined;

  const claim = (): void => {
    const answered = (to: boolean | null) => () => {
      answer = to;
      onAnswer?.();
    };
    undo ??= locks.hold(name, answered(false), answered(null));
  };
  return {
    isElsewhere() {
      claim();
      return answer !== undefined
        ? answer
        : new Promise((resolve) => {
            onAnswer = () => resolve(answer ?? null);
            clock.after(GRACE_MS, () => resolve(true));
          });
    },
    follow(isHere) {
      if (isHere) return claim();
      undo?.();
      undo = null;
      answer = undefined;
    },
  };
}
