// The one time of a world: it stands still while anything can happen without it, and jumps to what falls due next. Each
// thing that falls due is a task of its own, as in a browser or a server: all promises settle before the next one.

import type { Dispose } from '../../../frame/ports.ts';

export type Timeline = {
  /** Whole milliseconds since the world began. */
  now(): number;
  after(delayMs: number, run: () => void): Dispose;
  advance(ms: number): Promise<void>;
};

/** Within a second of this time: many times what a history needs. What goes on without end fails by its seed, and holds nobody up. */
const MOST_A_SECOND = 20_000;

type Planned = { due: number; order: number; run: (() => void) | null };

/** Node runs its next tick when no promise is left that could settle, so one is enough. */
export const drained = (): Promise<void> => new Promise((resolve) => process.nextTick(resolve));

export function createTimeline(): Timeline {
  const planned = createHeap();
  let now = 0;
  let order = 0;
  let second = 0;
  let count = 0;
  function countOne(): void {
    count = Math.floor(now / 1_000) === second ? count + 1 : 0;
    second = Math.floor(now / 1_000);
    if (count > MOST_A_SECOND) throw new Error(`more than ${MOST_A_SECOND} things happen in second ${second}`);
  }
  return {
    now: () => now,
    after(delayMs, run) {
      order += 1;
      const entry: Planned = { due: now + Math.max(0, Math.ceil(delayMs)), order, run };
      planned.add(entry);
      return () => {
        entry.run = null;
      };
    },
    async advance(ms) {
      const end = now + ms;
      await drained();
      for (let next = planned.first(); next && next.due <= end; next = planned.first()) {
        planned.removeFirst();
        if (!next.run) continue;
        now = next.due;
        countOne();
        next.run();
        await drained();
      }
      now = end;
    },
  };
}

const isBefore = (a: Planned, b: Planned): boolean => a.due < b.due || (a.due === b.due && a.order < b.order);

function createHeap() {
  const items: Planned[] = [];
  const at = (place: number): Planned => items[place] as Planned;
  const swap = (a: number, b: number): void => {
    [items[a], items[b]] = [at(b), at(a)];
  };
  return {
    first: (): Planned | undefined => items[0],
    add(item: Planned): void {
      items.push(item);
      for (let place = items.length - 1; place > 0; ) {
        const parent = (place - 1) >> 1;
        if (!isBefore(at(place), at(parent))) return;
        swap(place, parent);
        place = parent;
      }
    },
    removeFirst(): void {
      const last = items.pop();
      if (!last || items.length === 0) return;
      items[0] = last;
      for (let place = 0; ; ) {
        let least = 2 * place + 1;
        if (least >= items.length) return;
        if (least + 1 < items.length && isBefore(at(least + 1), at(least))) least += 1;
        if (!isBefore(at(least), at(place))) return;
        swap(place, least);
        place = least;
      }
    },
  };
}
