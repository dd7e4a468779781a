// A label that may have links in it, written as `[text](https://...)`: where a privacy notice is. Pure; knows no elements.

/** `address`: empty where there is no link. */
export type LabelPart = { at: number; text: string; address: string };

/** Lengths are bounded so that no text makes the search slow. */
const LINK = /\[([^[\]]{1,200})\]\(([^()\s]{1,2000})\)/g;

/** The text parts joined are what is read out. What is no address of a web page stays as it was written. */
export function labelParts(label: string): LabelPart[] {
  const parts: LabelPart[] = [];
  let done = 0;
  for (const match of label.matchAll(LINK)) {
    const [whole, text = '', address = ''] = match;
    if (!isWebAddress(address)) continue;
    if (match.index > done) parts.push({ at: done, text: label.slice(done, match.index), address: '' });
    parts.push({ at: match.index, text, address });
    done = match.index + whole.length;
  }
  if (done < label.length) parts.push({ at: done, text: label.slice(done), address: '' });
  return parts;
}

/** Of a link in a label that leads to no web page; null: there is none. */
export const wrongLinkIn = (label: string): string | null =>
  [...label.matchAll(LINK)].map(([, , address = '']) => address).find((address) => !isWebAddress(address)) ?? null;

const isWebAddress = (address: string): boolean =>
  URL.canParse(address) && ['https:', 'http:'].includes(new URL(address).protocol);
