// Makes a picture fit to be sent: small enough for a screen, upright, and without the details that a camera adds. A
// picture that moves stays as it is, and so does what this browser cannot open. Decodes and encodes by what it is given.

import { type PictureFacts, pictureFacts } from './picture-facts.ts';

/** A picture that was opened; upright. */
export type OpenPicture = {
  width: number;
  height: number;
  /** null: this browser cannot make one of that kind. */
  encode(width: number, height: number, mediaType: string, quality: number): Promise<Blob | null>;
  close(): void;
};

export type PictureTools = {
  /** null: this browser cannot open it, or would not tell the truth about it. */
  open(bytes: Blob): Promise<OpenPicture | null>;
};

export type Prepared = {
  bytes: Blob;
  mediaType: string;
  width?: number;
  height?: number;
  /** It goes out with whatever details are in it. */
  asItIs: boolean;
};

/** Sharp on any screen that a chat is read on. */
const LONGEST_SIDE_PX = 2_048;
/** Hardly to be told from the original. */
const QUALITY = 0.85;
/** Kinds that every browser can make; another kind becomes the first. */
const KEPT_KINDS = ['image/jpeg', 'image/png', 'image/webp'];
/** Drawn anew at each size, and never by a camera. */
const DRAWN = 'image/svg+xml';

export async function shrinkPicture(bytes: Blob, mediaType: string, tools: PictureTools): Promise<Prepared> {
  const untouched = { bytes, mediaType, asItIs: true };
  if (mediaType === DRAWN) return { ...untouched, asItIs: false };
  const facts = pictureFacts(new Uint8Array(await bytes.arrayBuffer()));
  const picture = await tools.open(bytes);
  if (!picture) return { ...untouched, asItIs: !facts.isAnimated || facts.hasDetails };
  const { width, height } = picture;
  try {
    if (facts.isAnimated) return { ...untouched, width, height, asItIs: facts.hasDetails };
    return await drawnAnew(picture, { bytes, mediaType, facts });
  } finally {
    picture.close();
  }
}

type Original = { bytes: Blob; mediaType: string; facts: PictureFacts };

async function drawnAnew(picture: OpenPicture, { bytes, mediaType, facts }: Original): Promise<Prepared> {
  const scale = Math.min(1, LONGEST_SIDE_PX / Math.max(picture.width, picture.height));
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const isKept = KEPT_KINDS.includes(mediaType);
  const kind = isKept ? mediaType : 'image/jpeg';
  const drawn = await picture.encode(width, height, kind, QUALITY);
  const isClean = isKept && !facts.hasDetails;
  // Larger than before and no cleaner: the original is the better one.
  if (drawn && (drawn.size < bytes.size || !isClean))
    return { bytes: drawn, mediaType: kind, width, height, asItIs: false };
  return { bytes, mediaType, width: picture.width, height: picture.height, asItIs: !isClean };
}
