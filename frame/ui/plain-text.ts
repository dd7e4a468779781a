// Finds the links in foreign text. Pure; knows no elements.

/** `realHost` is empty where the text already shows plainly where the link leads. */
export type Link = { address: string; realHost: string };
/** `at`: where in the text it begins. */
export type TextPart = { at: number; text: string; link: Link | null };

/** No address holds them as they are, and where no spaces are written they end it: `。、！？）」` and their kin. */
const MARKS = '<>"“”…\u3001-\u3003\u3008-\u3011\u3014-\u301f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65';
/** Lengths are bounded so that hostile text cannot make the search slow. */
const LINK = new RegExp(
  [
    `\\bhttps?://[^\\s${MARKS}]{1,2000}`,
    '\\b(?:mailto:)?[\\w.+-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,8}',
    // A bare name has plain letters: whatever else follows is the sentence, or it is none.
    `\\bwww\\.(?:[a-z\\d-]{1,63}\\.){1,8}[a-z]{2,63}(?![\\w-]|\\p{Script=Latin})(?::\\d{1,5})?(?:[/?#][^\\s${MARKS}]{0,2000})?`,
  ].join('|'),
  'giu',
);
const CLOSING = /[.,;:!?'"»”’\])}]+$/u;
/** Before a name they say that it is the end of something else. */
const JOINING = /[\w.@/-]/;

/** Splits text into what is a link and what is not. Joined again, the parts are the text. */
export function linkParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let done = 0;
  for (const match of text.matchAll(LINK)) {
    const shown = withoutTail(match[0]);
    const link = linkTo(shown);
    if (!link || (isBare(shown) && JOINING.test(text.charAt(match.index - 1)))) continue;
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
const isBare = (shown: string): boolean => /^www\.[^@]*(?:$|[/?#])/i.test(shown);

function whole(shown: string): string {
  if (/^(?:https?|mailto):/i.test(shown)) return shown;
  return `${isBare(shown) ? 'https://' : 'mailto:'}${shown}`;
}

function linkTo(shown: string): Link | null {
  const written = whole(shown);
  if (!URL.canParse(written)) return null;
  const url = new URL(written);
  if (!SCHEMES.includes(url.protocol)) return null;
  const authority = /^https?:\/\/([^/?#\\]*)/i.exec(written)?.[1];
  const isPlain = authority === undefined || authority.toLowerCase() === url.host;
  return { address: url.href, realHost: isPlain ? '' : url.host };
}
