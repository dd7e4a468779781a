// What may be said of a file before a byte of it is sent. Pure.

import type { FileLimits } from '../../protocol/files.ts';
import type { SourceFile } from './upload.ts';

const KB = 1_000;
const UNITS = ['kB', 'MB', 'GB'] as const;

/** `240 bytes`, `13 kB`, `2.5 MB`. */
export function formatSize(bytes: number): string {
  if (bytes < KB) return `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`;
  const power = Math.min(UNITS.length, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / KB ** power;
  return `${value < 10 ? Math.round(value * 10) / 10 : Math.round(value)} ${UNITS[power - 1]}`;
}

const isOfType = (type: string, wanted: string): boolean =>
  wanted === '*/*' || wanted === type || (wanted.endsWith('/*') && type.startsWith(wanted.slice(0, -1)));

/** Why the server would not take it; null: it would, as far as can be told. */
export function refusalOf({ name, type, size }: SourceFile, { maxBytes, types }: FileLimits): string | null {
  if (size === 0) return 'It is empty.';
  if (size > maxBytes) return `It has ${formatSize(size)}; at most ${formatSize(maxBytes)} can be sent.`;
  // A browser that cannot tell leaves it to the server, which looks at the file itself.
  if (type === '' || types.some((wanted) => isOfType(type, wanted))) return null;
  const ending = /\.[^.]{1,10}$/.exec(name)?.[0];
  return `Files of this kind (${ending ?? type}) cannot be sent.`;
}

const MAX_NAME_CHARS = 255;
/** A name that the protocol takes: never empty, never too long, its ending kept. */
export function sendableName(name: string): string {
  if (name.trim() === '') return 'file';
  if (name.length <= MAX_NAME_CHARS) return name;
  const ending = /\.[^.]{1,20}$/.exec(name)?.[0] ?? '';
  return `${name.slice(0, MAX_NAME_CHARS - ending.length).replace(/[\uD800-\uDBFF]$/, '')}${ending}`;
}
