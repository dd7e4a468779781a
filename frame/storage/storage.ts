// What the session knows of where it is kept.

import type { PersistedState } from '../../protocol/persisted.ts';
import type { LoadedState } from '../../protocol/saved-form.ts';

export type SessionStore = {
  /** Never throws. A conversation in it is checked by those who go on with it. */
  load(): LoadedState | null;
  /**
   * false: refused. The state is then kept by nobody but this page. What another tab of the site has saved of a chat of
   * its own stays: without it nobody could find back to that chat.
   */
  save(state: PersistedState): boolean;
  /** `sessionId`: only what is of this session, or of none. null: whatever is there. */
  forget(sessionId: string | null): void;
};
