// By what a window of its own knows again what an earlier document of its own has saved. Its name will not do: that is what its
// opener called it, and a window of another tab may be called the same.

import type { KeyValueStore, Random } from '../ports.ts';

const KEY = 'tagalong:own-window-mark';

/** `store` lives as long as the window. */
export function markOf({ get, set }: KeyValueStore, random: Random): string {
  const fresh = random.id();
  try {
    const mark = get(KEY) ?? fresh;
    set(KEY, mark);
    return mark;
  } catch {
    return fresh;
  }
}
