// Finds the links in foreign text. Pure; knows no elements.

/** `realHost` is empty where the text already shows plainly where the link leads. */
export type Link = { address: string; realHost: string };
/** `at`: where in the text it begins. */
export type TextPart = { at: number; text: string; link: Link | null };

/** Lengths are bounded so that hostile text cannot make the search slow. */
const LINK = /\bhttps?:\/\/[^\s<>"]{1,2000}|\b(?:mailto:)?[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/giu;
const CLOSING = /[.,;:!?'"»”’\])}]+$/u;

/** Splits text into what is a link and what is not. Joined again, the parts are the text. */
export function linkParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let done = 0;
  for (const match of text.matchAll(LINK)) {
    const shown = withoutTail(match[0]);
    const link = linkTo(shown);
    if (!link) continue;
    if (match.index > done) parts.push({ at: done, text: text.slice(done, match.index), link: null });
    parts.push({ at: match.index, text: shown, link });
    done = match.index + shown.length;
  }
  if (done < text.length) parts.push({ at: done, text: text.slice(done), link: null });
  return parts;
}

/** The full stop after an address belongs to the sentence; a bracket belongs to the address that opened it. */
function withoutTail(found: string): string {
  const tail = CLOSING.exec(found)?.[0] ?? '';
  const balanced = found.includes('(') && tail.startsWith(')') ? 1 : 0;
  return found.slice(0, found.length - tail.length + balanced);
}

const SCHEMES = ['http:', 'https:', 'mailto:'];

function linkTo(shown: string): Link | null {
  const isWeb = /^https?:/i.test(shown);
  const written = isWeb || /^mailto:/i.test(shown) ? shown : `mailto:${shown}`;
  if (!URL.canParse(written)) return null;
  const url = new URL(written);
  if (!SCHEMES.includes(url.protocol)) return null;
  const authority = /^https?:\/\/([^/?#\\]*)/i.exec(shown)?.[1] ?? '';
  const isPlain = !isWeb || authority.toLowerCase() === url.host;
  return { address: url.href, realHost: isPlain ? '' : url.host };
}
