// The tab that leads: it alone has a way to the server, and does for the others what they ask of it. Where one of them has
// come farther than the server said that its log reaches, the server is asked which of the two is right.

import type { Mine } from '../../protocol/tabs.ts';
import type { Inner } from './conversation.ts';
import type { FencedWay } from './fenced-way.ts';
import { isLive } from './selectors.ts';
import type { TabCircle } from './tab-circle.ts';
import { serveFollower, type Wanted } from './tab-ear.ts';

type Parts = Pick<Inner, 'state' | 'dispatch'> & {
  way: Pick<FencedWay, 'known' | 'open' | 'request' | 'wake'>;
  circle: () => TabCircle | null;
};

export type TabLeader = {
  serve(message: Wanted): void;
  /** Of another session than before. */
  forget(): void;
};

export function createTabLeader(parts: Parts): TabLeader {
  const { state, way, circle } = parts;
  /** Another tab had come so far, and the server was asked about it. */
  let doubtedIndex = 0;

  /** Another tab has more of the log than this one. */
  function isBehind(index: number): boolean {
    const { life } = state();
    const { knownIndex } = way.known();
    const lastIndex = isLive(life) ? life.transcript.lastIndex : index;
    return knownIndex !== null && index > Math.max(knownIndex, lastIndex) && index !== doubtedIndex;
  }

  /** The other tab was frozen, or put away, when that was said. */
  function tellTakenBack(items: Mine['outbox']): void {
    const { life } = state();
    for (const { id } of items)
      if (isLive(life) && life.takenBack.includes(id)) circle()?.say({ type: 'discarded', id });
  }

  /** Which of the two is right, the server knows. */
  function askAnew(index: number): void {
    doubtedIndex = index;
    way.open();
  }

  return {
    serve(message) {
      const { from } = message;
      serveFollower(message, parts);
      if (message.type === 'mine') {
        tellTakenBack(message.outbox);
        if (isBehind(message.afterIndex)) askAnew(message.afterIndex);
        circle()?.share(from, message.afterIndex);
      }
      if (message.type === 'woke') way.wake();
      if (message.type !== 'asked') return;
      const { id } = message.request;
      void way.request(message.request).then((answer) => circle()?.say({ type: 'answered', to: from, id, answer }));
    },
    forget() {
      doubtedIndex = 0;
    },
  };
}
