// Which built-in language is meant, what is got for it, and what happens if it is not there or does not come.

import { describe, expect, it } from 'vitest';
import { completeTexts } from '../../../frame/extras/texts.ts';
import { BUILT_IN, builtInFor, firstBuiltIn } from '../../../frame/locale/languages/lookup.ts';
import { loadLanguage, localize } from '../../../frame/locale/load.ts';

const logged: unknown[][] = [];
const parts = {
  log: (...words: unknown[]) => void logged.push(words),
  languages: ['fi-FI', 'pt-PT', 'de'],
};
const NO_NETWORK = new TypeError('no network');
const offline = { ...parts, importTexts: () => Promise.reject(NO_NETWORK) };

describe('a tag', () => {
  it.each([
    ['de', 'de', 'de'],
    ['de-AT', 'de', 'de-AT'],
    ['DE-at', 'de', 'de-AT'],
    ['es-419', 'es', 'es-419'],
    ['pt', 'pt-BR', 'pt'],
    ['pt-PT', 'pt-BR', 'pt-PT'],
    ['iw', 'he', 'he'],
    ['iw-IL', 'he', 'he-IL'],
    ['zh', 'zh-Hans', 'zh'],
    ['zh-CN', 'zh-Hans', 'zh-CN'],
    ['zh-SG', 'zh-Hans', 'zh-SG'],
    ['zh-Hans-HK', 'zh-Hans', 'zh-Hans-HK'],
    ['ar-EG-u-nu-latn', 'ar', 'ar-EG'],
    ['de-CH-1996', 'de', 'de-CH-1996'],
    ['en', 'en', 'en'],
    ['en-GB', 'en', 'en-GB'],
  ])('%s means the texts in %s, shown as %s', (tag, texts, shown) => {
    expect(builtInFor(tag)).toEqual({ tag: shown, texts });
  });

  it.each([
    'zh-TW',
    'zh-HK',
    'zh-Hant',
    'zh-Hant-CN',
    'hi-Latn',
    'fi',
    'x-klingon',
    'de_AT',
    '',
    'a',
  ])('%s means none that there is', (tag) => expect(builtInFor(tag)).toBeNull());

  it('that is the name of a built-in language means that one', () => {
    for (const texts of BUILT_IN) expect(builtInFor(texts)).toEqual({ tag: texts, texts });
  });

  it('of several is taken if it is the first that there are texts for', () => {
    expect(firstBuiltIn(['fi', 'de-AT', 'fr'])).toEqual({ tag: 'de-AT', texts: 'de' });
    expect(firstBuiltIn(['sv', 'en-US', 'de'])).toEqual({ tag: 'en-US', texts: 'en' });
    expect(firstBuiltIn([])).toBeNull();
  });
});

describe('a language', () => {
  it.each(BUILT_IN)('%s comes without the note for its translators', async (name) => {
    const texts = await loadLanguage(name, parts);
    expect(texts).toMatchObject({ language: name });
    expect(texts).not.toHaveProperty('$review');
  });

  it('keeps the region that was asked for', async () => {
    expect(await loadLanguage('de-AT', parts)).toMatchObject({ language: 'de-AT', startChat: 'Chat starten' });
  });

  it('that is English needs no chunk', async () => {
    expect(await loadLanguage('en-GB', offline)).toEqual({ language: 'en-GB', direction: 'ltr' });
  });

  it('that does not come is English as a whole, and said so', async () => {
    logged.length = 0;
    expect(await loadLanguage('ar', offline)).toEqual({ language: 'en', direction: 'ltr' });
    expect(logged).toEqual([['warn', 'localization', 'the texts in ar did not come', NO_NETWORK]]);
  });

  it('that there is not is left to the site', async () => {
    expect(await loadLanguage('fi', parts)).toBeNull();
  });

  it('may be whichever the visitor reads', async () => {
    expect(await loadLanguage('auto', parts)).toMatchObject({ language: 'pt-PT', cancel: 'Cancelar' });
  });

  it('is English for a visitor who reads none of them', async () => {
    expect(await loadLanguage('auto', { ...parts, languages: ['fi'] })).toEqual({ language: 'en', direction: 'ltr' });
  });
});

describe('the texts of a site', () => {
  it('go over those of the language beside them', async () => {
    const texts = await localize({ language: 'he', startChat: 'דברו איתנו' }, parts);
    expect(texts).toMatchObject({ language: 'he', direction: 'rtl', startChat: 'דברו איתנו', cancel: 'ביטול' });
  });

  it('may turn the direction round', async () => {
    expect(await localize({ language: 'ar', direction: 'ltr' }, parts)).toMatchObject({ direction: 'ltr' });
  });

  it('stay as they are without a language, or in one that is not built in', async () => {
    for (const given of [{}, { cancel: 'Nope' }, { language: 'fi', cancel: 'Peruuta' }]) {
      expect(await localize(given, parts)).toBe(given);
    }
  });

  it('are completed by English where the language did not come', async () => {
    const texts = completeTexts(await localize({ language: 'ar', title: 'متجرنا' }, offline), undefined);
    expect(texts).toMatchObject({ language: 'en', direction: 'ltr', title: 'متجرنا', cancel: 'Cancel' });
  });
});
