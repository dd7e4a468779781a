// Whether a chat of this site is on a page of another tab: each page that has one holds a lock, or queues for it behind the
// page that holds it. Knows locks; knows nothing of what is saved, or of who asks.

import type { Clock, Dispose, Locks } from '../ports.ts';

export type Presence = {
  /** Takes the lock. true: another page has it; null: nobody can say. */
  isElsewhere(): boolean | null | Promise<boolean | null>;
  /** Whether a chat is on this page now. */
  follow(isHere: boolean): void;
  /** Whether this page has the lock; null: nobody gets one; undefined: no word yet, which is how another page's lock looks. */
  holds(): true | null | undefined;
  /** Runs when that has changed by itself. */
  watch(run: () => void): Dispose;
  /** Takes the lock from a page that keeps it and does not answer any more. */
  seize(): void;
};

/** The page before this one in the same tab may be a moment late in giving it back. */
export const GRACE_MS = 400;

export function createPresence(locks: Locks, clock: Pick<Clock, 'after'>, name: string): Presence {
  let undo: Dispose | null = null;
  let held: true | null | undefined;
  const watchers = new Set<() => void>();

  const claim = (isTheft = false): void => {
    const told = (to: typeof held) => () => {
      held = to;
      if (to === undefined) {
        undo = null;
        claim();
      }
      for (const run of [...watchers]) run();
    };
    undo ??= locks.hold(name, { onHeld: told(true), onRefused: told(null), onStolen: told(undefined) }, isTheft);
  };
  const release = (): void => {
    undo?.();
    undo = null;
    held = undefined;
  };
  const watch = (run: () => void): Dispose => {
    watchers.add(run);
    return () => void watchers.delete(run);
  };
  const elsewhere = (): boolean | null => (held ? false : (held ?? null));
  const presence: Presence = {
    isElsewhere() {
      claim();
      return held !== undefined
        ? elsewhere()
        : new Promise((resolve) => {
            const stop = watch(() => {
              stop();
              cancel();
              resolve(elsewhere());
            });
            const cancel = clock.after(GRACE_MS, () => {
              // A page that went into the back/forward cache meanwhile has given its place in the queue back.
              const yes = () => resolve(undo ? true : presence.isElsewhere());
              // A browser that gives not even a lock that is free says nothing of other tabs.
              const unknown = () => resolve(null);
              const undoFree = locks.hold(`${name}?`, { onHeld: yes, onRefused: unknown, onStolen: unknown });
              clock.after(GRACE_MS, () => {
                undoFree();
                unknown();
              });
            });
          });
    },
    follow: (isHere) => (isHere ? claim() : release()),
    holds: () => held,
    watch,
    seize() {
      release();
      claim(true);
    },
  };
  return presence;
}
