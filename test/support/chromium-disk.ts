// What a Chromium has written to the disk of what its pages gave to `localStorage`. It does so half a second after the last page
// has gone, or when it is closed; a close in that half second loses what came last, once in a hundred times.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** github.com/google/leveldb/blob/main/doc/log_format.md */
const BLOCK_BYTES = 32_768;
const HEADER_BYTES = 7;
const LENGTH_AT = 4;

/** All that was written since the browser was opened, ASCII letters as such; the oldest first. */
export function writtenByChromium(profile: string): string {
  const folder = join(profile, 'Default', 'Local Storage', 'leveldb');
  const logs = readdirSync(folder).filter((file) => file.endsWith('.log'));
  return logs.map((file) => contentOf(readFileSync(join(folder, file)))).join('\n');
}

function contentOf(log: Buffer): string {
  const pieces: string[] = [];
  for (let block = 0; block < log.length; block += BLOCK_BYTES) {
    const end = Math.min(block + BLOCK_BYTES, log.length);
    let at = block;
    while (at + HEADER_BYTES <= end) {
      const from = at + HEADER_BYTES;
      at = from + log.readUInt16LE(at + LENGTH_AT);
      pieces.push(log.toString('latin1', from, Math.min(at, end)));
    }
  }
  // A text with other letters is written in two bytes each.
  return pieces.join('').replaceAll('\0', '');
}
