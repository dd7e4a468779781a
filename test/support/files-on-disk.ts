// Files on the disk for a browser that is given paths, not bytes. Gone with the process.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SomeFile } from './some-files.ts';

/** Their paths. */
export function onDisk(files: readonly SomeFile[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'tagalong-files-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return files.map(({ name, buffer }) => {
    const path = join(folder, name);
    writeFileSync(path, buffer);
    return path;
  });
}
