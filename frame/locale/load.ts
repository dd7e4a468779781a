// Gets the texts of a built-in language, each a chunk of its own, and lays a site's own over them. Never fails: what does
// not come is English. What English says is left to those who have it; knows nothing of options or of the interface.

import { type BuiltIn, firstBuiltIn, type Meant } from './languages/lookup.ts';
import type { AllStrings, OwnWindowStrings, PluralForms } from './strings.ts';

/** Texts of a site by their names, checked, with perhaps a language and a direction. */
export type GivenTexts = Readonly<Record<string, string | PluralForms>>;

/** What is not in it is English. */
export type LanguageTexts = Partial<AllStrings & OwnWindowStrings> & Pick<AllStrings, 'language' | 'direction'>;

/** As a language: whichever the visitor reads. */
export const AUTO = 'auto';

const ENGLISH: LanguageTexts = { language: 'en', direction: 'ltr' };

type Parts = {
  log(level: 'warn', ...words: unknown[]): void;
  /** Of the visitor, in order of preference. */
  languages: readonly string[];
  importTexts?: (name: BuiltIn) => Promise<object>;
};

export const importBuiltIn = async (name: BuiltIn): Promise<object> =>
  (await import(`./languages/${name}.json`)).default;

async function textsOf({ tag, texts: name }: Meant, { log, importTexts = importBuiltIn }: Parts) {
  if (name === 'en') return { ...ENGLISH, language: tag };
  try {
    const { $review, ...texts } = (await importTexts(name)) as LanguageTexts & { $review?: string };
    return { ...texts, language: tag };
  } catch (error) {
    log('warn', 'localization', `the texts in ${name} did not come`, error);
    return ENGLISH;
  }
}

/** null: there are none in this language, and it is the site that has to have them. */
export async function loadLanguage(language: string, parts: Parts): Promise<LanguageTexts | null> {
  const meant = firstBuiltIn(language === AUTO ? parts.languages : [language]);
  if (meant) return textsOf(meant, parts);
  return language === AUTO ? ENGLISH : null;
}

/** The given texts over those of the language that they name. */
export async function localize(given: GivenTexts, parts: Parts): Promise<GivenTexts> {
  const { language, ...own } = given;
  if (typeof language !== 'string') return given;
  const loaded = await loadLanguage(language, parts);
  return loaded ? { ...loaded, ...own } : given;
}
