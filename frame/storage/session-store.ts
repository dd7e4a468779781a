// Keeps the persisted state in a key-value store that may refuse at any time. What it gives back has been checked;
// what cannot be read counts as absent. What a newer build has left is neither read nor touched while it may be gone on
// with: during a deployment, tabs and cached loaders of both builds meet over one value. Knows nothing of what the state
// means.

import * as v from 'valibot';
import { type AnyVersion, isFresh, LoadedState, leavesKey, stateKey } from '../../protocol/saved-form.ts';
import { STATE_VERSION } from '../../protocol/version.ts';
import type { KeyValueStore } from '../ports.ts';
import type { SessionStore } from './storage.ts';
import { upgraded } from './upgrade.ts';

export function createSessionStore(store: KeyValueStore, deployment: string, siteOrigin: string): SessionStore {
  const key = stateKey(deployment, siteOrigin);
  // Each save looks several times at what is there: it is read anew only when it has changed.
  let text: string | undefined;
  let value: unknown;
  let judged: unknown = null;
  let loaded: LoadedState | null = null;
  const leaves = leavesKey(key);
  const read = (): unknown => {
    try {
      const now = store.get(key) ?? 'null';
      if (now !== text) value = JSON.parse(now);
      text = now;
      return value;
    } catch {
      return null;
    }
  };
  const load = (): LoadedState | null => {
    const there = read();
    if (there === judged) return loaded;
    judged = there;
    const checked = v.safeParse(LoadedState, upgraded(there));
    // The key says whose it is already; a value that says otherwise has been tampered with.
    const ours = checked.success && checked.output.deployment === deployment;
    loaded = ours && checked.output.siteOrigin === siteOrigin ? checked.output : null;
    return loaded;
  };
  /** Of a build that came after this one; at `now`, as far as it says, a page may still go on with it. */
  const isNewer = (now = 0): boolean => {
    const there = read() as AnyVersion | null;
    return !!there && there.version > STATE_VERSION && isFresh(there, there.maxOfflineSeconds, now);
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
        if (isNewer(state.aliveAt)) return false;
        const mine = state.saved.phase === 'active' ? state.saved.session.sessionId : '';
        if ((sessionThere(state.aliveAt) ?? mine) === mine) {
          const written = JSON.stringify(state);
          store.set(key, written);
          text = written;
          value = judged = loaded = state;
        }
        return true;
      } catch {
        return false;
      }
    },
    forget(sessionId) {
      try {
        if (!isNewer() && (sessionId === null || (sessionThere() ?? sessionId) === sessionId)) store.remove(key);
      } catch {
        // Storage that refuses to forget refused to keep as well.
      }
    },
    owedLeaves() {
      try {
        return JSON.parse(store.get(leaves) ?? 'null');
      } catch {
        return null;
      }
    },
    keepOwedLeaves(owed) {
      try {
        if (owed) store.set(leaves, JSON.stringify(owed));
        else store.remove(leaves);
      } catch {
        // The page that owes it says it as long as it is there.
      }
    },
  };
}
