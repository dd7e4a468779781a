// The store as one process sees it: answers stop when the process is killed, and writing may take a while, so that a kill
// can fall between the write and its acknowledgement.

import type { Store } from '../../../server/store/store.ts';
import type { Timeline } from './timeline.ts';

/** 0: at once. */
export type SlowStore = { writeMs: number };

type Process = { timeline: Timeline; slow: SlowStore; isAlive: () => boolean };

const never = <T>(): Promise<T> => new Promise<T>(() => {});

export function ofProcess(store: Store, { timeline, slow, isAlive }: Process): Store {
  const alive = <T>(value: T): T | Promise<T> => (isAlive() ? value : never<T>());
  const pause = (): Promise<void> => new Promise((resolve) => void timeline.after(slow.writeMs, resolve));
  const read =
    <Words extends unknown[], T>(ask: (...words: Words) => Promise<T>) =>
    (...words: Words): Promise<T> =>
      isAlive() ? ask(...words).then(alive) : never();
  const write =
    <Words extends unknown[], T>(ask: (...words: Words) => Promise<T>) =>
    async (...words: Words): Promise<T> => {
      if (slow.writeMs > 0) await pause();
      if (!isAlive()) return never();
      const value = await ask(...words);
      if (slow.writeMs > 0) await pause();
      return alive(value);
    };
  return {
    ...store,
    open: write(store.open),
    change: write(store.change),
    find: read(store.find),
    entriesAfter: read(store.entriesAfter),
    addFile: write(store.addFile),
    growFile: write(store.growFile),
    findFile: read(store.findFile),
    listOpen: read(store.listOpen),
    listEnded: read(store.listEnded),
    forgetEndedBefore: read(store.forgetEndedBefore),
    forgetLoginsBefore: read(store.forgetLoginsBefore),
  };
}
