// The built-in language that a site's texts name, laid below them, for as long as anybody can be expected to wait for it.
// A language that has come once is there for good. Knows nothing of the chat that will be held in it.

import { type GivenTexts, importBuiltIn, localize } from '../locale/load.ts';
import type { Clock } from '../ports.ts';

type Import = typeof importBuiltIn;
type Log = Parameters<typeof localize>[1]['log'];

type Parts = {
  clock: Pick<Clock, 'after'>;
  /** Of the visitor, in order of preference. */
  languages: () => readonly string[];
  importTexts?: Import;
};

/** Longer than some ten kilobytes need on a slow phone; a visitor would rather have a chat in English than none. */
export const LANGUAGE_LIMIT_MS = 5_000;

export function createTranslate({ clock, languages, importTexts = importBuiltIn }: Parts) {
  const come = new Map<string, object>();

  const inTime: Import = (name) =>
    new Promise((resolve, reject) => {
      const known = come.get(name);
      if (known) return resolve(known);
      const cancel = clock.after(LANGUAGE_LIMIT_MS, () => reject(new DOMException('', 'TimeoutError')));
      // Also one that comes too late is kept, for the next who asks.
      importTexts(name)
        .then((texts) => {
          come.set(name, texts);
          resolve(texts);
        }, reject)
        .finally(cancel);
    });

  /** null: English, as it is. */
  return async (texts: GivenTexts | null, log: Log): Promise<GivenTexts | null> =>
    texts && localize(texts, { log, languages: languages(), importTexts: inTime });
}
