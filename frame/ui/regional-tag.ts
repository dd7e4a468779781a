// In which region's way days, times, numbers and sizes of a language are written: all in the same.

import { browserLanguages } from '../locale/browser-languages.ts';
import { usableTag } from './usable-tag.ts';

/** A language without a region is written as where the visitor is at home: English days are not all American. */
export const regionalTag = (language: string, preferred = browserLanguages()): string | undefined =>
  usableTag(preferred.find((tag) => tag.startsWith(`${language}-`)) ?? language);
