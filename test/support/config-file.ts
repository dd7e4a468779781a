// An operator's file for a server of a test's own: each process has its own, so that nobody reads one that is half written.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Its path. Gone with the process. */
export function configFile(config: object): string {
  const folder = mkdtempSync(join(tmpdir(), 'tagalong-config-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'config.json');
  writeFileSync(path, JSON.stringify(config));
  return path;
}
