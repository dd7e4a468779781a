// What stands in a JPEG beside the picture. Pure; decodes nothing.

import { startsWith } from './starts-with.ts';

/** Of all application data these alone are part of the picture: its shape, its colour profile, what Adobe says of its colours. */
const PLAIN: Readonly<Record<number, string>> = { 224: 'JFIF\0', 226: 'ICC_PROFILE\0', 238: 'Adobe' };
const [COMMENT, SCAN, END, FILL] = [0xfe, 0xda, 0xd9, 0xff];

const isApplication = (marker: number): boolean => marker >= 0xe0 && marker <= 0xef;

export function hasJpegDetails(view: DataView): boolean {
  let at = 2;
  while (at + 2 <= view.byteLength) {
    // Where no marker stands nobody knows what does.
    if (view.getUint8(at) !== 0xff) return true;
    const marker = view.getUint8(at + 1);
    // Some cameras put a whole film, or another picture, behind the end.
    if (marker === END) return at + 2 < view.byteLength;
    if (marker === FILL) {
      at += 1;
      continue;
    }
    if (marker === COMMENT) return true;
    if (isApplication(marker) && !startsWith(view, at + 4, PLAIN[marker] ?? '\uffff')) return true;
    if (at + 4 > view.byteLength) return false;
    at += 2 + view.getUint16(at + 2);
    if (marker === SCAN) at = endOfScan(view, at);
  }
  return false;
}

/** In the picture itself 0xff is followed by zero, or by one of the eight marks to start anew from. */
function endOfScan(view: DataView, from: number): number {
  let at = from;
  while (at + 2 <= view.byteLength) {
    const next = view.getUint8(at + 1);
    if (view.getUint8(at) === 0xff && next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at;
    at += 1;
  }
  return view.byteLength;
}
