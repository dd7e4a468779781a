// What a chat does about the page around it, from its conversation on: the keyboard across the frame's edge, and the
// visitor's attention.

import type { FrameExtras } from '../extras.ts';
import { enBeginning } from '../locale/en-beginning.ts';
import type { Clock, KeyValueStore } from '../ports.ts';
import type { Engine } from '../session/engine.ts';
import { startAttention } from './attention.ts';
import { keepEdge } from './edge.ts';

type Parts = {
  engine: Engine;
  root: Element;
  clock: Clock;
  storage: KeyValueStore;
  /** There, once a page has asked for what only the extras know. */
  extras: () => FrameExtras | null;
};

export function joinPage({ engine, root, clock, storage, extras }: Parts): void {
  keepEdge(root, () => engine.wish({ type: 'minimizeRequested' }));
  startAttention({
    ...{ state: engine.state, subscribe: engine.subscribe, clock, storage },
    wants: () => extras()?.attention() ?? {},
    strings: () => extras()?.face().strings ?? enBeginning,
    host: (request) => extras()?.attract(request),
  });
}
