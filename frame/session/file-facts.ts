// What is known of a file when it is chosen, within what the protocol can carry. The server looks for itself.

import * as v from 'valibot';
import { typeByName, UNKNOWN_TYPE } from '../../protocol/file-endings.ts';
import { FileFacts } from '../../protocol/message-parts.ts';
import type { ServerLimits } from '../../protocol/server.ts';
import type { ChosenFile } from '../ports.ts';

const MAX_NAME_CHARS = 255;
/** Halves of characters, which no address can carry, and what moves the cursor. */
const UNWRITABLE = /\p{Surrogate}|\p{Cc}/gu;

const nameOf = (name: string): string => name.slice(0, MAX_NAME_CHARS).replace(UNWRITABLE, '').trim() || 'file';

/** Without its parameters, such as a character set. */
const typeOf = (mediaType: string): string => (mediaType.split(';')[0] ?? '').trim().toLowerCase();

export function factsOf(
  { name, mediaType, bytes, width, height }: ChosenFile,
  fileId: string,
  { files }: ServerLimits,
): FileFacts {
  const said = typeByName(typeOf(mediaType), name, files?.types ?? []);
  const least = { fileId, name: nameOf(name), mediaType: UNKNOWN_TYPE, sizeBytes: bytes.size };
  const typed = { ...least, mediaType: said };
  const known = v.safeParse(FileFacts, { ...typed, width, height });
  if (known.success) return known.output;
  return v.is(FileFacts, typed) ? typed : least;
}
