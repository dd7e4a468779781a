// A part of the interface that most conversations do not need: fetched when the first message wants it, and drawn when it
// has come. What did not come is asked for again by the next message that wants it.

import { useEffect, useState } from 'preact/hooks';

export type Lazy<Part> = {
  get(): Part | null;
  /** Calls back once it is there, at once if it is; the undo takes that back. */
  want(then: () => void): () => void;
};

export function createLazy<Part>(load: () => Promise<Part>): Lazy<Part> {
  let part: Part | null = null;
  let isComing = false;
  const waiting = new Set<() => void>();
  const come = (loaded: Part) => {
    part = loaded;
    for (const then of waiting) then();
    waiting.clear();
  };
  return {
    get: () => part,
    want(then) {
      if (part !== null) {
        then();
        return () => {};
      }
      waiting.add(then);
      if (!isComing) {
        isComing = true;
        void load()
          .then(come, () => {})
          .finally(() => {
            isComing = false;
          });
      }
      return () => void waiting.delete(then);
    },
  };
}

/** null: not wanted, or not there yet. */
export function useLazy<Part>(lazy: Lazy<Part>, isWanted: boolean): Part | null {
  const [, draw] = useState(0);
  const part = isWanted ? lazy.get() : null;
  useEffect(
    // It may have come since it was drawn without.
    () => (isWanted && part === null ? lazy.want(() => draw((times) => times + 1)) : undefined),
    [isWanted],
  );
  return part;
}
