// Puts the parts of asking for attention together with the browser; needed only once there is a conversation.

import type { AttentionOptions } from '../../protocol/full-options.ts';
import type { Attention } from '../../protocol/rpc.ts';
import { browserLifecycle as lifecycle } from '../browser-ports.ts';
import type { BeginningStrings } from '../locale/strings.ts';
import type { Clock, KeyValueStore } from '../ports.ts';
import type { Engine } from '../session/engine.ts';
import { countingFor } from '../ui/counting.ts';
import { readyTone } from './browser-sound.ts';
import { createSoundPreference, type SoundPreference } from './preferences.ts';
import { createSoundOnce } from './sound-once.ts';
import { createTurn } from './turn.ts';
import { watchAttention } from './watch.ts';

type Parts = Pick<Engine, 'state' | 'subscribe'> & {
  clock: Pick<Clock, 'after'>;
  storage: KeyValueStore;
  wants: () => AttentionOptions;
  strings: () => BeginningStrings;
  host: (request: Attention) => void;
};

/** Gives the visitor's switch, for whoever draws it. */
export function startAttention({ clock, storage, wants, strings, host, state, subscribe }: Parts): SoundPreference {
  const preference = createSoundPreference(storage);
  const isMyTurn = createTurn({ clock, lifecycle, locks: () => navigator.locks });
  const soundOnce = createSoundOnce({ ready: readyTone, isMyTurn });
  const { look } = watchAttention({
    ...{ state, subscribe, clock, host },
    sound: () => void soundOnce(),
    facts: () => ({
      isPageSeen: document.visibilityState === 'visible',
      isSoundOn: preference.isOn(),
      wants: wants(),
    }),
    words: (unread) => {
      const { language, unread: forms, title } = strings();
      return { title: countingFor(language).count(forms, unread), author: title };
    },
  });
  document.addEventListener('visibilitychange', look);
  return preference;
}
