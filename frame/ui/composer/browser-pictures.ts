// Opens pictures with what the browser has: upright as the camera was held, and drawn on a canvas, which knows of no
// place and no time.

import type { OpenPicture, PictureTools } from './shrink-picture.ts';

/** Beyond this many pixels phones run out of memory. */
const MOST_PIXELS = 80_000_000;

export const browserPictures: PictureTools = {
  async open(bytes) {
    if (!tellsTheTruth()) return null;
    const bitmap = await createImageBitmap(bytes, { imageOrientation: 'from-image' }).catch(() => null);
    if (!bitmap) return null;
    if (bitmap.width * bitmap.height <= MOST_PIXELS) return opened(bitmap);
    bitmap.close();
    return null;
  },
};

const opened = (bitmap: ImageBitmap): OpenPicture => ({
  width: bitmap.width,
  height: bitmap.height,
  encode(width, height, mediaType, quality) {
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    const pen = canvas.getContext('2d');
    if (!pen) return Promise.resolve(null);
    pen.imageSmoothingQuality = 'high';
    if (mediaType === 'image/jpeg') {
      // What is transparent would come out black.
      pen.fillStyle = '#fff';
      pen.fillRect(0, 0, width, height);
    }
    pen.drawImage(bitmap, 0, 0, width, height);
    return new Promise((resolve) => {
      // A kind that a browser cannot make comes out as a PNG.
      canvas.toBlob((blob) => resolve(blob?.type === mediaType ? blob : null), mediaType, quality);
    });
  },
  close: () => bitmap.close(),
});

/** Browsers that protect against being recognised give noise instead of what was drawn. */
function tellsTheTruth(): boolean {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (!pen) return false;
  pen.fillStyle = '#ff8000';
  pen.fillRect(0, 0, 1, 1);
  const [red, green, blue] = pen.getImageData(0, 0, 1, 1).data;
  return red === 255 && green === 128 && blue === 0;
}
