// What a chat does about the page around it, from its conversation on: the keyboard across the frame's edge, and the
// visitor's attention.

import type { FrameExtras } from '../extras.ts';
import { enBeginning } from '../locale/en-beginning.ts';
import type { Clock, KeyValueStore } from '../ports.ts';
import type { Engine } from '../session/engine.ts';
import type { SoundSwitch } from '../ui/sound-button.tsx';
import { startAttention } from './attention.ts';
import { readyTone } from './browser-sound.ts';
import { keepEdge } from './edge.ts';

type Parts = {
  engine: Engine;
  root: Element;
  clock: Clock;
  storage: KeyValueStore;
  /** There, once a page has asked for what only the extras know. */
  extras: () => FrameExtras | null;
};

/** Gives the visitor's switch of the sound. */
export function joinPage({ engine, root, clock, storage, extras }: Parts): SoundSwitch {
  keepEdge(root, () => engine.wish({ type: 'minimizeRequested' }));
  const preference = startAttention({
    ...{ state: engine.state, subscribe: engine.subscribe, clock, storage },
    wants: () => extras()?.attention() ?? {},
    strings: () => extras()?.face().strings ?? enBeginning,
    host: (request) => extras()?.attract(request),
  });
  return {
    isOffered: () => extras()?.attention().sound !== false,
    isOn: preference.isOn,
    set(isOn) {
      preference.set(isOn);
      // So that one knows what to listen for.
      if (isOn) void readyTone().then((tone) => tone?.play());
    },
  };
}
