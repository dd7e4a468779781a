// What stands in a window of its own where no chat is. The page that could say in which language is not there: it is the
// visitor's.

import { browserLanguages } from '../locale/browser-languages.ts';
import { enOwnWindow } from '../locale/en-own-window.ts';
import { AUTO } from '../locale/load.ts';
import type { OwnWindowStrings } from '../locale/strings.ts';
import type { Clock, Log } from '../ports.ts';

type Parts = { clock: Pick<Clock, 'after'>; log: Log };

/** Never fails, and says it in English where the texts do not come. */
export function createAlone(root: Element, { clock, log }: Parts) {
  /** They are with what few pages ask for. */
  const textsOf = async () => {
    const { createTranslate } = await import('../extras.ts');
    return createTranslate({ clock, languages: browserLanguages })({ language: AUTO }, log);
  };

  return (why: keyof OwnWindowStrings): void => {
    const words = document.createElement('p');
    words.className = 'alone';
    // Empty at first: a chat that begins before the words are there takes their place.
    root.replaceChildren(words);
    void textsOf().then(
      (texts) => {
        const { language, direction, [why]: text } = { ...texts };
        Object.assign(words, { lang: language, dir: direction, textContent: text ?? enOwnWindow[why] });
      },
      () => words.replaceChildren(enOwnWindow[why]),
    );
  };
}
