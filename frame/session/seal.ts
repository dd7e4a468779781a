// A sum over a saved conversation, by which a later page sees that it is what an earlier one wrote: a schema cannot tell
// a text from the same text with another letter in it. Against accidents, not against people: who can write into our
// storage can also add up. A form goes without: it stands before the eyes of who filled it in, and the document that
// reads it has no room.

import * as v from 'valibot';
import { type PersistedState, SavedPhase } from '../../protocol/persisted.ts';
import type { LoadedState } from '../../protocol/saved-form.ts';
import { TranscriptEntry } from '../../protocol/session.ts';

export const sealed = (state: PersistedState): PersistedState =>
  state.saved.phase === 'registering' ? state : { ...state, saved: { ...state.saved, seal: sealOf(state) } };

/** States of before there were seals are taken as they are. */
export const isIntact = (state: LoadedState): boolean => {
  const { saved } = state;
  return !('seal' in saved) || saved.seal === undefined || saved.seal === sealOf(state);
};

/** Over what was checked: its parts stand in the order of the schema, whoever put them together. */
function sealOf({ deployment, siteOrigin, aliveAt, maxOfflineSeconds, serverOrigin, saved }: LoadedState): number {
  const { output } = v.safeParse(SavedPhase, { ...saved, tail: [], seal: undefined });
  const whole =
    'tail' in saved ? { ...(output as object), tail: (saved.tail as TranscriptEntry[]).map(inOrder) } : output;
  return sumOf(JSON.stringify([deployment, siteOrigin, aliveAt, maxOfflineSeconds, serverOrigin ?? null, whole]));
}

/** An entry never changes, and stands in the tails of many states: it is checked once. */
const checked = new WeakMap<TranscriptEntry, TranscriptEntry>();

function inOrder(entry: TranscriptEntry): TranscriptEntry {
  const known = checked.get(entry) ?? v.parse(TranscriptEntry, entry);
  checked.set(entry, known);
  return known;
}

/** FNV-1a of 32 bits, over UTF-16 code units. */
function sumOf(text: string): number {
  let sum = 0x811c9dc5;
  for (let place = 0; place < text.length; place += 1) sum = Math.imul(sum ^ text.charCodeAt(place), 0x01000193);
  return sum >>> 0;
}
