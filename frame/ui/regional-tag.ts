// In which region's way days and times of a language are written.

import { usableTag } from './counting.ts';

/** A language without a region is written as where the visitor is at home: English days are not all American. */
export const regionalTag = (language: string, preferred: readonly string[]): string | undefined =>
  usableTag(preferred.find((tag) => tag.startsWith(`${language}-`)) ?? language);
