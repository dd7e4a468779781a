// Whether letters stand at a place of some bytes. Knows no kind of picture.

export const startsWith = (view: DataView, at: number, letters: string): boolean =>
  view.byteLength >= at + letters.length &&
  [...letters].every((letter, n) => view.getUint8(at + n) === letter.charCodeAt(0));
