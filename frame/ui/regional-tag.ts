// In which region's way days, times, numbers and sizes of a language are written: all in the same.

import { browserLanguages } from '../locale/browser-languages.ts';

/** A language without a region is written as where the visitor is at home: English days are not all American. */
export const regionalTag = (language: string, preferred = browserLanguages()): string | undefined =>
  usableTag(preferred.find((tag) => tag.startsWith(`${language}-`)) ?? language);

/** A tag that Intl does not accept would throw: then the browser's own language has to do. */
export function usableTag(language: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(language)[0];
  } catch {
    return undefined;
  }
}
