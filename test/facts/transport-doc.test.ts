// The page on writing a transport, where it says that something runs: it does, against the built package.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const page = join(root, 'docs/writing-a-transport.md');
const text = readFileSync(page, 'utf8');

it('has a whole check that runs, and passes', () => {
  const [, code = ''] = text.match(/```mjs\n([\s\S]*?)```/) ?? [];
  const folder = join(root, '.cache/transport-doc');
  mkdirSync(folder, { recursive: true });
  const here = code
    .replace("'tagalong/transport-kit'", "'../../dist/npm/transport-kit.js'")
    .replace("'./demo/", "'../../demo/");
  writeFileSync(join(folder, 'check.mjs'), here);
  const printed = execFileSync(process.execPath, [join(folder, 'check.mjs')], { encoding: 'utf8' });
  expect(printed).toMatch(/\n\d\d passed, 0 failed\n$/);
});

it('links to files that exist', () => {
  const links = [...text.matchAll(/\]\(([^)#]+)\)/g)].map(([, target = '']) => target);
  expect(links.filter((target) => !existsSync(join(dirname(page), target)))).toEqual([]);
  expect(links.length).toBeGreaterThan(2);
});
