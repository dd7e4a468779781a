// Texts and colours of the site's own, completed.

import { describe, expect, it } from 'vitest';
import { checkTexts, completeTexts } from '../../../frame/extras/texts.ts';
import { lookOf } from '../../../frame/extras/theme.ts';
import { en } from '../../../frame/locale/en.ts';

const supports = () => true;

describe('texts', () => {
  it('of the default language are all known, each of its kind', () => {
    const { texts, wrong, remarks } = checkTexts(en);
    expect([{ ...texts }, wrong, remarks]).toEqual([en, [], []]);
  });

  it('that need a place for a name are those that have one in the default language', () => {
    const withoutPlaces = Object.entries(en).map(([name, text]) => [
      name,
      typeof text === 'string' ? text.replace('{name}', 'somebody') : text,
    ]);
    const named = Object.entries(en).flatMap(([name, text]) => (String(text).includes('{name}') ? [name] : []));
    expect(checkTexts(Object.fromEntries(withoutPlaces)).remarks).toEqual(
      named.map((name) => `localization.${name}: has no {name} in it`),
    );
  });

  it('that are not given are the default language’s', () => {
    expect(completeTexts({ language: 'fi', startChat: 'Aloita' }, undefined)).toMatchObject({
      language: 'fi',
      startChat: 'Aloita',
      cancel: 'Cancel',
      choose: 'Please choose',
    });
  });

  it.each([
    ['ar', 'rtl'],
    ['he-IL', 'rtl'],
    ['ur', 'rtl'],
    ['az-Arab', 'rtl'],
    ['ur-Latn', 'ltr'],
    ['fi', 'ltr'],
    ['ara-x', 'ltr'],
  ])('in %s run %s', (language, direction) => {
    expect(completeTexts({ language }, undefined).direction).toBe(direction);
  });

  it('run as they say', () => {
    expect(completeTexts({ language: 'ar', direction: 'ltr' }, undefined).direction).toBe('ltr');
  });

  it('have the title that the interface was given above their own', () => {
    expect(completeTexts({ title: 'Apu' }, undefined).title).toBe('Apu');
    expect(completeTexts({ title: 'Apu' }, 'Kysy meiltä').title).toBe('Kysy meiltä');
  });
});

describe('a theme', () => {
  it('may be no more than a scheme', () => {
    expect(lookOf('dark', supports)).toEqual({ scheme: 'dark', properties: new Map() });
    expect(lookOf(undefined, supports)).toEqual({ scheme: 'auto', properties: new Map() });
  });

  it('colours what follows from an accent, with a colour on it that can be read', () => {
    const { properties } = lookOf({ accent: 'gold' }, supports);
    expect(Object.fromEntries(properties)).toMatchObject({ '--accent': 'gold', '--header': 'gold' });
    expect(properties.get('--on-accent')).toContain('oklch(from gold');
    expect(lookOf({ accent: 'gold', onAccent: 'navy' }, supports).properties.get('--on-accent')).toBe('navy');
  });

  it('leaves the default where a browser cannot find the readable colour', () => {
    expect(lookOf({ accent: 'gold' }, () => false).properties.has('--on-accent')).toBe(false);
  });
});
