import { describe, expect, it } from 'vitest';
import { formatsFor as formatsAt } from '../../../frame/ui/formats.ts';
import { sizeInWords as sizeAt } from '../../../frame/ui/size-in-words.ts';

const formatsFor = (language: string, preferred: readonly string[] = []) => formatsAt(language, preferred);
const sizeInWords = (sizeBytes: number, language: string, preferred: readonly string[] = []) =>
  sizeAt(sizeBytes, language, preferred);

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

  it('of a language without a region are those of the region that the visitor prefers', () => {
    const at = new Date(2026, 4, 13, 14, 5).getTime();
    const now = new Date(2026, 4, 20).getTime();
    const written = (language: string, preferred: string[]) => {
      const { time, day } = formatsFor(language, preferred);
      return `${day(at, now)}, ${time(at)}`.replace(/\s/g, ' ');
    };
    expect(written('en', ['fr-FR', 'en-GB', 'en-US'])).toBe('Wednesday 13 May, 14:05');
    expect(written('en', ['en'])).toBe('Wednesday, May 13, 2:05 PM');
    expect(written('en-US', ['en-GB']), 'the site names one').toBe('Wednesday, May 13, 2:05 PM');
    expect(written('e', ['en-GB']), 'no other language').not.toBe('Wednesday 13 May, 14:05');
    expect(written('en', ['en-no such tag!'])).not.toBe('');
  });

  it('write days, times, counts and sizes in the same digits', () => {
    const written = (preferred: string[]) => {
      const { time, count } = formatsFor('ar', preferred);
      return [time(0), count({ other: '{count}' }, 12), sizeInWords(48_210, 'ar', preferred)].join(' ');
    };
    expect(written(['ar-EG'])).not.toMatch(/[0-9]/);
    expect(written(['ar-AE'])).not.toMatch(/[٠-٩]/);
    expect(written(['fr-FR'])).not.toMatch(/[٠-٩]/);
  });

  it('write sizes as the language does', () => {
    const sizes = [0, 1, 999, 48_210, 1_482_133, 12_345_678_901_234];
    expect(sizes.map((size) => sizeInWords(size, 'en'))).toEqual([
      ...['0 bytes', '1 byte', '999 bytes', '48 kB', '1.5 MB', '12,346 GB'],
    ]);
    expect(sizeInWords(1_482_133, 'de')).toBe('1,5 MB');
    expect(sizeInWords(1_482_133, 'no such tag!')).toMatch(/1.5/);
  });

  it('make do with any language tag and any time', () => {
    expect(formatsFor('no such tag!').time(0)).not.toBe('');
    expect(formatsFor('en').time(Number.MAX_SAFE_INTEGER)).toBe('');
  });
});
