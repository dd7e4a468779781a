// The types of the npm doors. The compiler declares every file behind them; those that a door can reach are laid in one folder
// for each: beside dist/npm/index.js, and in dist/npm/transport-kit. The build fails if a package is among them: a site that installs us has none.

import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Plugin } from 'vite';

const SPECIFIER = /(\bfrom |\bimport\()(['"])([^'"]+)\2/g;
/** The examples in the comments import as a site does. */
const COMMENT_LINE = /^\s*\*/;

/** Follows the imports from `entry`, a source file's path; what it returns names its files by where they will lie. */
export function gatherTypes(entry: string, readDeclaration: (path: string) => string): Map<string, string> {
  const taken = new Map<string, { from: string; text: string }>();
  const take = (path: string): string => {
    const name = basename(path, '.ts');
    const from = taken.get(name)?.from ?? path;
    if (from !== path) throw new Error(`two files of one name among the public types: ${from} and ${path}`);
    if (taken.has(name)) return name;
    const file = { from, text: '' };
    taken.set(name, file);
    const place = (_whole: string, before: string, quote: string, to: string) => {
      if (!to.startsWith('.')) throw new Error(`the public types need the package ${to}, see ${path}`);
      return `${before}${quote}./${take(join(dirname(path), to))}.js${quote}`;
    };
    const lines = readDeclaration(path).split('\n');
    file.text = lines.map((line) => (COMMENT_LINE.test(line) ? line : line.replace(SPECIFIER, place))).join('\n');
    return name;
  };
  take(entry);
  return new Map([...taken].map(([name, { text }]) => [`${name}.d.ts`, text]));
}

const root = fileURLToPath(new URL('../', import.meta.url));
const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');

/** By source file: where its types lie below dist/npm. */
const DOORS = { 'host/index.ts': '', 'transport-kit/index.ts': 'transport-kit/' };

/** Where host/tsconfig.npm.json lets the compiler write. */
const DECLARED = join(root, '.cache/types/npm');

const declare = () => promisify(execFile)(process.execPath, [compiler, '-p', join(root, 'host/tsconfig.npm.json')]);

/** The compiler starts with the first build and works beside it; the npm build waits for what it made. */
export function npmTypes(): Plugin {
  let declaring: ReturnType<typeof declare> | undefined;
  return {
    name: 'tagalong:npm-types',
    applyToEnvironment: ({ name }) => name === 'client' || name === 'npm',
    buildStart() {
      declaring ??= declare();
      // Whoever waits for it hears of a failure; a build that fails before is not told of two.
      declaring.catch(() => {});
    },
    async generateBundle() {
      if (this.environment.name !== 'npm') return;
      await declaring;
      for (const [entry, folder] of Object.entries(DOORS)) {
        const files = gatherTypes(entry, (path) =>
          readFileSync(join(DECLARED, path.replace(/\.ts$/, '.d.ts')), 'utf8'),
        );
        for (const [name, source] of files) this.emitFile({ type: 'asset', fileName: folder + name, source });
      }
    },
  };
}
