import { describe, expect, it } from 'vitest';
import { pictureFacts } from '../../../frame/ui/composer/picture-facts.ts';
import type { OpenPicture, PictureTools } from '../../../frame/ui/composer/shrink-picture.ts';
import { takeFiles } from '../../../frame/ui/composer/take-files.ts';

const bytesOf = (...parts: (string | number[])[]): Uint8Array<ArrayBuffer> =>
  new Uint8Array(parts.flatMap((part) => (typeof part === 'string' ? [...part].map((c) => c.charCodeAt(0)) : part)));

const jpeg = (...segments: number[][]) => bytesOf([0xff, 0xd8], ...segments, [0xff, 0xda, 0, 2]);
const exif = [0xff, 0xe1, 0, 4, 1, 2];
const letters = (text: string) => [...text].map((c) => c.charCodeAt(0));
const segment = (marker: number, text: string) => [0xff, marker, 0, 2 + text.length, ...letters(text)];
const profile = segment(0xe2, 'ICC_PROFILE\0\x01\x01');
const end = [0xff, 0xd9];
/** Of a picture: 0xff stands in it, and a mark to start anew from. */
const scan = [0xff, 0xda, 0, 2, 5, 0xff, 0, 0xff, 0xd0, 6];
const chunk = (name: string) => bytesOf([0, 0, 0, 0], name, [0, 0, 0, 0]);
const png = (...names: string[]) => bytesOf([0x89], 'PNG\r\n', [0x1a], '\n', ...names.map((name) => [...chunk(name)]));
const riff = (name: string) => bytesOf(name, [2, 0, 0, 0, 7, 7]);
const webp = (...names: string[]) => bytesOf('RIFF', [0, 0, 0, 0], 'WEBP', ...names.map((name) => [...riff(name)]));

describe('what a picture’s bytes tell', () => {
  it('finds what a camera adds, and takes a colour profile for none of it', () => {
    expect(pictureFacts(jpeg(profile, exif)).hasDetails).toBe(true);
    expect(pictureFacts(jpeg(profile)).hasDetails).toBe(false);
    expect(pictureFacts(png('IHDR', 'eXIf', 'IDAT')).hasDetails).toBe(true);
    expect(pictureFacts(png('IHDR', 'IDAT')).hasDetails).toBe(false);
    expect(pictureFacts(webp('VP8X', 'EXIF')).hasDetails).toBe(true);
  });

  it('finds details in a JPEG behind fill bytes, in any application data, and behind its end', () => {
    const whole = (...parts: number[][]) => bytesOf([0xff, 0xd8], ...parts);
    const jfif = segment(0xe0, 'JFIF\0\x01\x01');
    const plain = [jfif, profile, segment(0xee, 'Adobe\0d'), segment(0xdb, 'table')];
    expect(pictureFacts(whole(...plain, scan, segment(0xc4, 'table'), scan, end)).hasDetails).toBe(false);
    expect(pictureFacts(whole([0xff, 0xff], exif, scan, end)).hasDetails).toBe(true);
    expect(pictureFacts(whole(segment(0xe2, 'MPF\0'), scan, end)).hasDetails).toBe(true);
    expect(pictureFacts(whole(segment(0xe0, 'JFXX\0'), scan, end)).hasDetails).toBe(true);
    expect(pictureFacts(whole(segment(0xfe, 'by Ada'), scan, end)).hasDetails).toBe(true);
    expect(pictureFacts(whole(scan, exif, scan, end)).hasDetails).toBe(true);
    expect(pictureFacts(whole(scan, end, [1])).hasDetails).toBe(true);
    expect(pictureFacts(whole([1, 2], scan, end)).hasDetails).toBe(true);
  });

  it('finds details in a GIF: comments, application data, and what stands behind its end', () => {
    const head = ['GIF89a', [1, 0, 1, 0, 0x80, 0, 0, ...Array(6).fill(7)]] as (string | number[])[];
    const picture = [0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x4c, 1, 0];
    const again = bytesOf([0x21, 0xff, 11], 'NETSCAPE2.0', [3, 1, 0, 0, 0]);
    const control = [0x21, 0xf9, 4, 0, 0, 0, 0, 0];
    const gif = (...parts: number[][]) => pictureFacts(bytesOf(...head, ...parts)).hasDetails;
    expect(gif([...again], control, picture, picture, [0x3b])).toBe(false);
    expect(gif([0x21, 0xfe, 2, 65, 66, 0], picture, [0x3b])).toBe(true);
    expect(gif(picture, [...bytesOf([0x21, 0xff, 11], 'XMP DataXMP', [1, 1, 0])], [0x3b])).toBe(true);
    expect(gif(picture, [0x3b, 1])).toBe(true);
  });

  it.each(['eXIf', 'tEXt', 'iTXt', 'zTXt', 'tIME', 'caBX'])('finds details in a PNG: %s', (name) => {
    expect(pictureFacts(png('IHDR', 'IDAT', name, 'IEND')).hasDetails).toBe(true);
    expect(pictureFacts(png('IHDR', 'iCCP', 'pHYs', 'IDAT', 'IEND')).hasDetails).toBe(false);
    expect(pictureFacts(bytesOf([...png('IHDR', 'IDAT', 'IEND')], [1])).hasDetails).toBe(true);
  });

  it.each(['EXIF', 'XMP ', 'junk'])('finds details in a WebP: %s', (name) => {
    expect(pictureFacts(webp('VP8X', 'VP8 ', name)).hasDetails).toBe(true);
    expect(pictureFacts(webp('VP8X', 'ICCP', 'VP8 ')).hasDetails).toBe(false);
    expect(pictureFacts(bytesOf([...webp('VP8 ')], [1])).hasDetails).toBe(true);
  });

  it('finds what moves', () => {
    expect(pictureFacts(bytesOf('GIF89a')).isAnimated).toBe(true);
    expect(pictureFacts(png('IHDR', 'acTL', 'IDAT')).isAnimated).toBe(true);
    expect(pictureFacts(webp('VP8X', 'ANIM')).isAnimated).toBe(true);
    expect(pictureFacts(webp('VP8 ')).isAnimated).toBe(false);
  });

  it('comes to an end with any bytes', () => {
    for (const start of [jpeg(), png(), webp()]) {
      for (let length = 0; length < start.length; length += 1) pictureFacts(start.slice(0, length));
      expect(pictureFacts(bytesOf([...start], Array(64).fill(0xff)))).toBeDefined();
    }
  });
});

const limits = { maxBytes: 1_000, types: ['image/*', 'application/pdf'] };
const fileOf = (name: string, type: string, bytes: Uint8Array<ArrayBuffer>) => new File([bytes], name, { type });

/** Opens every picture as one of this size; what it draws has so many bytes. */
function pictures(width: number, height: number, drawnBytes: number) {
  const drawn: { width: number; height: number; mediaType: string }[] = [];
  let open = 0;
  const tools: PictureTools = {
    async open() {
      open += 1;
      const picture: OpenPicture = {
        width,
        height,
        async encode(toWidth, toHeight, mediaType) {
          drawn.push({ width: toWidth, height: toHeight, mediaType });
          return new Blob([new Uint8Array(drawnBytes)], { type: mediaType });
        },
        close() {
          open -= 1;
        },
      };
      return picture;
    },
  };
  return { tools, drawn, open: () => open };
}
const unopened: PictureTools = { open: async () => null };

describe('files on their way into the chat', () => {
  it('a large picture becomes one whose longest side is 2048', async () => {
    const { tools, drawn, open } = pictures(4_096, 1_024, 10);
    const { files, remarks } = await takeFiles([fileOf('a.jpg', 'image/jpeg', jpeg(exif))], limits, tools);
    expect(drawn).toEqual([{ width: 2_048, height: 512, mediaType: 'image/jpeg' }]);
    expect(files).toMatchObject([{ name: 'a.jpg', mediaType: 'image/jpeg', width: 2_048, height: 512 }]);
    expect(remarks).toEqual([]);
    expect(open()).toBe(0);
  });

  it('a picture that would only grow stays as it is, unless it carries details', async () => {
    const { tools } = pictures(100, 50, 500);
    const clean = fileOf('clean.jpg', 'image/jpeg', jpeg(profile));
    const told = fileOf('told.jpg', 'image/jpeg', jpeg(exif));
    const { files, remarks } = await takeFiles([clean, told], limits, tools);
    expect(files.map(({ bytes }) => bytes.size)).toEqual([clean.size, 500]);
    expect(files[0]).toMatchObject({ width: 100, height: 50 });
    expect(remarks).toEqual([]);
  });

  it('a picture that moves is never drawn anew', async () => {
    const { tools, drawn } = pictures(4_000, 4_000, 10);
    const gif = fileOf('a.gif', 'image/gif', bytesOf('GIF89a', [1, 2]));
    const { files } = await takeFiles([gif], limits, tools);
    expect(drawn).toEqual([]);
    expect(files[0]?.bytes).toBe(gif);
  });

  it('a kind that others may not open becomes a JPEG, in its name too', async () => {
    const { tools } = pictures(10, 10, 10);
    const { files } = await takeFiles([fileOf('a.heic', 'image/heic', bytesOf('x'))], limits, tools);
    expect(files).toMatchObject([{ name: 'a.jpg', mediaType: 'image/jpeg' }]);
  });

  it('what cannot be opened goes out as it is, and that is said', async () => {
    const { files, remarks } = await takeFiles([fileOf('a.heic', 'image/heic', bytesOf('x'))], limits, unopened);
    expect(files).toMatchObject([{ name: 'a.heic', mediaType: 'image/heic' }]);
    expect(remarks).toEqual([{ name: 'a.heic', what: 'asItIs' }]);
  });

  it('a picture that is still too large is refused by name, and the others go on', async () => {
    const { tools } = pictures(3_000, 3_000, 5_000);
    const large = fileOf('large.jpg', 'image/jpeg', bytesOf([...jpeg(exif)], Array(2_000).fill(1)));
    const pdf = fileOf('a.pdf', 'application/pdf', bytesOf('%PDF'));
    const { files, remarks } = await takeFiles([large, pdf], limits, tools);
    expect(files.map(({ name }) => name)).toEqual(['a.pdf']);
    expect(remarks).toEqual([{ name: 'large.jpg', what: 'large' }]);
  });

  it('a file that cannot be read is named, and nothing throws', async () => {
    const gone = fileOf('gone.pdf', 'application/pdf', bytesOf('x'));
    gone.slice = () => ({ arrayBuffer: () => Promise.reject(new Error('NotFoundError')) }) as unknown as Blob;
    expect(await takeFiles([gone], limits, unopened)).toEqual({
      files: [],
      remarks: [{ name: 'gone.pdf', what: 'unread' }],
    });
  });
});
