// What only a browser knows of a theme: which colour a CSS colour is, and a font from a file of the site. By the object
// model, which the strictest policy allows; whether the file may be fetched is the operator's list.

import type { Resolve } from './luminance.ts';
import { SITE_FONT } from './theme.ts';

/** By painting one pixel: every notation that a browser knows, whatever it gives back as text. */
export const browserColor: Resolve = (color) => {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (!pen) return null;
  pen.fillStyle = color;
  pen.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, opacity] = pen.getImageData(0, 0, 1, 1).data;
  return opacity === 255 ? [red, green, blue] : null;
};

let worn: { address: string; face: FontFace } | null = null;

/** undefined: none any more. One that does not come leaves the next in the family. */
export function wearFont(address: string | undefined, onLost: (why: string) => void): void {
  if (worn?.address === address) return;
  if (worn) document.fonts.delete(worn.face);
  worn = null;
  if (address === undefined) return;
  const face = new FontFace(SITE_FONT, `url(${JSON.stringify(address)})`, { display: 'swap' });
  worn = { address, face };
  document.fonts.add(face);
  const { origin } = new URL(address);
  face
    .load()
    .catch(() =>
      onLost(
        `ui.theme.fontFile: no font came from ${origin}; the operator's fontOrigins has to list it, and the file to allow other origins (Access-Control-Allow-Origin)`,
      ),
    );
}
