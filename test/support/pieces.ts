// The pieces of files on their way from a visitor's frame to the server: counted, held up, or lost.

import type { BrowserContext } from '@playwright/test';

export type Pieces = {
  /** Bytes that went towards the server so far. */
  sentBytes(): number;
  /** How many pieces did not get through. */
  stopped(): number;
  /** From now on: the first so many bytes go through, and what comes then is lost, or waits. */
  stopAfter(bytes: number, how: 'lose' | 'hold'): void;
  /** Everything goes through again; what was held is answered as if the line had been cut. */
  letGo(): void;
};

export async function watchPieces(context: BrowserContext): Promise<Pieces> {
  let sent = 0;
  let stopped = 0;
  let most = Number.POSITIVE_INFINITY;
  let how: 'lose' | 'hold' = 'lose';
  let release = (): void => {};
  let held = new Promise<void>(() => {});
  await context.route('**/chat/v1/files/**', async (route) => {
    const bytes = route.request().postDataBuffer()?.length ?? 0;
    if (sent + bytes <= most) {
      sent += bytes;
      return route.continue();
    }
    stopped += 1;
    if (how === 'hold') await held;
    // The page may be gone by now.
    return route.abort('connectionfailed').catch(() => {});
  });
  return {
    sentBytes: () => sent,
    stopped: () => stopped,
    stopAfter(bytes, manner) {
      most = sent + bytes;
      how = manner;
      held = new Promise((resolve) => {
        release = resolve;
      });
    },
    letGo() {
      most = Number.POSITIVE_INFINITY;
      release();
    },
  };
}
