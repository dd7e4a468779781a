// What a file is whose kind the browser does not know: that is the system's to say, and many know no HEIC, Markdown or
// CSV. By the ending of its name, in one table for whoever sends and whoever receives. Nothing that runs is in it.

import { isTaken } from './taken-types.ts';

export const UNKNOWN_TYPE = 'application/octet-stream';

const OFFICE = 'application/vnd.openxmlformats-officedocument.';
const OPEN_DOCUMENT = 'application/vnd.oasis.opendocument.';

const KINDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'image/heic': 'heic',
    'image/heif': 'heif',
    'image/avif': 'avif',
    'image/webp': 'webp',
    'image/jpeg': 'jpg jpeg jfif',
    'image/png': 'png',
    'image/gif': 'gif',
    'image/bmp': 'bmp',
    'image/tiff': 'tif tiff',
    'audio/mpeg': 'mp3',
    'audio/mp4': 'm4a',
    'audio/ogg': 'ogg oga opus',
    'audio/wav': 'wav',
    'audio/flac': 'flac',
    'audio/amr': 'amr',
    'video/mp4': 'mp4 m4v',
    'video/quicktime': 'mov',
    'video/webm': 'webm',
    'video/x-matroska': 'mkv',
    'video/3gpp': '3gp',
    'application/pdf': 'pdf',
    'text/plain': 'txt text log',
    'text/markdown': 'md markdown',
    'text/csv': 'csv',
    'text/calendar': 'ics',
    'text/vcard': 'vcf',
    'application/rtf': 'rtf',
    'application/json': 'json',
    'application/msword': 'doc',
    'application/vnd.ms-excel': 'xls',
    'application/vnd.ms-powerpoint': 'ppt',
    [`${OFFICE}wordprocessingml.document`]: 'docx',
    [`${OFFICE}spreadsheetml.sheet`]: 'xlsx',
    [`${OFFICE}presentationml.presentation`]: 'pptx',
    [`${OPEN_DOCUMENT}text`]: 'odt',
    [`${OPEN_DOCUMENT}spreadsheet`]: 'ods',
    [`${OPEN_DOCUMENT}presentation`]: 'odp',
    'application/zip': 'zip',
    'application/gzip': 'gz tgz',
    'application/x-7z-compressed': '7z',
  }).flatMap(([type, endings]) => endings.split(' ').map((ending) => [ending, type] as const)),
);

/** For a chooser of files: a system that knows a kind by its ending alone would not let such a file be chosen. */
export const acceptOf = (types: readonly string[]): string => {
  // Of what may be anything no ending needs to be named.
  const named = types.filter((type) => type !== '*/*');
  return [...types, ...[...KINDS].flatMap(([ending, kind]) => (isTaken(kind, named) ? [`.${ending}`] : []))].join(',');
};

/** The kind that was said, or where none was, that of the name's ending if it is one that is taken. */
export function typeByName(said: string, name: string, taken: readonly string[]): string {
  if (said !== '' && said !== UNKNOWN_TYPE) return said;
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  const found = KINDS.get(ending);
  return found && isTaken(found, taken) ? found : UNKNOWN_TYPE;
}
