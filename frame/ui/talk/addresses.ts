// Which foreign addresses are used, and what of them is shown. Pure.

/** Of a path on the chat server; null: it leads elsewhere. */
export function ownAddress(path: string, serverOrigin: string): string | null {
  if (!path.startsWith('/') || !URL.canParse(path, serverOrigin)) return null;
  const { href, origin } = new URL(path, serverOrigin);
  return origin === serverOrigin ? href : null;
}

const SCHEMES = ['http:', 'https:', 'mailto:', 'tel:'];

/** `target`: the host, or what is written or called; it is what a visitor may want to know before following. */
export type Destination = { address: string; target: string };

/** null: not to be followed. */
export function destinationOf(written: string): Destination | null {
  if (!URL.canParse(written)) return null;
  const url = new URL(written);
  if (!SCHEMES.includes(url.protocol)) return null;
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
  return isWeb ? { address: url.href, target: url.host } : { address: url.href, target: decoded(url.pathname) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Whether the words of a link say plainly where it leads: its host, alone or in an address that begins with it. */
export function saysTarget(words: string, { address, target }: Destination): boolean {
  if (address.startsWith('tel:')) return words.replace(/[^\d+]/g, '') === target.replace(/[^\d+]/g, '');
  const said = words.trim().toLowerCase();
  const authority = /^https?:\/\/([^/?#\\]*)/.exec(said)?.[1] ?? /^(?:mailto:|tel:)?([^/?#\\]*)/.exec(said)?.[1] ?? '';
  return authority === target.toLowerCase();
}
