// What the visitor prefers, whatever chat it is: kept when a chat ends. Nothing is written before the visitor chooses.

import * as v from 'valibot';
import type { KeyValueStore } from '../ports.ts';

/** Not with the states' prefix, by which leftovers of chats are found and swept. */
const KEY = 'tagalong-preferences';

const Preferences = v.object({ sound: v.optional(v.boolean()) });

/** As whoever draws the visitor's switch knows it. */
export type SoundPreference = { isOn(): boolean; set(isOn: boolean): void };

export function createSoundPreference(storage: KeyValueStore): SoundPreference {
  /** Where the browser refuses storage it holds for this page. */
  let here: boolean | undefined;
  const read = (): boolean | undefined => {
    try {
      const checked = v.safeParse(Preferences, JSON.parse(storage.get(KEY) ?? '{}'));
      return checked.success ? checked.output.sound : undefined;
    } catch {
      return undefined;
    }
  };
  return {
    isOn: () => here ?? read() ?? true,
    set(isOn) {
      here = isOn;
      try {
        storage.set(KEY, JSON.stringify({ sound: isOn }));
        here = undefined;
      } catch {
        // Refused.
      }
    },
  };
}
