// Controls of the built-in languages by their names, which is all that some people have of them: what English tells
// apart stays apart.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { en } from '../../../frame/locale/en.ts';
import { BUILT_IN } from '../../../frame/locale/languages/lookup.ts';
import type { AllStrings } from '../../../frame/locale/strings.ts';

const folder = fileURLToPath(new URL('../../../frame/locale/languages/', import.meta.url));

/** What people press, choose and fill in. */
const CONTROLS = [
  ...['minimize', 'restore', 'endChat', 'close', 'startChat', 'cancel', 'keepChatting', 'newChat'],
  ...['tryAgain', 'discard', 'message', 'send', 'jumpToEnd', 'attachFiles', 'dismiss', 'stopUpload'],
  ...['emoji', 'emojiSearch', 'cardsBack', 'cardsOn', 'confirmChoice'],
  ...['saveConversation', 'saveAsText', 'saveAsPage', 'saveAsData', 'print'],
  ...['rateVeryBad', 'rateBad', 'rateFair', 'rateGood', 'rateVeryGood', 'rateComment', 'rateSubmit'],
  ...['firstName', 'lastName', 'email', 'subject'],
] as (keyof AllStrings)[];

/** Each control's name as a run of whole words. */
function wordsOfControls(strings: AllStrings, language: string): ReadonlyMap<string, string> {
  const segmenter = new Intl.Segmenter(language, { granularity: 'word' });
  const inWords = (text: string) =>
    [...segmenter.segment(text.toLocaleLowerCase(language))].flatMap(({ isWordLike, segment }) =>
      isWordLike ? [segment] : [],
    );
  return new Map(CONTROLS.map((name) => [name, ` ${inWords(strings[name] as string).join(' ')} `]));
}
const inEnglish = wordsOfControls(en, 'en');

it('controls are named by texts without places to fill', () => {
  for (const name of CONTROLS) expect(en[name], name).toEqual(expect.not.stringContaining('{'));
});

it.each(BUILT_IN)('%s tells controls apart that English tells apart', (language) => {
  const file: AllStrings = JSON.parse(readFileSync(`${folder}${language}.json`, 'utf8'));
  const here = wordsOfControls(file, language);
  const isWithin = (inner: string, outer: string, names: typeof here) =>
    (names.get(outer) ?? '').includes(names.get(inner) ?? '');
  for (const inner of CONTROLS) {
    const outers = CONTROLS.filter((outer) => outer !== inner && !isWithin(inner, outer, inEnglish));
    expect(
      outers.filter((outer) => isWithin(inner, outer, here)),
      `${inner}: ${file[inner]}`,
    ).toEqual([]);
  }
});
