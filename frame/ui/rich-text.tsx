// Shows texts that somebody else wrote: as text nodes, cut off from the direction of their surroundings.

import { useMemo } from 'preact/hooks';
import { fitToShow } from '../../protocol/fit-to-show.ts';
import { linkParts } from './plain-text.ts';

/** A message's text, its links to be followed in a window of their own. */
export const RichText = ({ text }: { text: string }) => <PlainText text={fitToShow(text)} />;

/** The same for what has been made fit to be shown. */
export function PlainText({ text }: { text: string }) {
  const parts = useMemo(() => linkParts(text), [text]);
  return (
    <>
      {parts.map(({ at, text, link }) =>
        link ? (
          <a key={at} href={link.address} target="_blank" rel="noopener noreferrer nofollow" dir="ltr">
            {text}
            {link.realHost && <b> ({link.realHost})</b>}
          </a>
        ) : (
          text
        ),
      )}
    </>
  );
}

/** A sentence of ours with a name in it. */
export function Sentence({ text, name }: { text: string; name: string }) {
  const [before = '', after] = text.split('{name}', 2);
  if (after === undefined) return <>{text}</>;
  return (
    <>
      {before}
      <bdi>{fitToShow(name)}</bdi>
      {after}
    </>
  );
}
