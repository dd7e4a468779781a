// A site that gives a background, or a text, and not the other: all that is written there can be read.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrastRemarks } from '../../../frame/extras/contrast.ts';
import { contrast, LEAST_FOR_TEXT, type Resolve, type Rgb } from '../../../frame/extras/luminance.ts';
import { STANDARD } from '../../../frame/extras/suited.ts';
import { lookOf } from '../../../frame/extras/theme.ts';

const resolve: Resolve = (color) => {
  const digits = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(color)?.[1];
  if (!digits) return null;
  const pairs = digits.length === 3 ? [...digits].map((digit) => digit + digit) : (digits.match(/../g) ?? []);
  return pairs.map((pair) => Number.parseInt(pair, 16)) as unknown as Rgb;
};
const look = (theme: object) => {
  const { scheme, properties } = lookOf(theme, () => true, resolve);
  return { scheme, ...Object.fromEntries(properties) } as Record<string, string>;
};
const ratio = (one = '', other = '') => {
  const [front, back] = [resolve(one), resolve(other)];
  if (!front || !back) throw new Error(`${one} or ${other} is no colour`);
  return contrast(front, back);
};

describe('a background alone', () => {
  it.each([
    '#15171d',
    '#000',
    '#fff',
    '#f4ecdd',
    '#808080',
    '#0b5',
    '#c33',
    '#24c',
    '#999',
  ])('%s: text, mistakes and the ring can be read on it', (background) => {
    const worn = look({ background });
    for (const name of ['--text', '--ring', '--bad']) {
      expect(ratio(worn[name], background), name).toBeGreaterThanOrEqual(LEAST_FOR_TEXT);
    }
  });

  it.each([
    ['#15171d', 'dark'],
    ['#f4ecdd', 'light'],
  ])('%s has the scheme that it is made for, %s, whatever the device prefers', (background, scheme) => {
    expect(look({ background }).scheme).toBe(scheme);
    expect(look({ background, text: '#777' }).scheme).toBe(scheme);
    expect(look({ background, text: '#777' })['--text']).toBe('#777');
  });

  it('leaves a scheme that the site names, and is readable all the same', () => {
    const worn = look({ scheme: 'light', background: '#15171d' });
    expect(worn.scheme).toBe('light');
    expect(ratio(worn['--text'], '#15171d')).toBeGreaterThanOrEqual(LEAST_FOR_TEXT);
    expect(ratio(worn['--bad'], '#15171d')).toBeGreaterThanOrEqual(LEAST_FOR_TEXT);
  });

  it('softens small words only where they stay readable', () => {
    expect(look({ background: '#15171d' })['--soft']).toContain('75%');
    expect(look({ background: '#808080' })['--soft']).toContain('100%');
  });

  it('that cannot be told leaves the choice to the browser', () => {
    const worn = look({ background: 'glass' });
    expect(worn.scheme).toBe('auto');
    expect(worn['--text']).toContain('from glass');
    expect(worn).not.toHaveProperty('--bad');
  });
});

it.each([
  ['#f4ecdd', 'dark'],
  ['#222', 'light'],
])('a text alone, %s, has the scheme that it can be read in, %s', (text, scheme) => {
  expect(look({ text }).scheme).toBe(scheme);
  expect(ratio(text, STANDARD[scheme as 'dark' | 'light'].background)).toBeGreaterThanOrEqual(LEAST_FOR_TEXT);
});

it.each(['#e74c3c', '#999', '#3a4fd0', '#ffd700'])('what is written on an accent of %s can be read', (accent) => {
  expect(ratio(look({ accent })['--on-accent'], accent)).toBeGreaterThanOrEqual(LEAST_FOR_TEXT);
});

describe('the remarks on contrast', () => {
  it('compare what is given with what is there without it', () => {
    expect(contrastRemarks({ scheme: 'light', text: '#eee' }, resolve)).toEqual([
      'ui.theme: text on background has a contrast of 1.2, people need 4.5',
    ]);
    expect(contrastRemarks({ background: '#15171d', ground: '#fff' }, resolve)).toEqual([
      'ui.theme: text on ground has a contrast of 1.0, people need 4.5',
    ]);
    expect(contrastRemarks({ scheme: 'dark', link: '#2f43bd' }, resolve)).toEqual([
      expect.stringContaining('link on background'),
    ]);
  });

  it('say nothing of what the device decides, or of what was made readable', () => {
    for (const theme of [{ link: '#2f43bd' }, { background: '#15171d' }, { text: '#eee' }, { background: '#808080' }]) {
      expect(contrastRemarks(theme, resolve)).toEqual([]);
    }
  });
});

it('what stands without a theme is what the style sheet says', () => {
  const [light = '', dark = ''] = readFileSync('frame/ui/styles/tokens.css', 'utf8').split('@media');
  const NAMES = { background: '--surface', ground: '--ground', text: '--text', bad: '--bad' } as const;
  for (const [key, name] of Object.entries(NAMES)) {
    expect(light).toContain(`${name}: ${STANDARD.light[key as keyof typeof NAMES]};`);
    expect(dark).toContain(`${name}: ${STANDARD.dark[key as keyof typeof NAMES]};`);
  }
});
