// Tells one reader the newest state of one thing, and only when it is another than the one told before. While the line is
// busy nothing queues up: the next word is what is true then.

export interface Newest {
  /** There may be something new. */
  wake(): void;
  /** Ends for good. */
  stop(): void;
}

type NewestParts<T> = {
  /** Null: nothing to tell. */
  read(): Promise<T | null>;
  /** Resolves when the line has taken it. */
  send(value: T): Promise<void>;
  onFailed(): void;
};

export function createNewest<T>({ read, send, onFailed }: NewestParts<T>, toldBefore: T | null = null): Newest {
  let told = JSON.stringify(toldBefore);
  let running = false;
  let wokenMeanwhile = false;
  let stopped = false;

  const pump = async () => {
    running = true;
    try {
      while (wokenMeanwhile && !stopped) {
        wokenMeanwhile = false;
        const value = await read();
        const text = JSON.stringify(value);
        if (stopped || value === null || text === told) continue;
        await send(value);
        told = text;
      }
    } finally {
      running = false;
    }
  };

  return {
    wake() {
      wokenMeanwhile = true;
      if (running || stopped) return;
      pump().catch(() => {
        if (!stopped) onFailed();
        stopped = true;
      });
    },
    stop() {
      stopped = true;
    },
  };
}
