// What is written down before the server is asked: a form and its values. Stores by permission: what is not named here
// is not kept. Knows no storage.

import type { PersistedState, SavedPhase } from '../../protocol/persisted.ts';
import { STATE_VERSION } from '../../protocol/version.ts';
import type { Phase, SessionState } from './state.ts';

export type Place = Pick<PersistedState, 'deployment' | 'siteOrigin' | 'mark'>;

export const enveloped = (
  saved: SavedPhase | null,
  { page }: SessionState,
  { deployment, siteOrigin, mark }: Place,
  now: number,
): PersistedState | null => {
  const { maxOfflineSeconds, serverOrigin } = page;
  const facts = { deployment, siteOrigin, mark, maxOfflineSeconds, serverOrigin };
  return saved && { version: STATE_VERSION, ...facts, aliveAt: now, saved };
};

export function savedBeginning(life: Phase): SavedPhase | null {
  if (life.phase !== 'registering') return null;
  const { phase, form, values, remembered, window } = life;
  return { phase, form, values, remembered, window };
}

/** null: nothing of this state is to be found by a later page. */
export const persistedBeginning = (state: SessionState, place: Place, now: number): PersistedState | null =>
  enveloped(savedBeginning(state.life), state, place, now);
