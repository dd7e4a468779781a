// `npm ci` fails on a lock file that misses an optional platform package, and `npm install` leaves one out silently
// when a registry does not have it. So the lock is held against itself.

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

type Locked = {
  version?: string;
  optionalDependencies?: Record<string, string>;
  dependencies?: Record<string, string>;
};

const read = (name: string) => JSON.parse(readFileSync(new URL(`../../../${name}`, import.meta.url), 'utf8'));
const packages: Record<string, Locked> = read('package-lock.json').packages;
const manifest: { dependencies: Record<string, string>; devDependencies: Record<string, string> } =
  read('package.json');

it('has an entry for every optional dependency of every package', () => {
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !(`node_modules/${name}` in packages) && !(`${path}/node_modules/${name}` in packages))
      .map((name) => `${path} -> ${name}`),
  );
  expect(missing).toEqual([]);
});

it('names exact versions of all direct dependencies', () => {
  const loose = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
  );
  expect(loose).toEqual([]);
});

it('holds the versions that package.json names', () => {
  for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
    expect(packages[`node_modules/${name}`]?.version, name).toBe(version);
  }
});
