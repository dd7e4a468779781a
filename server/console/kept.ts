// One value kept in a string store, checked when read. Never throws: where storage refuses, the value lives as long
// as the page. Each update starts from what is stored now, so that two tabs do not undo each other's changes.

import * as v from 'valibot';
import type { KeyValueStore } from './ports.ts';

export interface Kept<T> {
  read(): T;
  update(change: (value: T) => T): void;
}

export function createKept<T>(
  store: KeyValueStore,
  key: string,
  schema: v.GenericSchema<unknown, T>,
  fallback: T,
): Kept<T> {
  let memory = fallback;
  let storageWorks = true;

  const read = (): T => {
    if (!storageWorks) return memory;
    try {
      const text = store.get(key);
      const checked = v.safeParse(schema, text === null ? undefined : JSON.parse(text));
      return checked.success ? checked.output : fallback;
    } catch {
      return memory;
    }
  };

  return {
    read,
    update(change) {
      memory = change(read());
      try {
        store.set(key, JSON.stringify(memory));
        storageWorks = true;
      } catch {
        // From now on the memory is newer than what the store may still hold.
        storageWorks = false;
      }
    },
  };
}
