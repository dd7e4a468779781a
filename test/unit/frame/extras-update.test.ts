// Options changed while the chat is there, the look that they give, and what of it is hard to read.

import { describe, expect, it } from 'vitest';
import { contrastRemarks } from '../../../frame/extras/contrast.ts';
import { contrast } from '../../../frame/extras/luminance.ts';
import { lookOf } from '../../../frame/extras/theme.ts';
import { updated } from '../../../frame/extras/update.ts';

const supports = (_property: string, value: string) => value !== 'nonsense';
const change = (before: Parameters<typeof updated>[0], options: unknown) => updated(before, options, supports);
const changed = (options: unknown) => {
  const result = change(null, options);
  if (!result.ok) throw new Error(result.error.description);
  return result.value.extra;
};

describe('an update', () => {
  it('takes the place of what it names and leaves the rest', () => {
    const before = changed({ ui: { title: 'Help', theme: 'light' }, localization: { send: 'Go', language: 'fi' } });
    expect(change(before, { ui: { theme: 'dark' } })).toMatchObject({
      ok: true,
      value: { extra: { ui: { title: 'Help', theme: 'dark' } }, texts: undefined },
    });
    const other = change(before, { localization: { language: 'de' } });
    expect(other.ok && { ...other.value.texts }).toEqual({ language: 'de' });
  });

  it.each([
    [{ embedded: true }, expect.stringMatching(/^embedded: unknown/)],
    [{ ui: { container: true } }, expect.stringMatching(/^ui\.container: unknown/)],
    [{ ui: { theme: { link: 'nonsense' } } }, 'ui.theme.link: expected a CSS colour, received "nonsense"'],
    [{ ui: { theme: { fontSize: 'nonsense' } } }, 'ui.theme.fontSize: expected a CSS length, received "nonsense"'],
    [{ localization: { send: { other: 'Go' } } }, 'localization.send: expected a string, received Object'],
  ])('that is wrong is refused with 306: %j', (options, description) => {
    expect(change(null, options)).toEqual({ ok: false, error: { code: 306, description } });
  });

  it.each([
    { offset: -1 },
    { offset: { inline: 'wide' } },
    { zIndex: 1.5 },
    { position: 'middle' },
    { launcher: {} },
  ])('of the place is checked too: %j', (ui) => {
    expect(change(null, { ui })).toMatchObject({ ok: false, error: { code: 306 } });
  });

  it('of looks is refused where there is no interface', () => {
    const bare = { ...changed({}), ui: false };
    expect(change(bare, { ui: { theme: 'dark' } })).toMatchObject({ ok: false, error: { code: 306 } });
  });
});

describe('a theme’s colours', () => {
  it('are those of the site before what follows from others', () => {
    const theme = { accent: 'navy', header: 'teal', onHeader: 'white', border: 'gray', background: 'ivory' };
    const { properties } = lookOf({ ...theme, visitorBubble: 'plum', focus: 'red' }, () => true);
    expect(Object.fromEntries(properties)).toMatchObject({
      '--accent': 'navy',
      '--header': 'teal',
      '--on-header': 'white',
      '--edge': 'gray',
      '--visitor-bubble': 'plum',
      '--on-visitor-bubble': expect.stringContaining('plum'),
      '--ring': 'red',
    });
  });

  it('leave nothing on them that was meant for other ones: links and small words follow', () => {
    const colours = (theme: object) => Object.fromEntries(lookOf(theme, () => true).properties);
    expect(colours({ background: '#222' })['--link']).toContain('var(--text)');
    expect(colours({ background: '#222', link: 'gold' })['--link']).toBe('gold');
    expect(colours({ agentBubble: 'navy' })).toMatchObject({
      '--on-bubble': expect.stringContaining('navy'),
      '--link-on-bubble': 'var(--on-bubble, var(--text))',
      '--soft-on-bubble': expect.stringContaining('var(--on-bubble, var(--text))'),
    });
    expect(colours({ agentBubble: 'navy', link: 'gold' })['--link-on-bubble']).toBe('gold');
    expect(Object.keys(colours({ accent: 'teal' }))).not.toContain('--link');
  });

  it('that are hard to read on each other are named, with what people need', () => {
    const colours: Record<string, [number, number, number]> = {
      white: [255, 255, 255],
      black: [0, 0, 0],
      silver: [192, 192, 192],
    };
    const resolve = (color: string) => colours[color] ?? null;
    expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21);
    expect(contrastRemarks({ text: 'black', background: 'white' }, resolve)).toEqual([]);
    expect(contrastRemarks({ text: 'silver', background: 'white' }, resolve)).toEqual([
      'ui.theme: text on background has a contrast of 1.8, people need 4.5',
    ]);
    expect(contrastRemarks({ text: 'silver', background: 'glass' }, resolve)).toEqual([]);
    expect(contrastRemarks('dark', resolve)).toEqual([]);
  });
});
