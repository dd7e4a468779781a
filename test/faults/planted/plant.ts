// Puts a known bug into the product as it is loaded: a Vite plugin that replaces a passage of a source file. Nothing in the
// product knows of it. A passage that is not there, or there twice, is an error: a bug that is not planted proves nothing.

import type { Plugin } from 'vite';
import { BUGS, type Bug } from './bugs.ts';

export function bugNamed(name: string): Bug {
  const bug = BUGS.find((one) => one.name === name);
  if (!bug) throw new Error(`PLANTED: expected one of\n${BUGS.map((one) => one.name).join('\n')}\nreceived ${name}`);
  return bug;
}

export function planted(code: string, { name, file, passage, instead }: Bug): string {
  const places = code.split(passage).length - 1;
  if (places !== 1) throw new Error(`"${name}": expected its passage once in ${file}, found it ${places} times`);
  // A function, because a text may hold signs that `replace` takes for its own.
  return code.replace(passage, () => instead);
}

/** `wanted`: which of them, if any, when a file is loaded. */
export const plant = (wanted: () => Bug | null, onPlanted: () => void = () => {}): Plugin => ({
  name: 'tagalong:planted-bug',
  enforce: 'pre',
  transform(code, id) {
    const bug = wanted();
    if (!bug || !id.split('?')[0]?.endsWith(`/${bug.file}`)) return null;
    const changed = planted(code, bug);
    onPlanted();
    return { code: changed, map: null };
  },
});
