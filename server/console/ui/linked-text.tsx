// Words of strangers with their links: text nodes, and addresses of the web alone.

import { useMemo } from 'preact/hooks';
import { fitToShow } from '../../../protocol/fit-to-show.ts';
import { safeLink } from './format.ts';

/** Bounded, so that hostile text cannot make the search slow. */
const LINK = /\b(?:https?:\/\/|mailto:|tel:)[^\s<>"]{1,2000}/gi;
const CLOSING = /[.,;:!?'"»”’)\]}]+$/;

type Piece = { at: number; text: string; href: string | null; host: string };

/** Where it really leads, if the text does not show it plainly. */
const hiddenHost = (shown: string, href: string): string => {
  const { host } = new URL(href);
  return host === '' ||
    shown
      .toLowerCase()
      .replace(/^https?:\/\//, '')
      .startsWith(host)
    ? ''
    : host;
};

export function linkPieces(text: string): Piece[] {
  const pieces: Piece[] = [];
  let done = 0;
  for (const match of text.matchAll(LINK)) {
    const shown = match[0].replace(CLOSING, '');
    const href = safeLink(shown);
    if (!href) continue;
    if (match.index > done) pieces.push({ at: done, text: text.slice(done, match.index), href: null, host: '' });
    pieces.push({ at: match.index, text: shown, href, host: hiddenHost(shown, href) });
    done = match.index + shown.length;
  }
  if (done < text.length) pieces.push({ at: done, text: text.slice(done), href: null, host: '' });
  return pieces;
}

export const LinkedText = ({ text }: { text: string }) => {
  const pieces = useMemo(() => linkPieces(text), [text]);
  return (
    <>
      {pieces.map(({ at, text, href, host }) =>
        href ? (
          <a key={at} href={href} target="_blank" rel="noopener noreferrer" dir="ltr">
            {fitToShow(text)}
            {host && <b> ({host})</b>}
          </a>
        ) : (
          fitToShow(text)
        ),
      )}
    </>
  );
};
