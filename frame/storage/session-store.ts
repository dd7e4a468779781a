// Keeps the persisted state in a key-value store that may refuse at any time. What it gives back has been checked;
// what cannot be read counts as absent. Knows nothing of what the state means.

import * as v from 'valibot';
import { LoadedState, stateKey } from '../../protocol/saved-form.ts';
import type { KeyValueStore } from '../ports.ts';
import type { SessionStore } from './storage.ts';

export function createSessionStore(store: KeyValueStore, deployment: string, siteOrigin: string): SessionStore {
  const key = stateKey(deployment, siteOrigin);
  return {
    load() {
      try {
        const checked = v.safeParse(LoadedState, JSON.parse(store.get(key) ?? 'null'));
        // The key says whose it is already; a value that says otherwise has been tampered with.
        const ours = checked.success && checked.output.deployment === deployment;
        return ours && checked.output.siteOrigin === siteOrigin ? checked.output : null;
      } catch {
        return null;
      }
    },
    save(state) {
      try {
        store.set(key, JSON.stringify(state));
        return true;
      } catch {
        return false;
      }
    },
    forget() {
      try {
        store.remove(key);
      } catch {
        // Storage that refuses to forget refused to keep as well.
      }
    },
  };
}
