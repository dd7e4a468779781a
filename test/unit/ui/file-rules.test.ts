import { describe, expect, it } from 'vitest';
import { fitName, kindOf, mediaTypeOf, refusalOf, withEnding } from '../../../frame/ui/composer/file-rules.ts';
import { acceptOf } from '../../../protocol/file-endings.ts';

const limits = { maxBytes: 1_000, types: ['image/*', 'application/pdf'] };
const file = (type: string, size = 10, name = 'a') => ({ type, size, name });

describe('which files may be sent', () => {
  it('a kind is taken by its name or by its group, in whichever letters a server writes them', () => {
    expect(refusalOf(file('image/png'), limits)).toBeNull();
    expect(refusalOf(file('application/pdf'), limits)).toBeNull();
    expect(refusalOf(file('imagery/png'), limits)).toBe('kind');
    expect(refusalOf(file('application/zip'), limits)).toBe('kind');
    expect(refusalOf(file('application/zip'), { ...limits, types: ['*/*'] })).toBeNull();
    expect(refusalOf(file('image/png'), { ...limits, types: ['Image/*'] })).toBeNull();
  });

  it('a kind that the browser does not know, or that is none, counts as bytes', () => {
    expect(mediaTypeOf({ type: '' })).toBe('application/octet-stream');
    expect(mediaTypeOf({ type: 'text/plain;charset=utf-8' })).toBe('text/plain');
    expect(mediaTypeOf({ type: 'nonsense"' })).toBe('application/octet-stream');
  });

  it('is by the ending of its name what the browser does not know', () => {
    expect(refusalOf(file('', 10, 'IMG_1.HEIC'), limits)).toBeNull();
    expect(kindOf(file('', 10, 'IMG_1.HEIC'), limits)).toBe('image/heic');
    expect(refusalOf(file('application/octet-stream', 10, 'a.pdf'), limits)).toBeNull();
    expect(refusalOf(file('', 10, 'notes.md'), { ...limits, types: ['text/markdown'] })).toBeNull();
    expect(refusalOf(file('', 10, 'notes.md'), limits)).toBe('kind');
    expect(refusalOf(file('', 10, 'setup.exe'), limits)).toBe('kind');
  });

  it('may be chosen by its ending too, which is all that some systems know of it', () => {
    expect(acceptOf(['text/markdown', 'Application/PDF'])).toBe('text/markdown,Application/PDF,.pdf,.md,.markdown');
    expect(acceptOf(['image/*']).split(',')).toEqual(expect.arrayContaining(['image/*', '.heic', '.png']));
    expect(acceptOf(['image/*'])).not.toContain('pdf');
    expect(acceptOf(['*/*'])).toBe('*/*');
  });

  it('a kind that the browser does know is believed, whatever the name says', () => {
    expect(kindOf(file('application/x-msdownload', 10, 'a.pdf'), limits)).toBe('application/x-msdownload');
  });

  it('what is taken as bytes of any kind stays so', () => {
    expect(kindOf(file('', 10, 'a.txt'), { ...limits, types: ['application/octet-stream'] })).toBe(
      'application/octet-stream',
    );
  });

  it('a file that is too large is refused before a byte of it is read', () => {
    expect(refusalOf(file('application/pdf', 1_001), limits)).toBe('large');
    expect(refusalOf(file('application/pdf', 1_000), limits)).toBeNull();
  });

  it('a picture may be larger, because it will be made smaller, but not without end', () => {
    expect(refusalOf(file('image/jpeg', 5_000_000), limits)).toBeNull();
    expect(refusalOf(file('image/jpeg', 100_000_000), limits)).toBe('large');
  });

  it('what is empty, as a folder is, and what is of another kind is refused', () => {
    expect(refusalOf(file('', 0), limits)).toBe('empty');
    expect(refusalOf(file('application/x-msdownload'), limits)).toBe('kind');
  });

  it('a name loses its path and what misleads, is short enough and keeps its ending', () => {
    expect(fitName('C:\\fakepath\\photo\u202egpj.exe\u0000')).toBe('photogpj.exe');
    expect(fitName('   ')).toBe('file');
    const long = fitName(`${'x'.repeat(400)}.jpeg`);
    expect(long).toHaveLength(255);
    expect(long.endsWith('.jpeg')).toBe(true);
    expect(withEnding('holiday.heic', 'jpg')).toBe('holiday.jpg');
  });
});
