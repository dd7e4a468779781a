// What the server finds in a file's first bytes, and how it speaks of names and kinds. No server here.

import { describe, expect, it } from 'vitest';
import { isTaken } from '../../../protocol/taken-types.ts';
import { contentDisposition, readFileName } from '../../../server/files/file-names.ts';
import { DEFAULT_TYPES, harmless, isShownInPlace, readMediaType } from '../../../server/files/media-types.ts';
import { pictureFacts } from '../../../server/files/picture-facts.ts';
import { readSignedPath, signPath } from '../../../server/files/signed-path.ts';
import { readRange } from '../../../server/gateway/range.ts';
import { gifOf, jpegOf, pngOf, webpsOf } from '../../support/server-files.ts';

describe('a picture', () => {
  it('is known by its first bytes, with its size', () => {
    expect(pictureFacts(pngOf(640, 480))).toEqual({ mediaType: 'image/png', width: 640, height: 480 });
    expect(pictureFacts(gifOf(640, 480))).toEqual({ mediaType: 'image/gif', width: 640, height: 480 });
    expect(pictureFacts(jpegOf(640, 480))).toEqual({ mediaType: 'image/jpeg', width: 640, height: 480 });
    expect(pictureFacts(jpegOf(640, 480, 60_000))).toMatchObject({ width: 640, height: 480 });
    for (const webp of webpsOf(640, 480)) {
      expect(pictureFacts(webp)).toEqual({ mediaType: 'image/webp', width: 640, height: 480 });
    }
  });

  it('of no size, of one that nothing can show, or cut off, has none that is told', () => {
    for (const bytes of [pngOf(0, 10), pngOf(30_000, 10), pngOf(5, 5).subarray(0, 12), jpegOf(5, 5).subarray(0, 25)]) {
      expect(pictureFacts(bytes)).toMatchObject({ width: null, height: null });
    }
  });

  it('is none where the bytes are those of something else', () => {
    for (const text of ['', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'RIFF....WAVE', 'PNG', '%PDF-1.7', 'GIF']) {
      expect(pictureFacts(Buffer.from(text, 'latin1'))).toBeNull();
    }
  });

  it('never keeps a reader turning, whatever its bytes', () => {
    for (let length = 0; length < 64; length += 1) {
      const bytes = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(length, 0xff)]);
      expect(pictureFacts(bytes)).toMatchObject({ mediaType: 'image/jpeg' });
      expect(pictureFacts(Buffer.concat([bytes, Buffer.alloc(length)]))).toMatchObject({ mediaType: 'image/jpeg' });
    }
  });
});

describe("a file's name", () => {
  const read = (name: string) => readFileName(encodeURIComponent(name));

  it('is what stands after the last slash of either kind', () => {
    expect(read('../../etc/passwd')).toBe('passwd');
    expect(read('C:\\Users\\ann\\photo.jpg')).toBe('photo.jpg');
    for (const nothing of ['', '.', '..', '/', '../', ' ', '\u202e']) expect(read(nothing)).toBe('file');
  });

  it('has nothing unseen in it, and nothing that turns the reading around', () => {
    expect(read('photo\u202egpj.exe')).toBe('photogpj.exe');
    expect(read('a\r\nset-cookie: x\u0000\u2028b\ufeff.txt')).toBe('aset-cookie: xb.txt');
    expect(read('Grüße ☂ \u{1f469}\u200d\u{1f4bb}.png')).toBe('Grüße ☂ \u{1f469}\u200d\u{1f4bb}.png');
  });

  it('is cut in the middle where it is too long, and keeps its ending', () => {
    const name = read(`${'x'.repeat(400)}.tar.gz`) ?? '';
    expect(name).toHaveLength(255);
    expect(name.endsWith('….gz')).toBe(true);
    expect(read(`${'\u{1f600}'.repeat(200)}.txt`)).not.toMatch(/\p{Cs}/u);
  });

  it('that cannot be read is none', () => {
    expect(readFileName('%E0%A4%A')).toBeNull();
    expect(readFileName('%')).toBeNull();
  });

  it('is told to browsers of every age without breaking out of its header', () => {
    expect(contentDisposition('inline', 'Grüße "1\\2" 100%.png')).toBe(
      `inline; filename="Gr__e _1_2_ 100_.png"; filename*=UTF-8''Gr%C3%BC%C3%9Fe%20%221%5C2%22%20100%25.png`,
    );
    expect(contentDisposition('attachment', "it's (a*b)")).toContain("filename*=UTF-8''it%27s%20%28a%2Ab%29");
  });
});

describe("a file's kind", () => {
  it('is read without its parameters, in small letters', () => {
    expect(readMediaType('Text/Plain; charset=utf-8')).toBe('text/plain');
    expect(readMediaType('')).toBe('application/octet-stream');
    for (const wrong of ['image', 'image/', '/png', 'image/png/x', 'a b/c', 'image/<b>']) {
      expect(readMediaType(wrong)).toBeNull();
    }
  });

  it('is taken by its name or its group', () => {
    expect(isTaken('image/png', ['image/*'])).toBe(true);
    expect(isTaken('imagex/png', ['image/*'])).toBe(false);
    expect(isTaken('text/plain', ['image/*', 'text/plain'])).toBe(true);
    expect(isTaken('anything/at-all', ['*/*'])).toBe(true);
    expect(isTaken('application/zip', ['image/*', 'application/pdf'])).toBe(false);
  });

  it('is taken in whichever letters its name or its group is written', () => {
    expect(isTaken('image/png', ['Image/*'])).toBe(true);
    expect(isTaken('application/pdf', ['Application/PDF'])).toBe(true);
  });

  it('is by default a picture, a document, an archive, a sound or a film, and nothing that runs', () => {
    for (const type of ['image/heic', 'application/pdf', 'text/csv', 'video/mp4', 'audio/webm', 'application/zip']) {
      expect(isTaken(type, DEFAULT_TYPES)).toBe(true);
    }
    for (const type of ['text/html', 'text/javascript', 'application/x-msdownload', 'application/octet-stream']) {
      expect(isTaken(type, DEFAULT_TYPES)).toBe(false);
    }
  });

  it('has no name where a browser would run it, whatever the operator takes', () => {
    const run = [
      'text/html',
      'image/svg+xml',
      'application/xhtml+xml',
      'text/xml',
      'application/xml',
      'text/javascript',
    ];
    const more = [
      'application/javascript',
      'application/x-javascript',
      'text/css',
      'multipart/related',
      'application/wasm',
    ];
    for (const type of [...run, ...more]) expect([type, harmless(type)]).toEqual([type, 'application/octet-stream']);
    for (const type of DEFAULT_TYPES) expect(harmless(type)).toBe(type);
  });

  it('is shown in place only where nothing can run', () => {
    for (const type of ['image/png', 'audio/mpeg', 'video/mp4']) expect(isShownInPlace(type)).toBe(true);
    for (const type of ['image/svg+xml', 'application/pdf', 'text/plain', 'image/heic']) {
      expect(isShownInPlace(type)).toBe(false);
    }
  });
});

describe('an address of a file', () => {
  const name = '0123456789abcdef0123456789abcdef';
  const now = 1_800_000_000_000;
  const tailOf = (path: string) => path.slice('/files/'.length);

  it('works for ten to fifteen minutes, and is the same one for a while', () => {
    for (const at of [now, now + 1, now + 299_999, now + 300_000]) {
      const { path, expiresAt } = signPath('secret', name, at);
      expect(expiresAt - at).toBeGreaterThanOrEqual(600_000);
      expect(expiresAt - at).toBeLessThanOrEqual(900_000);
      expect(readSignedPath('secret', tailOf(path), expiresAt - 1)).toEqual({ storageName: name, expiresAt });
      expect(readSignedPath('secret', tailOf(path), expiresAt)).toBeNull();
    }
    expect(signPath('secret', name, now).path).toBe(signPath('secret', name, now + 1_000).path);
  });

  it('is worth nothing with another secret, file, time or signature', () => {
    const { path, expiresAt } = signPath('secret', name, now);
    const [, , , , signature = ''] = path.split('/');
    const forged = [
      ...[`${name.replace('0', '1')}/${expiresAt}/${signature}`, `${name}/${expiresAt + 1}/${signature}`],
      ...[`${name}/${expiresAt}/${'A'.repeat(43)}`, `${name}/${expiresAt}/`, `${name}/${expiresAt}`, name, ''],
      ...[`../${name}/${expiresAt}/${signature}`, `${name}/${expiresAt}/${signature}/x`, `${name}/1e15/${signature}`],
    ];
    for (const one of forged) expect(readSignedPath('secret', one, now)).toBeNull();
    expect(readSignedPath('other', tailOf(path), now)).toBeNull();
  });
});

describe('a part of a file', () => {
  it('is what a player asks for', () => {
    expect(readRange('bytes=0-9', 100)).toEqual({ start: 0, end: 9 });
    expect(readRange('bytes=90-', 100)).toEqual({ start: 90, end: 99 });
    expect(readRange('bytes=-10', 100)).toEqual({ start: 90, end: 99 });
    expect(readRange('bytes=50-1000', 100)).toEqual({ start: 50, end: 99 });
    expect(readRange('bytes=-1000', 100)).toEqual({ start: 0, end: 99 });
  });

  it('is the whole where the request says nothing that is understood', () => {
    for (const header of [undefined, '', 'bytes=-', 'bytes=5-1', 'bytes=0-1,5-6', 'items=0-1', 'bytes=a-b']) {
      expect(readRange(header, 100)).toBeNull();
    }
  });

  it('is none of it beyond the end', () => {
    for (const header of ['bytes=100-', 'bytes=500-600', 'bytes=-0']) expect(readRange(header, 100)).toBe('none of it');
  });
});
