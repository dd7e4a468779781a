// Messages on their way that another page of the same session has saved: a tab beside this one, or a later page of this
// tab, to whose earlier self the visitor came back. Knows no storage.

import * as v from 'valibot';
import { type PersistedState, SavedItem } from '../../protocol/persisted.ts';
import type { LoadedState } from '../../protocol/saved-form.ts';
import { fromSaved, type Outbox, withoutLogged } from './outbox.ts';
import { toPersisted } from './persist.ts';
import type { Place } from './persisted-beginning.ts';
import { sealed } from './seal.ts';
import { isLive, type Live } from './selectors.ts';
import type { SessionState } from './state.ts';

const Kept = v.object({
  phase: v.literal('active'),
  session: v.object({ sessionId: v.string() }),
  outbox: v.array(SavedItem),
});

function keptOf(life: Live, there: LoadedState | null): SavedItem[] | null {
  const kept = v.safeParse(Kept, there?.saved);
  return kept.success && kept.output.session.sessionId === life.session.sessionId ? kept.output.outbox : null;
}

/** What is saved as still to be sent in this session, by whichever page. */
export const savedOutboxOf = (life: Live, there: LoadedState | null): SavedItem[] => keptOf(life, there) ?? [];

/** What a later page has sent or discarded is gone, what it could not send is still to go out. */
export function withOutboxOf<Life extends Live>(life: Life, there: LoadedState | null): Life {
  const kept = keptOf(life, there);
  const outbox: Outbox = kept ? kept.map(fromSaved) : life.outbox;
  return { ...life, outbox };
}

/** As `toPersisted`; what other tabs have still to send stays in what is saved. */
export function createPersister() {
  /** What this page has had in its hands: whether that goes out is for this page to say. */
  const known = new Set<string>();
  return (state: SessionState, place: Place, now: number, load: () => LoadedState | null): PersistedState | null => {
    const mine = toPersisted(state, place, now);
    if (mine?.saved.phase !== 'active' || !isLive(state.life)) return mine && sealed(mine);
    const { saved } = mine;
    for (const { id } of saved.outbox) known.add(id);
    const unknown = savedOutboxOf(state.life, load()).filter(({ id }) => !known.has(id));
    const others = withoutLogged(unknown, state.life.transcript.entries);
    return sealed({ ...mine, saved: { ...saved, outbox: [...saved.outbox, ...others] } });
  };
}
