// What a site's theme means for the properties that the style sheets use. Pure; whether a browser understands a value is
// asked of it.

import type { Theme, UiOptions } from '../../protocol/full-options.ts';
import type { Resolve } from './luminance.ts';
import { readableOn, schemeOf, wordsOn } from './suited.ts';

type Supports = (property: string, value: string) => boolean;

const COLOUR = ['color', 'a CSS colour'] as const;
const LENGTH = ['padding-top', 'a CSS length'] as const;
const KINDS = {
  accent: COLOUR,
  onAccent: COLOUR,
  header: COLOUR,
  onHeader: COLOUR,
  background: COLOUR,
  ground: COLOUR,
  text: COLOUR,
  border: COLOUR,
  link: COLOUR,
  focus: COLOUR,
  visitorBubble: COLOUR,
  onVisitorBubble: COLOUR,
  agentBubble: COLOUR,
  onAgentBubble: COLOUR,
  font: ['font-family', 'a CSS font family'],
  fontSize: LENGTH,
  radius: LENGTH,
} as const satisfies Record<Exclude<keyof Theme, 'scheme' | 'fontFile'>, readonly [string, string]>;

/** They stand for something that a theme has not: properties and elements of the page. */
const ELSEWHERE = /var\s*\(|^\s*(inherit|initial|unset|revert|revert-layer)\s*$/i;

/** null: nothing is wrong with it. */
export function wrongTheme(theme: UiOptions['theme'], supports: Supports): string | null {
  if (typeof theme !== 'object') return null;
  for (const [name, [property, expected]] of Object.entries(KINDS)) {
    const value = theme[name as keyof typeof KINDS];
    if (value === undefined || (supports(property, value) && !ELSEWHERE.test(value))) continue;
    return `ui.theme.${name}: expected ${expected}, received "${value.slice(0, 60)}"`;
  }
  return null;
}

export type Look = {
  scheme: NonNullable<Theme['scheme']>;
  properties: ReadonlyMap<string, string>;
  fontFile?: string | undefined;
};

/** The name of a font that the site brings. */
export const SITE_FONT = 'site';

const mixed = (share: number, color: string, other: string) => `color-mix(in srgb, ${color} ${share}%, ${other})`;

/** Black or white, for a colour that only the browser knows where it stands. */
const readableThere = (color: string) => `oklch(from ${color} clamp(0, (0.68 - l) * 1000, 1) 0 0)`;

export function lookOf(theme: UiOptions['theme'], supports: Supports, resolve: Resolve = () => null): Look {
  const given: Theme = typeof theme === 'object' ? theme : { scheme: theme };
  const properties = new Map<string, string>();
  const set = (name: string, value: string | undefined): void => {
    if (value !== undefined) properties.set(name, value);
  };
  const on = (color: string): string | undefined =>
    readableOn(color, resolve) ?? (supports('color', readableThere(color)) ? readableThere(color) : undefined);
  const { accent, background, radius } = given;
  const text = given.text ?? (background && on(background));
  if (accent) {
    set('--accent', accent);
    set('--accent-press', mixed(85, accent, '#000'));
    set('--header', accent);
    set('--on-accent', on(accent));
  }
  set('--on-accent', given.onAccent);
  set('--surface', background);
  set('--text', text);
  set('--ring', text);
  if (background || text) {
    const [front, back] = ['var(--text)', 'var(--surface)'];
    set('--ground', mixed(5, front, back));
    set('--bubble', mixed(3, front, back));
    const { bad, softPercent } = wordsOn(background ?? '', text ?? '', resolve);
    set('--bad', bad);
    set('--soft', mixed(softPercent, front, back));
    set('--edge', mixed(60, front, back));
    set('--line', mixed(15, front, back));
    // In the middle between two that can be seen on it.
    set('--link', mixed(50, 'var(--accent)', front));
  }
  pair('--header', '--on-header', given.header, given.onHeader);
  pair('--visitor-bubble', '--on-visitor-bubble', given.visitorBubble, given.onVisitorBubble);
  pair('--bubble', '--on-bubble', given.agentBubble, given.onAgentBubble);
  if (given.agentBubble || given.onAgentBubble) {
    const [front, back] = ['var(--on-bubble, var(--text))', 'var(--bubble)'];
    set('--soft-on-bubble', mixed(75, front, back));
    set('--link-on-bubble', given.link ?? front);
  }
  set('--ground', given.ground);
  set('--edge', given.border);
  set('--line', given.border && mixed(40, given.border, 'var(--surface)'));
  set('--link', given.link);
  set('--ring', given.focus);
  set('--focus', given.focus);
  set('--font', given.font ?? (given.fontFile && `${SITE_FONT}, system-ui, sans-serif`));
  set('--font-size', given.fontSize);
  set('--radius', radius);
  set('--radius-s', radius && `calc(${radius} * 0.55)`);
  return { scheme: schemeOf(given, resolve), properties, ...(given.fontFile && { fontFile: given.fontFile }) };

  /** What is written on a colour is readable on it, unless the site says otherwise. */
  function pair(back: string, front: string, color: string | undefined, words: string | undefined): void {
    set(back, color);
    set(front, words ?? (color && on(color)));
  }
}
