// Work that is done again as long as there may be more of it, and never twice at once. Wake-ups may come late, twice or in
// any order. Knows nothing of what is done.

export interface Pump {
  /** There may be something new. */
  wake(): void;
  /** Ends for good. */
  stop(): void;
}

/** `again`: there is more already. Asked after each wait whether it has been stopped, the work may end early. */
export type Work = (stopped: () => boolean) => Promise<{ again: boolean }>;

/** `onFailed`: nothing is done any more. */
export function createPump(work: Work, onFailed: () => void): Pump {
  let running = false;
  let wokenMeanwhile = false;
  let stopped = false;

  const run = async () => {
    running = true;
    try {
      while (wokenMeanwhile && !stopped) {
        wokenMeanwhile = false;
        const { again } = await work(() => stopped);
        wokenMeanwhile ||= again;
      }
    } finally {
      // In the same turn as the last look: a wake-up in between would be lost.
      running = false;
    }
  };

  return {
    wake() {
      wokenMeanwhile = true;
      if (running || stopped) return;
      run().catch(() => {
        if (!stopped) onFailed();
        stopped = true;
      });
    },
    stop() {
      stopped = true;
    },
  };
}
