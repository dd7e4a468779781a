// A kept conversation as a web page that runs nothing and loads nothing. Made of elements that never stand in a
// document, and written out by the browser: what people wrote is text, whatever it looks like.

import type { KeptLine, KeptTalk } from './kept-talk.ts';

/** Either the style stands in the page, or a script of ours puts it on and prints. */
export type PageDress = { styles: string } | { script: string; print: string };

export function asPage(talk: KeptTalk, dress: PageDress): string {
  const inert = document.implementation.createHTMLDocument('');
  const make = (tag: string, text = '', attributes: Readonly<Record<string, string>> = {}): HTMLElement => {
    const element = inert.createElement(tag);
    element.textContent = text;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  const within = (element: HTMLElement, ...children: HTMLElement[]): HTMLElement => {
    element.append(...children);
    return element;
  };
  const line = ({ at, kind, author, from, text, files, items, unsent }: KeptLine): HTMLElement => {
    const when = make('time', talk.inWords(at));
    const words = make('p', text, { class: 'text', dir: 'auto' });
    const attached = files.map(({ name, size }) =>
      make('p', name === text ? size : `${name}, ${size}`, { class: 'file' }),
    );
    const offered = items.flatMap(({ title, details }) => [
      make('p', title, { class: 'text', dir: 'auto' }),
      ...details.map((detail) => make('p', detail, { class: 'file', dir: 'auto' })),
    ]);
    const state = unsent ? [make('p', unsent, { class: 'file' })] : [];
    const head = within(make('p', '', { class: 'who' }), ...(kind === 'message' ? [make('b', author), when] : [when]));
    return within(
      make('li', '', { class: kind === 'message' ? from : kind }),
      head,
      words,
      ...attached,
      ...offered,
      ...state,
    );
  };
  const isPrinted = 'script' in dress;
  const rules = isPrinted ? `script-src ${dress.script}` : "style-src 'unsafe-inline'";
  const head = within(
    make('head'),
    make('meta', '', { charset: 'utf-8' }),
    make('meta', '', {
      'http-equiv': 'Content-Security-Policy',
      content: `default-src 'none'; ${rules}; base-uri 'none'; form-action 'none'`,
    }),
    make('meta', '', { name: 'viewport', content: 'width=device-width' }),
    make('meta', '', { name: 'referrer', content: 'no-referrer' }),
    make('title', talk.title),
    ...(isPrinted ? [] : [make('style', dress.styles)]),
  );
  const body = within(
    make('body'),
    ...(isPrinted ? [make('button', dress.print, { type: 'button', 'data-print': '' })] : []),
    make('h1', talk.title),
    make('p', talk.inWords(talk.savedAt), { class: 'when' }),
    ...(talk.remark ? [make('p', talk.remark, { class: 'when' })] : []),
    within(make('ol'), ...talk.lines.map(line)),
  );
  const page = within(make('html', '', { lang: talk.language, dir: talk.direction }), head, body);
  const written = `<!doctype html>\n${page.outerHTML}`;
  if (!isPrinted) return written;
  // An address on a script element would be refused by the frame's policy, though the element belongs nowhere.
  const end = written.lastIndexOf('</body>');
  return `${written.slice(0, end)}<script type="module" src="${encodeURI(dress.script)}"></script></body></html>`;
}
