// How large a file is, in the visitor's language. Knows no texts.

import { regionalTag } from './regional-tag.ts';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

export function sizeInWords(sizeBytes: number, language: string, preferred?: readonly string[]): string {
  const step = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, sizeBytes)) / 3)));
  const value = sizeBytes / 1_000 ** step;
  const format = { style: 'unit', unit: UNITS[step] ?? 'byte', unitDisplay: step ? 'short' : 'long' } as const;
  return new Intl.NumberFormat(regionalTag(language, preferred), {
    ...format,
    maximumFractionDigits: value < 10 && step ? 1 : 0,
  }).format(value);
}
