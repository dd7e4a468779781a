// A sum over a saved conversation, by which a later page sees that it is what an earlier one wrote: a schema cannot tell
// a text from the same text with another letter in it. Against accidents, not against people: who can write into our
// storage can also add up. Over all that stands there, also what this build does not know: a later one may have written
// it. A form goes without: it stands before the eyes of who filled it in, and the document that reads it has no room.

import type { PersistedState } from '../../protocol/persisted.ts';
import type { LoadedState } from '../../protocol/saved-form.ts';

export const sealed = (state: PersistedState): PersistedState =>
  state.saved.phase === 'registering' ? state : { ...state, saved: { ...state.saved, sum: sumOver(state) } };

/** States without a sum, of before there was one, are taken as they are. */
export const isIntact = (state: LoadedState): boolean => {
  const { saved } = state;
  if (!('sum' in saved) || saved.sum === undefined) return true;
  try {
    return saved.sum === sumOver(state);
  } catch {
    // Nested deeper than anything that was ever written.
    return false;
  }
};

function sumOver({ deployment, siteOrigin, aliveAt, maxOfflineSeconds, serverOrigin, saved }: LoadedState): number {
  const { sum: _, tail, ...rest } = saved as Record<string, unknown>;
  const entries = Array.isArray(tail) ? tail.map(entryText) : [];
  const place = [deployment, siteOrigin, aliveAt, maxOfflineSeconds, serverOrigin ?? null];
  return sumOf([JSON.stringify(place), textOf(rest), ...entries].join('\n'));
}

/** The same for the same content, whatever the order in which it was put together. */
const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, part) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );

/** An entry never changes, and stands in the tails of many states: it is written out once. */
const entryTexts = new WeakMap<object, string>();

function entryText(entry: object): string {
  const text = entryTexts.get(entry) ?? textOf(entry);
  entryTexts.set(entry, text);
  return text;
}

/** FNV-1a of 32 bits, over UTF-16 code units. */
function sumOf(text: string): number {
  let sum = 0x811c9dc5;
  for (let place = 0; place < text.length; place += 1) sum = Math.imul(sum ^ text.charCodeAt(place), 0x01000193);
  return sum >>> 0;
}
