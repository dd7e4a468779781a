// The package as npm would publish it from the last build: packed for real, and laid into a project that has nothing else
// of ours. Needs no network.

import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

export type Manifest = {
  name: string;
  private?: boolean;
  sideEffects: boolean;
  files: string[];
  exports: Record<string, string | { types: string; import: string }>;
  dependencies: Record<string, string>;
  peerDependencies: Record<string, string>;
};
export const manifest: Manifest = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));

export type Packed = { tarball: Uint8Array; paths: string[] };

/** Without the scripts: what is packed is what was built, not a new build. */
export function pack(): Packed {
  const folder = mkdtempSync(join(tmpdir(), 'tagalong-pack-'));
  const said = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [packed] = JSON.parse(said) as [{ filename: string; files: { path: string }[] }];
  const tarball = new Uint8Array(readFileSync(join(folder, packed.filename)));
  rmSync(folder, { recursive: true });
  return { tarball, paths: packed.files.map(({ path }) => path) };
}

/** A project with the package installed, beside what npm installs with it, and no more. Gives its folder. */
export function installIn(paths: string[]): string {
  const site = mkdtempSync(join(tmpdir(), 'tagalong-site-'));
  for (const path of paths) {
    const to = join(site, 'node_modules', manifest.name, path);
    mkdirSync(dirname(to), { recursive: true });
    cpSync(`${root}${path}`, to);
  }
  for (const name of Object.keys(manifest.dependencies)) {
    cpSync(`${root}node_modules/${name}`, join(site, 'node_modules', name), { recursive: true });
  }
  writeFileSync(join(site, 'package.json'), '{ "type": "module" }');
  return site;
}
