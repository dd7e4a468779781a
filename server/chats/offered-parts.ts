// What a bot or an agent may offer beside a text. Whatever the visitor can follow or see leads over https, or to this
// server itself; everything else is refused here, whatever a frame would make of it.

import { explained, type Failure, PARAMETER_WRONG } from '../../protocol/errors.ts';
import type { OfferedPart } from '../../protocol/message-parts.ts';

/** No second slash, which would be another server, and nothing that browsers leave out or turn around. */
const isOwnPath = (url: string): boolean => /^\/(?!\/)[\x21-\x5b\x5d-\x7e]*$/.test(url);

const isSafe = (url: string): boolean =>
  isOwnPath(url) || (/^https:\/\/[^\s\\]+$/i.test(url) && URL.canParse(url) && new URL(url).username === '');

function* addressesOf(part: OfferedPart): Generator<readonly [where: string, url: string]> {
  if (part.kind !== 'cards') return;
  for (const [number, { image, buttons = [] }] of part.cards.entries()) {
    if (image) yield [`cards.${number}.image.url`, image.url];
    for (const [position, button] of buttons.entries()) {
      if ('url' in button) yield [`cards.${number}.buttons.${position}.url`, button.url];
    }
  }
}

export const SAFE_ADDRESS = 'https: or a path on this server';

/** The first address that leads where none should, and where it stands; null: there is none. */
export function unsafeAddressIn(parts: readonly OfferedPart[]): { where: string; received: string } | null {
  for (const [number, part] of parts.entries()) {
    for (const [where, url] of addressesOf(part)) {
      if (!isSafe(url)) return { where: `parts.${number}.${where}`, received: url.slice(0, 80) };
    }
  }
  return null;
}

/** Why these parts may not be sent, or null. */
export function refusalOfParts(parts: readonly OfferedPart[]): Failure | null {
  const unsafe = unsafeAddressIn(parts);
  return unsafe && explained(PARAMETER_WRONG, `${unsafe.where}: expected ${SAFE_ADDRESS}, received ${unsafe.received}`);
}
