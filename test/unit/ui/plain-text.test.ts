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

  it.each([
    '。',
    '、',
    '！',
    '？',
    '）',
    '」',
    '』',
    '，',
    '；',
    '：',
    '】',
    '》',
    '”',
    '……',
  ])('ends an address at a mark after which no space is written: %s', (mark) => {
    expect(links(`见https://a.example/x${mark}谢谢`)).toEqual([['https://a.example/x', 'https://a.example/x', '']]);
    expect(links(`见www.a.example${mark}谢谢`)).toEqual([['www.a.example', 'https://www.a.example/', '']]);
  });

  it('keeps letters of every script in an address', () => {
    expect(links('https://a.example/道/々').map(([shown]) => shown)).toEqual(['https://a.example/道/々']);
  });

  it('makes a link of a bare name that begins as web addresses do', () => {
    expect(links('See www.example.org.')).toEqual([['www.example.org', 'https://www.example.org/', '']]);
    expect(links('(WWW.Example.org:8080/a?b#c)')).toEqual([
      ['WWW.Example.org:8080/a?b#c', 'https://www.example.org:8080/a?b#c', ''],
    ]);
    expect(links('www.example.org/a_(b), www.gov.example!').map(([shown]) => shown)).toEqual([
      'www.example.org/a_(b)',
      'www.gov.example',
    ]);
    expect(links('请看www.example.org谢谢').map(([shown]) => shown)).toEqual(['www.example.org']);
  });

  it('makes none of what only looks like one, and an address for letters of one with a name before it', () => {
    for (const text of [
      'www.',
      'www.example',
      'a.www.example.org',
      'no-www.example.org',
      '/www.example.org',
      'www.a.müller',
    ])
      expect(links(text), text).toEqual([]);
    expect(links('www.bank.example@evil.example')).toEqual([
      ['www.bank.example@evil.example', 'mailto:www.bank.example@evil.example', ''],
    ]);
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
    for (const evil of [
      'a.'.repeat(2_500),
      `${'a'.repeat(2_500)}@${'b.'.repeat(1_250)}`,
      'http://'.repeat(700),
      'www.a.'.repeat(800),
    ]) {
      expect(
        linkParts(evil)
          .map((part) => part.text)
          .join(''),
      ).toBe(evil);
    }
  });
});
