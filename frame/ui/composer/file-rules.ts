// Which files may be sent: their kinds, sizes, names, and how many at once. Pure; knows no pictures and no texts.

import { typeByName, UNKNOWN_TYPE } from '../../../protocol/file-endings.ts';
import type { FileLimits } from '../../../protocol/files.ts';
import { isTaken } from '../../../protocol/taken-types.ts';

/** Why a file stays here. `unread`: the browser could not read it. */
export type Refusal = 'kind' | 'large' | 'empty' | 'unread';

/** More at once are rather a mistake of the hand than a wish. */
export const MAX_FILES_AT_ONCE = 10;
/** A picture that is larger than the server takes may become small enough, but not any picture. */
const LARGEST_PICTURE_BYTES = 60_000_000;
const MAX_NAME_CHARS = 255;
/** As the protocol has it; parameters such as a charset are left out. */
const MEDIA_TYPE = /^[\w.+-]{1,60}\/[\w.+-]{1,100}$/;

export function mediaTypeOf({ type }: { type: string }): string {
  const plain = type.split(';')[0]?.trim().toLowerCase() ?? '';
  return MEDIA_TYPE.test(plain) ? plain : UNKNOWN_TYPE;
}

export const isPicture = (mediaType: string): boolean => mediaType.startsWith('image/');

/** As the browser says; where it knows none, as the name does. */
export const kindOf = (file: { type: string; name: string }, { types }: FileLimits): string =>
  typeByName(mediaTypeOf(file), file.name, types);

/** What can be said before a byte of it is read; null: nothing against it. */
export function refusalOf(file: { type: string; name: string; size: number }, limits: FileLimits): Refusal | null {
  const mediaType = kindOf(file, limits);
  // A folder that was dropped looks like an empty file.
  if (file.size === 0) return 'empty';
  if (!isTaken(mediaType, limits.types)) return 'kind';
  const most = isPicture(mediaType) ? Math.max(limits.maxBytes, LARGEST_PICTURE_BYTES) : limits.maxBytes;
  return file.size > most ? 'large' : null;
}

/** What no file system and no screen should be given in a name. */
const UNFIT_IN_NAMES = /[\p{Cc}\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]/gu;

/** Short enough, with its ending kept. */
export function fitName(name: string): string {
  const clean =
    name
      .replace(UNFIT_IN_NAMES, '')
      .replace(/^.*[\\/]/, '')
      .trim() || 'file';
  if (clean.length <= MAX_NAME_CHARS) return clean;
  const ending = /\.[^.]{1,20}$/.exec(clean)?.[0] ?? '';
  return clean.slice(0, MAX_NAME_CHARS - ending.length) + ending;
}

/** For a picture that became one of another kind. */
export const withEnding = (name: string, ending: string): string =>
  fitName(`${name.replace(/\.[^.]{1,5}$/, '')}.${ending}`);
