// The picture beside a name, or the name's first letters where there is none or it does not come.

import { useState } from 'preact/hooks';
import { fitToShow } from '../../../protocol/fit-to-show.ts';
import { ownAddress } from './addresses.ts';

type AvatarProps = { name: string; path: string | undefined; serverOrigin: string };

/** Its name stands beside it, so it says nothing. */
export function Avatar({ name, path, serverOrigin }: AvatarProps) {
  const [failed, setFailed] = useState<string | null>(null);
  const address = path === undefined ? null : ownAddress(path, serverOrigin);
  if (address === null || address === failed) {
    return (
      <span class="face" aria-hidden="true">
        {initialsOf(name)}
      </span>
    );
  }
  return <img class="face" src={address} alt="" width="28" height="28" onError={() => setFailed(address)} />;
}

/** Of the first and the last word, as far as they are words; otherwise what the name begins with. */
export function initialsOf(name: string): string {
  const shown = fitToShow(name).trim();
  const words = shown.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}\p{Pd}'’]*/gu) ?? [];
  if (words.length === 0) return [...shown][0] ?? '';
  const ends = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return ends.map((word) => word?.[Symbol.iterator]().next().value ?? '').join('');
}
