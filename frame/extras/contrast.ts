// Which colours of a theme are hard to read on each other, by the rule of WCAG 2.2 (1.4.3, 1.4.11). Pure. Remarks only: the
// site has the last word.

import type { Theme } from '../../protocol/full-options.ts';
import { contrast, LEAST_FOR_TEXT, type Resolve } from './luminance.ts';
import { readableOn, STANDARD, schemeOf } from './suited.ts';

const TEXT = LEAST_FOR_TEXT;
const EDGE = 3;

type Name = Exclude<keyof Theme, 'scheme' | 'font' | 'fontFile' | 'fontSize' | 'radius'>;

/** Of each pair the site gave at least one. What else follows from one colour is made readable. */
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
  const standing = standingColours(theme, resolve);
  return PAIRS.flatMap(([front, back, least]) => {
    if (theme[front] === undefined && theme[back] === undefined) return [];
    if (front === 'text' && back === 'agentBubble' && theme.onAgentBubble !== undefined) return [];
    const [over, under] = [front, back].map((name) => {
      const color = theme[name] ?? standing[name];
      return color === undefined ? null : resolve(color);
    });
    if (!over || !under) return [];
    const ratio = contrast(over, under);
    return ratio >= least
      ? []
      : [`ui.theme: ${front} on ${back} has a contrast of ${ratio.toFixed(1)}, people need ${least}`];
  });
}

/** What is seen where the site gave nothing; as far as that is not the device's choice. */
function standingColours(theme: Theme, resolve: Resolve): Partial<Record<Name, string | undefined>> {
  const scheme = schemeOf(theme, resolve);
  if (scheme === 'auto') return {};
  const { background, ground, text } = STANDARD[scheme];
  if (theme.background !== undefined) return { text: readableOn(theme.background, resolve) };
  // Otherwise the ground is mixed from the two.
  return { background, text, ...(theme.text === undefined && { ground }) };
}
