// What is published: the manifest's promises, what the package holds, and what two tools say that look at packages for
// a living.

import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { beforeAll, expect, it } from 'vitest';
import { manifest, type Packed, pack, root } from '../support/npm-package.ts';

let packed: Packed;
beforeAll(() => {
  packed = pack();
});

it('holds what was built, its documents, and nothing else', () => {
  const others = packed.paths.filter(
    (path) => !/^(dist\/(npm|host|frame|console|server)\/.|[A-Z]+(\.md)?$)/.test(path),
  );
  expect(others).toEqual(['package.json']);
  expect(packed.paths.filter((path) => /\.map$|(?<!\.d)\.tsx?$/.test(path))).toEqual([]);
  expect(packed.paths).toEqual(
    expect.arrayContaining([
      ...['README.md', 'CHANGELOG.md', 'LICENSE', 'dist/npm/index.js', 'dist/npm/index.d.ts', 'dist/host/chat.js'],
      ...['dist/host/snippet.js', 'dist/frame/index.html', 'dist/console/index.html', 'dist/server/main.js'],
    ]),
  );
});

it('may be published, and holds every file that its doors name', () => {
  expect(manifest.private).toBeUndefined();
  const named = Object.values(manifest.exports).flatMap((door) =>
    typeof door === 'string' ? [door] : Object.values(door),
  );
  expect(named.filter((path) => !packed.paths.includes(path.replace('./', '')))).toEqual([]);
});

it('imports no package that the manifest does not name', () => {
  const known = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
  const wanted = packed.paths
    .filter((path) => path.endsWith('.js'))
    .flatMap((path) => [
      ...readFileSync(`${root}${path}`, 'utf8').matchAll(/^(?:import|export)\b[^'"\n]*["']([^'".][^'"\n]*)["']/gm),
    ])
    .map(([, name]) => String(name));
  expect(wanted).toContain('penpal');
  expect([...new Set(wanted)].filter((name) => !isBuiltin(name) && !known.includes(name))).toEqual([]);
});

it('is well made in the eyes of publint', async () => {
  const { tarball } = packed;
  const { messages, pkg } = await publint({ pack: { tarball: tarball.slice().buffer }, strict: true });
  expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
});

it('has types that are right for every way of resolving an ES module', async () => {
  const checked = await checkPackage(createPackageFromTarballData(packed.tarball));
  if (!checked.types) return expect.unreachable('no types found');
  const doors = Object.keys(checked.entrypoints).filter((door) => door !== './package.json');
  expect(doors).toEqual(Object.keys(manifest.exports).filter((door) => door !== './package.json'));
  // An ES module: `require` of it is a matter of new versions of Node, and resolving without `exports` is that of old ones.
  const problems = checked.problems.filter(
    (problem) =>
      !(problem.kind === 'CJSResolvesToESM' || ('resolutionKind' in problem && problem.resolutionKind === 'node10')),
  );
  expect(problems).toEqual([]);
});
