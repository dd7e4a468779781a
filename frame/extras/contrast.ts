// Which colours of a theme are hard to read on each other, by the rule of WCAG 2.2 (1.4.3, 1.4.11). Pure; what a browser
// makes of a CSS colour is asked of it. Remarks only: the site has the last word.

import type { Theme } from '../../protocol/full-options.ts';

/** Red, green and blue from 0 to 255; null: cannot be told, or is seen through. */
export type Resolve = (color: string) => readonly [number, number, number] | null;

const TEXT = 4.5;
const EDGE = 3;

type Name = Exclude<keyof Theme, 'scheme' | 'font' | 'fontFile' | 'fontSize' | 'radius'>;

/** Only what the site gave both of: what follows from one colour is made readable. */
const PAIRS: readonly (readonly [front: Name, back: Name, least: number])[] = [
  ['text', 'background', TEXT],
  ['text', 'ground', TEXT],
  ['onAccent', 'accent', TEXT],
  ['onHeader', 'header', TEXT],
  ['onVisitorBubble', 'visitorBubble', TEXT],
  ['onAgentBubble', 'agentBubble', TEXT],
  ['text', 'agentBubble', TEXT],
  ['link', 'agentBubble', TEXT],
  ['link', 'background', TEXT],
  ['accent', 'background', EDGE],
  ['border', 'background', EDGE],
  ['focus', 'background', EDGE],
];

export function contrastRemarks(theme: Theme | string | undefined, resolve: Resolve): string[] {
  if (typeof theme !== 'object') return [];
  return PAIRS.flatMap(([front, back, least]) => {
    if (front === 'text' && back === 'agentBubble' && theme.onAgentBubble !== undefined) return [];
    const [over, under] = [theme[front], theme[back]].map((color) => (color === undefined ? null : resolve(color)));
    if (!over || !under) return [];
    const ratio = contrast(over, under);
    return ratio >= least
      ? []
      : [`ui.theme: ${front} on ${back} has a contrast of ${ratio.toFixed(1)}, people need ${least}`];
  });
}

type Rgb = readonly [number, number, number];

export function contrast(one: Rgb, other: Rgb): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(color: Rgb): number {
  const [red = 0, green = 0, blue = 0] = color.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
