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
    expect(formatsFor('de').day(at)).toBe('Mittwoch, 20. Mai');
  });

  it('make do with any language tag and any time', () => {
    expect(formatsFor('no such tag!').time(0)).not.toBe('');
    expect(formatsFor('en').time(Number.MAX_SAFE_INTEGER)).toBe('');
  });
});
