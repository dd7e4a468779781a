// A page before anything has happened.

import type { SessionState } from './state.ts';

export const INITIAL_STATE: SessionState = {
  role: 'solo',
  storageWorks: true,
  page: { maxOfflineSeconds: 1_800, disableWebSockets: false, extra: null },
  life: { phase: 'idle', lost: 'any' },
};
