import { describe, expect, it } from 'vitest';
import { formatsFor } from '../../../frame/ui/formats.ts';

describe('formats', () => {
  it('choose the plural form of the language, and the general one where it is missing', () => {
    const forms = { one: '{count} wiadomość', few: '{count} wiadomości', other: '{count} wiadomość(i)' };
    const { count } = formatsFor('pl');
    expect([1, 3, 5].map((n) => count(forms, n))).toEqual(['1 wiadomość', '3 wiadomości', '5 wiadomość(i)']);
  });

  it('take numbers as they are, whatever a replacement could mean', () => {
    expect(formatsFor('en').count({ other: '$& {count} $1' }, 1_234)).toBe('$& 1,234 $1');
  });

  it('write the time as the language does', () => {
    const at = new Date(2026, 4, 20, 14, 5).getTime();
    expect(formatsFor('de').time(at)).toBe('14:05');
  });

  it('name a day in words where it is near, and with its year where that is another', () => {
    const now = new Date(2026, 4, 20, 14, 5).getTime();
    const { day } = formatsFor('de');
    expect(day(new Date(2026, 4, 20, 0, 1).getTime(), now)).toBe('heute');
    expect(day(new Date(2026, 4, 19, 23, 59).getTime(), now)).toBe('gestern');
    expect(day(new Date(2026, 4, 13).getTime(), now)).toBe('Mittwoch, 13. Mai');
    expect(day(new Date(2025, 4, 20).getTime(), now)).toBe('20. Mai 2025');
  });

  it('write sizes as the language does', () => {
    expect([0, 999, 48_210, 1_482_133].map(formatsFor('en').size)).toEqual([
      '0 byte',
      '999 byte',
      '48.2 kB',
      '1.48 MB',
    ]);
    expect(formatsFor('de').size(1_482_133)).toBe('1,48 MB');
  });

  it('make do with any language tag and any time', () => {
    expect(formatsFor('no such tag!').time(0)).not.toBe('');
    expect(formatsFor('en').time(Number.MAX_SAFE_INTEGER)).toBe('');
  });
});
