// What suits the colours that a site gives: the scheme that they belong to, whatever the visitor's device prefers, and
// words that can be read on its background. Pure.

import type { Theme } from '../../protocol/full-options.ts';
import { contrast, LEAST_FOR_TEXT, type Resolve, type Rgb } from './luminance.ts';

/** As in tokens.css. */
export const STANDARD = {
  light: { background: '#fff', ground: '#f4f5f8', text: '#1a1d26', bad: '#b3261e' },
  dark: { background: '#1e2129', ground: '#15171d', text: '#eceef4', bad: '#ff9d94' },
} as const;

export type Scheme = keyof typeof STANDARD;

const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [0, 0, 0];
/** Below it words that are softened would fall below what people need. */
const STRONG = 7;

const isDark = (color: Rgb): boolean => contrast(WHITE, color) > contrast(BLACK, color);

/** Black or white, whichever can be read on the colour; undefined: the colour is not known. */
export function readableOn(color: string, resolve: Resolve): string | undefined {
  const known = resolve(color);
  return known ? (isDark(known) ? '#fff' : '#000') : undefined;
}

/** 'auto': as the device has it. A site that names no scheme has the one that its background, or its text, is made for. */
export function schemeOf({ scheme = 'auto', background, text }: Theme, resolve: Resolve): Scheme | 'auto' {
  if (scheme !== 'auto') return scheme;
  const back = background === undefined ? null : resolve(background);
  if (back) return isDark(back) ? 'dark' : 'light';
  const front = background !== undefined || text === undefined ? null : resolve(text);
  return front ? (isDark(front) ? 'light' : 'dark') : 'auto';
}

/** Words on the site's background; `softPercent`: how much of the text's colour is left in small words. */
export function wordsOn(background: string, text: string, resolve: Resolve): { bad?: string; softPercent: number } {
  const [back, front] = [resolve(background), resolve(text)];
  if (!back || !front) return { softPercent: 75 };
  const red = STANDARD[isDark(back) ? 'dark' : 'light'].bad;
  const known = resolve(red);
  return {
    bad: known && contrast(known, back) >= LEAST_FOR_TEXT ? red : text,
    softPercent: contrast(front, back) < STRONG ? 100 : 75,
  };
}
