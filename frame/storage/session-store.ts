// Keeps the persisted state in a key-value store that may refuse at any time. What it gives back has been checked;
// what cannot be read counts as absent. Knows nothing of what the state means.

import * as v from 'valibot';
import { isFresh, LoadedState, stateKey } from '../../protocol/saved-form.ts';
import type { KeyValueStore } from '../ports.ts';
import type { SessionStore } from './storage.ts';

export function createSessionStore(store: KeyValueStore, deployment: string, siteOrigin: string): SessionStore {
  const key = stateKey(deployment, siteOrigin);
  const load = (): LoadedState | null => {
    try {
      const checked = v.safeParse(LoadedState, JSON.parse(store.get(key) ?? 'null'));
      // The key says whose it is already; a value that says otherwise has been tampered with.
      const ours = checked.success && checked.output.deployment === deployment;
      return ours && checked.output.siteOrigin === siteOrigin ? checked.output : null;
    } catch {
      return null;
    }
  };
  const sessionThere = (now = 0): string | null => {
    const there = load();
    return there?.saved.phase === 'active' && isFresh(there, there.maxOfflineSeconds, now)
      ? there.saved.session.sessionId
      : null;
  };
  return {
    load,
    save(state) {
      try {
        const mine = state.saved.phase === 'active' ? state.saved.session.sessionId : '';
        if ((sessionThere(state.aliveAt) ?? mine) === mine) store.set(key, JSON.stringify(state));
        return true;
      } catch {
        return false;
      }
    },
    forget(sessionId) {
      try {
        if (sessionId === null || (sessionThere() ?? sessionId) === sessionId) store.remove(key);
      } catch {
        // Storage that refuses to forget refused to keep as well.
      }
    },
  };
}
