// What a picture says of itself in its first bytes: its kind, and its size in pixels. Reads, never decodes: PNG, JPEG, GIF
// and WebP, the kinds that every browser shows.

export type PictureFacts = { mediaType: string; width: number | null; height: number | null };

/** Where the size stands within this many bytes it is found. Photographs carry a small picture before it. */
export const PICTURE_HEAD_BYTES = 262_144;

export const PICTURE_TYPES: readonly string[] = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

/** What the protocol can tell; of other sizes it says nothing. */
const MOST_PIXELS = 20_000;

type Size = readonly [width: number, height: number] | null;

const startsWith = (bytes: Buffer, text: string, at = 0): boolean =>
  bytes.subarray(at, at + text.length).toString('latin1') === text;

const sizeOfPng = (bytes: Buffer): Size =>
  bytes.length >= 24 && startsWith(bytes, 'IHDR', 12) ? [bytes.readUInt32BE(16), bytes.readUInt32BE(20)] : null;

const sizeOfGif = (bytes: Buffer): Size => (bytes.length >= 10 ? [bytes.readUInt16LE(6), bytes.readUInt16LE(8)] : null);

/** Start of a frame: C0 to CF, but for the three that are tables. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

function sizeOfJpeg(bytes: Buffer): Size {
  let at = 2;
  while (at + 9 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    // Fill bytes may stand before any marker.
    if (marker === 0xff) at += 1;
    else if (isFrame(marker)) return [bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5)];
    else at += 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
}

function sizeOfWebp(bytes: Buffer): Size {
  if (bytes.length < 30) return null;
  if (startsWith(bytes, 'VP8 ', 12)) return [bytes.readUInt16LE(26) & 0x3fff, bytes.readUInt16LE(28) & 0x3fff];
  if (startsWith(bytes, 'VP8X', 12)) return [1 + bytes.readUIntLE(24, 3), 1 + bytes.readUIntLE(27, 3)];
  if (!startsWith(bytes, 'VP8L', 12)) return null;
  const bits = bytes.readUInt32LE(21);
  return [1 + (bits & 0x3fff), 1 + ((bits >>> 14) & 0x3fff)];
}

const KINDS: readonly (readonly [mediaType: string, is: (bytes: Buffer) => boolean, size: (bytes: Buffer) => Size])[] =
  [
    ['image/png', (bytes) => startsWith(bytes, '\x89PNG\r\n\x1a\n'), sizeOfPng],
    ['image/jpeg', (bytes) => startsWith(bytes, '\xff\xd8\xff'), sizeOfJpeg],
    ['image/gif', (bytes) => startsWith(bytes, 'GIF87a') || startsWith(bytes, 'GIF89a'), sizeOfGif],
    ['image/webp', (bytes) => startsWith(bytes, 'RIFF') && startsWith(bytes, 'WEBP', 8), sizeOfWebp],
  ];

const isTold = (pixels: number): boolean => pixels >= 1 && pixels <= MOST_PIXELS;

/** Null: no picture of a kind that is known. */
export function pictureFacts(bytes: Buffer): PictureFacts | null {
  const found = KINDS.find(([, is]) => is(bytes));
  if (!found) return null;
  const [mediaType, , sizeOf] = found;
  const [width, height] = sizeOf(bytes) ?? [0, 0];
  const told = isTold(width) && isTold(height);
  return { mediaType, width: told ? width : null, height: told ? height : null };
}
