// Files as people have them: of any size, pictures as a camera makes them. And how they get into a page without a file
// chooser: dropped, or pasted.

import { createHash } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';

export type SomeFile = { name: string; mimeType: string; buffer: Buffer };

export const digestOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

export const textFile = (name: string, text: string): SomeFile => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.from(text),
});

/** Of that many bytes, no two of its pieces alike. */
export function longFile(name: string, sizeBytes: number): SomeFile {
  const buffer = Buffer.alloc(sizeBytes);
  for (let at = 0; at + 4 <= sizeBytes; at += 4) buffer.writeUInt32LE((at * 2_654_435_761) % 4_294_967_296, at);
  return { name, mimeType: 'application/zip', buffer };
}

/** Held on its side, at 48° north, by Ann: the first directory points to another one, of places. */
const DETAILS = Buffer.concat([
  Buffer.from('Exif\0\0MM\0*\0\0\0\x08', 'latin1'),
  Buffer.from(`0002${'011200030000000100060000'}${'882500040000000100000026'}00000000`, 'hex'),
  Buffer.from(`0002${'00010002000000024e000000'}${'000200050000000300000044'}00000000`, 'hex'),
  Buffer.from('0000003000000001'.repeat(3), 'hex'),
  Buffer.from('Taken by Ann at home', 'latin1'),
]);

/** What cameras write into a JPEG behind its first two bytes. */
export function withDetails(jpeg: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(DETAILS.length + 2);
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xe1]), length, DETAILS, jpeg.subarray(2)]);
}

/** With some grain in it, as a camera's has. */
export async function drawnJpeg(page: Page, width: number, height: number): Promise<Buffer> {
  const address = await page.evaluate(
    ([across, down]) => {
      const canvas = document.createElement('canvas');
      canvas.width = across;
      canvas.height = down;
      const pen = canvas.getContext('2d') as CanvasRenderingContext2D;
      const grain = pen.createImageData(across, down);
      for (let at = 0; at < grain.data.length; at += 1) grain.data[at] = at % 4 === 3 ? 255 : (at * 40_503) >> 7;
      pen.putImageData(grain, 0, 0);
      return canvas.toDataURL('image/jpeg', 0.95);
    },
    [width, height] as const,
  );
  return Buffer.from(address.slice(address.indexOf(',') + 1), 'base64');
}

type Way = 'drop' | 'paste';

/** On an element of the frame, as the browser itself would tell it. */
export const bring = (way: Way, to: Locator, files: readonly SomeFile[], text?: string): Promise<void> =>
  to.evaluate(
    (element, { how, given, words }) => {
      const transfer = new DataTransfer();
      for (const { name, mimeType, base64 } of given) {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        transfer.items.add(new File([bytes], name, { type: mimeType }));
      }
      if (words !== undefined) transfer.setData('text/plain', words);
      const common = { bubbles: true, cancelable: true };
      if (how === 'paste') element.dispatchEvent(new ClipboardEvent('paste', { ...common, clipboardData: transfer }));
      else
        for (const type of ['dragenter', 'dragover', 'drop'])
          element.dispatchEvent(new DragEvent(type, { ...common, dataTransfer: transfer }));
    },
    {
      how: way,
      given: files.map(({ buffer, ...facts }) => ({ ...facts, base64: buffer.toString('base64') })),
      words: text,
    },
  );
