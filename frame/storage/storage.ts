// What the session knows of where it is kept.

import type { PersistedState } from '../../protocol/persisted.ts';
import type { LoadedState } from '../../protocol/saved-form.ts';

export type SessionStore = {
  /** Never throws. A conversation in it is checked by those who go on with it. */
  load(): LoadedState | null;
  /** false: refused. The state is then kept by nobody but this page. */
  save(state: PersistedState): boolean;
  forget(): void;
};
