// Wake-ups within one process. Listeners are called at once and must not throw.

import type { Hub, SignalListener } from './hub.ts';

export function createLocalHub(): Hub {
  const bySession = new Map<string, Set<SignalListener>>();
  const toAll = new Set<SignalListener>();

  return {
    publish(signal) {
      // Copies: a listener may end its own subscription.
      for (const listener of [...(bySession.get(signal.sessionId) ?? []), ...toAll]) listener(signal);
    },
    subscribeTo(sessionId, listener) {
      const listeners = bySession.get(sessionId) ?? new Set();
      listeners.add(listener);
      bySession.set(sessionId, listeners);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0 && bySession.get(sessionId) === listeners) bySession.delete(sessionId);
      };
    },
    subscribeToAll(listener) {
      toAll.add(listener);
      return () => {
        toAll.delete(listener);
      };
    },
  };
}
