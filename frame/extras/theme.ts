// What a site's theme means for the properties that the style sheets use. Pure; whether a browser understands a value is
// asked of it.

import type { Theme, UiOptions } from '../../protocol/full-options.ts';

type Supports = (property: string, value: string) => boolean;

const KINDS = {
  accent: ['color', 'a CSS colour'],
  onAccent: ['color', 'a CSS colour'],
  background: ['color', 'a CSS colour'],
  text: ['color', 'a CSS colour'],
  font: ['font-family', 'a CSS font family'],
  radius: ['padding-top', 'a CSS length'],
} as const satisfies Record<Exclude<keyof Theme, 'scheme'>, readonly [string, string]>;

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

export type Look = { scheme: NonNullable<Theme['scheme']>; properties: ReadonlyMap<string, string> };

const mixed = (share: number, color: string, other: string) => `color-mix(in srgb, ${color} ${share}%, ${other})`;

/** Black or white, whichever can be read on the colour. */
const readableOn = (color: string) => `oklch(from ${color} clamp(0, (0.68 - l) * 1000, 1) 0 0)`;

export function lookOf(theme: UiOptions['theme'], supports: Supports): Look {
  const { scheme = 'auto', ...given }: Theme = typeof theme === 'object' ? theme : { scheme: theme };
  const properties = new Map<string, string>();
  const set = (name: string, value: string | undefined): void => {
    if (value !== undefined) properties.set(name, value);
  };
  const { accent, onAccent, background, text, font, radius } = given;
  if (accent) {
    const on = onAccent ?? (supports('color', readableOn(accent)) ? readableOn(accent) : undefined);
    set('--accent', accent);
    set('--accent-press', mixed(85, accent, '#000'));
    set('--header', accent);
    set('--on-accent', on);
  } else set('--on-accent', onAccent);
  set('--surface', background);
  set('--text', text);
  set('--ring', text);
  if (background || text) {
    const [front, back] = ['var(--text)', 'var(--surface)'];
    set('--ground', mixed(5, front, back));
    set('--bubble', mixed(3, front, back));
    set('--soft', mixed(75, front, back));
    set('--edge', mixed(60, front, back));
    set('--line', mixed(15, front, back));
  }
  set('--font', font);
  set('--radius', radius);
  set('--radius-s', radius && `calc(${radius} * 0.55)`);
  return { scheme, properties };
}
