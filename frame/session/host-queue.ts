// Calls to the host page, one after the other. The link may be broken by any script of that page and heals within a second
// (rpc/messenger.ts), so a call that gets no answer is made again; the host page takes repeated ones for one. Knows no
// call's meaning.

import type { Clock } from '../ports.ts';

/** How long anything newer waits for the host page. */
export const HOST_LIMIT_MS = 1_000;
/** No answer for so long, times the number of tries: a page that is busy is not sent too many of one. */
const LOST_MS = 1_000;
/** Pause before a call that failed is made again, times the number of tries. */
const RETRY_MS = 200;
/** All told some minutes. A page that does not answer for so long is gone. */
const MAX_TRIES = 30;

export type HostQueue = {
  /** `done` runs once: when answered, when HOST_LIMIT_MS is over, or when given up. */
  add(call: () => Promise<unknown> | unknown, done?: () => void): void;
};

export function createHostQueue(clock: Clock): HostQueue {
  const calls: { call: () => Promise<unknown> | unknown; done: () => void; tries: number }[] = [];
  let busy = false;

  function next(): void {
    const [head] = calls;
    if (busy || !head) return;
    busy = true;
    let over = false;
    const finish = (answered: boolean): void => {
      if (over) return;
      over = true;
      cancelLost();
      head.done();
      const again = !answered && head.tries < MAX_TRIES;
      if (!again) calls.shift();
      const proceed = (): void => {
        busy = false;
        next();
      };
      if (again) clock.after(RETRY_MS * head.tries, proceed);
      else proceed();
    };
    head.tries += 1;
    const cancelLost = clock.after(LOST_MS * head.tries, () => finish(false));
    Promise.resolve()
      .then(head.call)
      .then(
        () => finish(true),
        () => finish(false),
      );
  }

  return {
    add(call, done = () => {}) {
      let isDone = false;
      const once = (): void => {
        if (isDone) return;
        isDone = true;
        cancelDone();
        done();
      };
      // From now on, not from its turn: calls before it may be made again for minutes.
      const cancelDone = clock.after(HOST_LIMIT_MS, once);
      calls.push({ call, done: once, tries: 0 });
      next();
    },
  };
}
