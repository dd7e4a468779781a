// Kinds of files by their declared names: which the operator takes, which a browser would run, which may be shown in place.

import { UNKNOWN_TYPE } from '../../protocol/file-endings.ts';
import { PICTURE_TYPES } from './picture-facts.ts';

/** What a person sends in a talk. Nothing that a browser or a machine runs. */
export const DEFAULT_TYPES: readonly string[] = [
  ...['image/*', 'audio/*', 'video/*', 'application/pdf', 'text/plain', 'text/csv', 'application/rtf'],
  ...['application/msword', 'application/vnd.ms-excel', 'application/vnd.ms-powerpoint'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
  'application/vnd.oasis.opendocument.presentation',
  ...['application/zip', 'application/x-zip-compressed', 'application/gzip', 'application/x-7z-compressed'],
];

const MEDIA_TYPE = /^[\w.+-]{1,60}\/[\w.+-]{1,100}$/;

/** In small letters and without parameters; null for what is no media type. Nothing at all is of an unknown kind. */
export function readMediaType(text: string): string | null {
  const type = (text.split(';')[0] ?? '').trim().toLowerCase() || UNKNOWN_TYPE;
  return MEDIA_TYPE.test(type) ? type : null;
}

/** Whatever the operator takes: these have no name of their own here, so no browser is ever told to run them. */
const RUNS =
  /^(text\/(?!(plain|csv|rtf|markdown|calendar|vcard)$)|multipart\/|message\/|model\/)|[/+]xml(-|$)|html|script|wasm|flash/;

export const harmless = (type: string): string => (RUNS.test(type) ? UNKNOWN_TYPE : type);

/** Only what a browser shows without running anything. Everything else is a download. */
export const isShownInPlace = (type: string): boolean =>
  PICTURE_TYPES.includes(type) || type.startsWith('audio/') || type.startsWith('video/');
