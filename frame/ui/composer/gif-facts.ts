// What stands in a GIF beside its pictures. Pure; decodes nothing.

import { startsWith } from './starts-with.ts';

const [PICTURE, EXTENSION, END] = [0x2c, 0x21, 0x3b];
const [COMMENT, APPLICATION] = [0xfe, 0xff];
/** How often it moves, and its colours. */
const PLAIN = ['NETSCAPE2.0', 'ANIMEXTS1.0', 'ICCRGBG1012'];

export function hasGifDetails(view: DataView): boolean {
  let at = 13 + (view.byteLength > 10 ? tableBytes(view.getUint8(10)) : 0);
  while (at + 2 <= view.byteLength) {
    const kind = view.getUint8(at);
    if (kind === END) return true;
    if (kind === PICTURE) {
      if (at + 10 > view.byteLength) return false;
      at = afterBlocks(view, at + 11 + tableBytes(view.getUint8(at + 9)));
    } else if (kind === EXTENSION) {
      const label = view.getUint8(at + 1);
      if (label === COMMENT) return true;
      if (label === APPLICATION && !PLAIN.some((name) => startsWith(view, at + 3, name))) return true;
      at = afterBlocks(view, at + 2);
    } else return true;
  }
  return false;
}

/** Of colours, if there is a table. */
const tableBytes = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);

/** Each says how long it is; one of nothing is the last. */
function afterBlocks(view: DataView, from: number): number {
  let at = from;
  while (at < view.byteLength) {
    const size = view.getUint8(at);
    at += 1 + size;
    if (size === 0) break;
  }
  return at;
}
