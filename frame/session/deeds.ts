// Effects that can be carried out without a conversation: the host page is told, the saved state is forgotten.

import type { Clock, Random } from '../ports.ts';
import type { SessionStore } from '../storage/storage.ts';
import type { Effect } from './effects.ts';
import type { Host } from './engine-parts.ts';
import { createHostQueue } from './host-queue.ts';
import type { Saver } from './saver.ts';

type Of<Kind extends Effect['kind']> = Extract<Effect, { kind: Kind }>;

export type Deeds = {
  /** `release` runs when the page has taken delivery. */
  settle(effect: Of<'settle'>, release?: () => void): void;
  tellHost(effect: Of<'tellHost'>): void;
  forgetSession(effect: Of<'forgetSession'>): void;
};

type Parts = { clock: Clock; random: Random; host: Pick<Host, 'settle' | 'sessionEvents'>; store: SessionStore };

export function createDeeds({ clock, random, host, store }: Parts, saver: Saver): Deeds {
  const calls = createHostQueue(clock);
  return {
    settle: ({ settlement }, release) => calls.add(() => host.settle(settlement), release),
    tellHost({ sessionId, events }) {
      const callId = random.id();
      calls.add(() => host.sessionEvents({ sessionId, events: [...events], callId }));
    },
    forgetSession({ sessionId }) {
      saver.cancel();
      store.forget(sessionId);
    },
  };
}
