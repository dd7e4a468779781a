import { describe, expect, it } from 'vitest';
import { linkParts } from '../../../frame/ui/plain-text.ts';
import { fitToShow } from '../../../protocol/fit-to-show.ts';

const links = (text: string) =>
  linkParts(text).flatMap(({ text, link }) => (link ? [[text, link.address, link.realHost]] : []));

describe('plain text', () => {
  it('loses control characters and direction overrides, keeps line breaks, tabs and joiners', () => {
    expect(fitToShow('a\u0000b\u202ec\u2066d\u0085e\nf\tg')).toBe('abcde\nf\tg');
    expect(fitToShow('👩‍🚀 می‌خواهم')).toBe('👩‍🚀 می‌خواهم');
  });

  it('is the same text again when its parts are joined', () => {
    const text = 'a https://x.example, (https://y.example/a_(b)) me@z.example; end';
    expect(
      linkParts(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  });

  it('leaves the sentence its punctuation and the address its brackets', () => {
    expect(links('Go to https://x.example/a_(b).').map(([shown]) => shown)).toEqual(['https://x.example/a_(b)']);
    expect(links('(https://x.example/a)').map(([shown]) => shown)).toEqual(['https://x.example/a']);
  });

  it('shows where a link really leads when its text would mislead', () => {
    expect(links('https://bank.example@evil.example/')[0]?.[2]).toBe('evil.example');
    expect(links('https://аpple.com/')[0]?.[2]).toBe('xn--pple-43d.com');
    expect(links('https://bank.example\\@evil.example/')[0]?.[2]).toBe('');
    expect(links('HTTPS://Shop.Example/x')[0]?.[2]).toBe('');
  });

  it('makes no links of other schemes', () => {
    expect(links('javascript:alert(1) data:text/html,x vbscript:x file:///etc/passwd ftp://x.example')).toEqual([]);
  });

  it('does not slow down on text made to slow it down', () => {
    for (const evil of ['a.'.repeat(2_500), `${'a'.repeat(2_500)}@${'b.'.repeat(1_250)}`, 'http://'.repeat(700)]) {
      expect(
        linkParts(evil)
          .map((part) => part.text)
          .join(''),
      ).toBe(evil);
    }
  });
});
