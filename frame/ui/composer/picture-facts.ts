// Looks into the bytes of a picture: whether it moves, and whether it carries details beside the picture itself (where
// it was taken, by whom, with what). Only what is known to be part of the picture counts for none. Pure; decodes nothing.

import { hasGifDetails } from './gif-facts.ts';
import { hasJpegDetails } from './jpeg-facts.ts';
import { startsWith } from './starts-with.ts';

export type PictureFacts = { isAnimated: boolean; hasDetails: boolean };

export function pictureFacts(bytes: Uint8Array): PictureFacts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (startsWith(view, 0, '\x89PNG')) return pngFacts(view);
  if (startsWith(view, 0, 'RIFF') && startsWith(view, 8, 'WEBP')) return webpFacts(view);
  if (startsWith(view, 0, '\xff\xd8')) return { isAnimated: false, hasDetails: hasJpegDetails(view) };
  // It may move, and is let alone either way.
  if (startsWith(view, 0, 'GIF8')) return { isAnimated: true, hasDetails: hasGifDetails(view) };
  return { isAnimated: false, hasDetails: false };
}

const nameAt = (view: DataView, at: number): string =>
  String.fromCharCode(...[0, 1, 2, 3].map((n) => view.getUint8(at + n)));

/** `iDOT`: of Apple's screens, where the picture's halves begin. */
const PNG_PLAIN =
  'IHDR PLTE IDAT tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs hIST sPLT cICP mDCV cLLI iDOT acTL fcTL fdAT'.split(' ');

function pngFacts(view: DataView): PictureFacts {
  const facts = { isAnimated: false, hasDetails: false };
  let at = 8;
  while (at + 8 <= view.byteLength) {
    const name = nameAt(view, at + 4);
    at += 12 + view.getUint32(at);
    if (name === 'acTL') facts.isAnimated = true;
    else if (name === 'IEND') return { ...facts, hasDetails: facts.hasDetails || at < view.byteLength };
    if (!PNG_PLAIN.includes(name)) facts.hasDetails = true;
  }
  return facts;
}

const WEBP_PLAIN = ['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP'];

function webpFacts(view: DataView): PictureFacts {
  const facts = { isAnimated: false, hasDetails: false };
  let at = 12;
  while (at + 8 <= view.byteLength) {
    const name = nameAt(view, at);
    if (name === 'ANIM') facts.isAnimated = true;
    if (!WEBP_PLAIN.includes(name)) facts.hasDetails = true;
    const size = view.getUint32(at + 4, true);
    at += 8 + size + (size % 2);
  }
  // Too little for a part of the picture, and not nothing.
  return { ...facts, hasDetails: facts.hasDetails || at < view.byteLength };
}
