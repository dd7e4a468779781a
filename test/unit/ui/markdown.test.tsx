import { Lexer } from 'marked';
import type { ComponentChildren } from 'preact';
import { render } from 'preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { MARKDOWN } from '../../../frame/gallery/parts.ts';
import { couldBeMarkdown } from '../../../frame/ui/talk/could-be-markdown.ts';
import { drawMarkdown } from '../../../frame/ui/talk/markdown.tsx';
import { act } from '../../support/ui-stage.tsx';

const place = document.createElement('div');
function drawn(text: string): Element {
  const content: ComponentChildren = drawMarkdown(text);
  act(() => render(<div>{content}</div>, place));
  return place.firstElementChild!;
}
const html = (text: string) => drawn(text).innerHTML;
/** What is shown without being drawn as anything: undefined, it was all plain. */
const words = (text: string) => (drawMarkdown(text) === null ? undefined : (drawn(text).textContent ?? ''));
const links = (text: string) =>
  [...drawn(text).querySelectorAll('a')].map((link) => [link.textContent, link.getAttribute('href')]);

/** How many times its length the parser takes up, until it is done with the text or gives up. */
function passesOver(text: string): number {
  let chars = 0;
  const [blocks, inlines] = [vi.spyOn(Lexer.prototype, 'blockTokens'), vi.spyOn(Lexer.prototype, 'inlineTokens')];
  drawMarkdown(text);
  for (const { mock } of [blocks, inlines]) for (const [taken] of mock.calls) chars += taken.length;
  for (const spy of [blocks, inlines]) spy.mockRestore();
  return chars / text.length;
}

describe('Markdown', () => {
  afterEach(() => act(() => render(null, place)));

  it('draws emphasis, code, lists, quotes and links', () => {
    const root = drawn(MARKDOWN);
    const names = ['strong', 'em', 'del', 'code', 'pre', 'ol', 'ul', 'li', 'blockquote', 'p', 'br', 'a'];
    for (const name of names) expect(root.querySelector(name), name).not.toBeNull();
    expect(root.querySelector('ol > li > ul > li')?.textContent).toBe('with the receipt');
  });

  it('keeps each line break of a paragraph', () => {
    expect(html('**a**\nb\n\nc')).toBe('<p dir="auto"><strong>a</strong><br>b</p><p dir="auto">c</p>');
  });

  it('begins a numbered list with its number', () => {
    expect(drawn('3. three\n4. four').querySelector('ol')?.getAttribute('start')).toBe('3');
  });

  it('has all marks of a list on one side, whatever the direction of an item', () => {
    const list = drawn('- الإيصال\n- receipt').querySelector('ul');
    expect(list?.getAttribute('dir')).toBe('auto');
    expect(list?.querySelectorAll('li[dir]')).toHaveLength(0);
  });

  it('shows whatever else there is as it was written', () => {
    const unknown = [
      '# A heading',
      '| a | b |\n| --- | --- |\n| c | d |',
      '![picture](https://evil.example/x.png)',
      '<img src=x onerror=alert(1)>',
      '<script>alert(1)</script>',
      '---',
    ];
    for (const text of unknown) {
      expect(words(`**bold**\n\n${text}`), text).toContain(text);
      expect(drawn(`**bold**\n\n${text}`).querySelector('img, script, h1, table, hr')).toBeNull();
    }
  });

  it('leaves alone what is plain: line breaks, spaces and all', () => {
    for (const text of ['Hello\n\n  there', '2 * 3 * 4 and snake_case_name', '# 5', 'a https://x.example/a_b_c b']) {
      expect(drawMarkdown(text), text).toBeNull();
    }
  });

  it('follows only the schemes that are listed', () => {
    const unlisted = [
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      'data:text/html,x',
      'vbscript:x',
      'file:///etc/passwd',
    ];
    const more = [
      '/relative',
      '//evil.example',
      '#here',
      'java\tscript:alert(1)',
      'blob:https://x/y',
      'ftp://x.example/',
    ];
    for (const address of [...unlisted, ...more]) {
      const text = `**b** [words](${address}) [again](<${address}>)`;
      expect(
        links(text).filter(([, href]) => !/^(?:https?|mailto|tel):/.test(href ?? '')),
        address,
      ).toEqual([]);
    }
    expect(links('**b** [words](javascript:alert(1))')).toEqual([]);
    expect(html('[a](https://x.example)')).toContain('rel="noopener noreferrer nofollow"');
  });

  it('shows the real host of a link whose words do not say it', () => {
    const shown = (text: string) => links(text)[0]?.[0];
    expect(shown('[paypal.com](https://evil.example/x)')).toBe('paypal.com (evil.example)');
    expect(shown('[https://paypal.com](https://evil.example/x)')).toBe('https://paypal.com (evil.example)');
    expect(shown('[https://paypal.com@evil.example](https://evil.example/x)')).toBe(
      'https://paypal.com@evil.example (evil.example)',
    );
    expect(shown('[your order](https://shop.example/1)')).toBe('your order (shop.example)');
    expect(shown('[аpple.com](https://аpple.com)')).toBe('аpple.com (xn--pple-43d.com)');
    expect(shown('[https://shop.example/1](https://shop.example/1)')).toBe('https://shop.example/1');
    expect(shown('[shop.example](https://shop.example/1)')).toBe('shop.example');
    expect(shown('[us](mailto:help@shop.example)')).toBe('us (help@shop.example)');
    expect(shown('[call +44 20 7946](tel:+44207946)')).toBe('call +44 20 7946');
  });

  it('makes no link inside the words of a link', () => {
    const nested = '[https://a.example/ and **https://b.example/**](https://c.example/)';
    expect(drawn(nested).querySelectorAll('a a')).toHaveLength(0);
  });

  it('makes links of plain addresses beside what is formatted', () => {
    expect(links('**See** https://shop.example/a_b_c, or www.shop.example')).toEqual([
      ['https://shop.example/a_b_c', 'https://shop.example/a_b_c'],
      ['www.shop.example', 'https://www.shop.example/'],
    ]);
  });

  const most = (head: string, piece: string) => (head + piece.repeat(5_000)).slice(0, 5_000);
  const stairs = Array.from({ length: 60 }, (_, depth) => `${'  '.repeat(depth)}- a\n`).join('');

  it.each([
    '>',
    '[',
    '*a ',
    '_a',
    '- ',
    '`',
    '![',
    '<',
    '1. ',
    '**a',
    '~~',
    '&#',
    '|a',
    '[a](',
    '> - ',
  ])('has the parser go through text that is made to slow it down six times at most: %s', (piece) => {
    for (const head of ['**b** ', '']) expect(passesOver(most(head, piece)), head).toBeLessThanOrEqual(6);
  });

  it.each([
    '> '.repeat(7),
    '- '.repeat(7),
    '1. '.repeat(7),
    '> - '.repeat(3),
    '- '.repeat(15),
    stairs,
  ])('has the parser go through short lines beneath many marks six times at most: %s', (marks) => {
    for (const line of ['a\n', '  a\n', '> a\n']) expect(passesOver(most(marks, line)), line).toBeLessThanOrEqual(6);
  });

  it('goes through what people write about three times', () => {
    expect(passesOver(MARKDOWN)).toBeLessThan(4);
  });

  it('is not fetched for words without any sign of it', () => {
    for (const text of ['Hello, how are you?', 'See https://shop.example/a?b=1', 'It costs 3.50 (net).', 'One - two'])
      expect(couldBeMarkdown(text), text).toBe(false);
    for (const text of ['*a*', '_a_', '`a`', '~~a~~', '[a](b)', '- a', '1. a', '> a', '```\na', 'a\n* b\n* c'])
      expect(couldBeMarkdown(text), text).toBe(true);
  });
});
