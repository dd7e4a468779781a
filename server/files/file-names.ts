// Names that people gave their files: how they are kept, and how a browser is told of them. Never a path of ours.

const MOST_CHARS = 255;
const NAMELESS = 'file';

/** Ends of lines, what is not to be seen, and what turns the reading around: `evil<U+202E>gpj.exe`. */
const UNSEEN =
  /\p{Cc}|\p{Zl}|\p{Zp}|\p{Co}|\p{Cs}|\u061c|[\u200b\u200e\u200f\ufeff]|[\u202a-\u202e]|[\u2066-\u2069]|[\u{e0000}-\u{e007f}]/gu;

const cut = (name: string): string => {
  if (name.length <= MOST_CHARS) return name;
  // The ending says what it is, so the middle is what is left out.
  const ending = /\.[^.]{1,20}$/.exec(name)?.[0] ?? '';
  return `${name.slice(0, MOST_CHARS - ending.length - 1).replace(/[\ud800-\udbff]$/, '')}…${ending}`;
};

/** From the percent-encoded header; null where that cannot be read. */
export function readFileName(header: string): string | null {
  try {
    const last = decodeURIComponent(header).split(/[\\/]/).at(-1) ?? '';
    const plain = last.normalize('NFC').replace(UNSEEN, '').trim();
    return cut(plain.replace(/^\.+$/, '') || NAMELESS);
  } catch {
    return null;
  }
}

const encoded = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

/** RFC 6266: a plain name for old readers, the real one beside it. */
export function contentDisposition(kind: 'inline' | 'attachment', name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded(name)}`;
}
