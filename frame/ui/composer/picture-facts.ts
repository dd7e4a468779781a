// Looks into the bytes of a picture: whether it moves, and whether it carries details beside the picture itself (where
// it was taken, by whom, with what). Pure; decodes nothing.

export type PictureFacts = { isAnimated: boolean; hasDetails: boolean };

const PLAIN: PictureFacts = { isAnimated: false, hasDetails: false };

export function pictureFacts(bytes: Uint8Array): PictureFacts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (startsWith(view, 0, '\x89PNG')) return pngFacts(view);
  if (startsWith(view, 0, 'RIFF') && startsWith(view, 8, 'WEBP')) return webpFacts(view);
  if (startsWith(view, 0, '\xff\xd8')) return { isAnimated: false, hasDetails: hasJpegDetails(view) };
  // Too old a kind to say where it was taken; it may move, and is let alone either way.
  if (startsWith(view, 0, 'GIF8')) return { isAnimated: true, hasDetails: false };
  return PLAIN;
}

const startsWith = (view: DataView, at: number, letters: string): boolean =>
  view.byteLength >= at + letters.length &&
  [...letters].every((letter, n) => view.getUint8(at + n) === letter.charCodeAt(0));

/** Application data (but for the colour profile and what Adobe says of the colours), and comments. */
function hasJpegDetails(view: DataView): boolean {
  let at = 2;
  while (at + 4 <= view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    // The picture begins.
    if (marker === 0xda) return false;
    const isDetail = (marker >= 0xe1 && marker <= 0xef && marker !== 0xe2 && marker !== 0xee) || marker === 0xfe;
    if (isDetail) return true;
    at += 2 + view.getUint16(at + 2);
  }
  return false;
}

const PNG_DETAILS = ['eXIf', 'tEXt', 'iTXt', 'zTXt', 'tIME'];

function pngFacts(view: DataView): PictureFacts {
  const facts = { ...PLAIN };
  let at = 8;
  while (at + 8 <= view.byteLength) {
    if (startsWith(view, at + 4, 'acTL')) facts.isAnimated = true;
    if (PNG_DETAILS.some((name) => startsWith(view, at + 4, name))) facts.hasDetails = true;
    at += 12 + view.getUint32(at);
  }
  return facts;
}

function webpFacts(view: DataView): PictureFacts {
  const facts = { ...PLAIN };
  let at = 12;
  while (at + 8 <= view.byteLength) {
    if (startsWith(view, at, 'ANIM')) facts.isAnimated = true;
    if (startsWith(view, at, 'EXIF') || startsWith(view, at, 'XMP ')) facts.hasDetails = true;
    const size = view.getUint32(at + 4, true);
    at += 8 + size + (size % 2);
  }
  return facts;
}
