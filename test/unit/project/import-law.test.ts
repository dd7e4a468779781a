// The import law of ARCHITECTURE.md, finer than what project references can say: inside the frame each folder may
// reach only what it needs, penpal is spoken in two files, and nothing outside the composition roots touches globals.

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Longest matching folder decides. Values are folders or files of the project, and packages. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  'protocol/': ['protocol/', 'valibot'],
  'host/': ['host/', 'protocol/', 'penpal'],
  'transport-kit/': ['transport-kit/', 'host/'],
  'frame/': ['frame/', 'protocol/', 'preact', 'preact/hooks', 'penpal', 'valibot'],
  'frame/session/': [
    'frame/session/',
    'protocol/',
    'frame/ports.ts',
    'frame/transport/transport.ts',
    'frame/transport/requests.ts',
    'frame/transport/within.ts',
    'frame/transport/file-upload.ts',
    'frame/storage/storage.ts',
    'frame/tabs/',
    'valibot',
  ],
  'frame/transport/': ['frame/transport/', 'protocol/', 'frame/ports.ts', 'valibot'],
  'frame/storage/': ['frame/storage/', 'protocol/', 'frame/ports.ts', 'valibot'],
  'frame/tabs/': ['frame/tabs/', 'protocol/', 'frame/ports.ts', 'valibot'],
  'frame/rpc/': ['frame/rpc/', 'protocol/', 'frame/session/', 'frame/ports.ts', 'penpal', 'valibot'],
  'frame/ui/': ['frame/ui/', 'frame/session/', 'frame/locale/', 'protocol/', 'preact', 'preact/hooks'],
  'frame/ui/talk/': ['frame/ui/', 'frame/session/', 'frame/locale/', 'protocol/', 'preact', 'preact/hooks', 'marked'],
  'frame/ui/emoji/': ['frame/ui/', 'frame/locale/', 'preact', 'preact/hooks', 'emojibase-data/*'],
  'frame/gallery/': ['frame/', 'protocol/', 'preact', 'preact/test-utils'],
  'frame/locale/': ['frame/locale/', 'protocol/'],
  'server/': [
    'server/',
    'protocol/',
    'valibot',
    'ws',
    'hono',
    'hono/body-limit',
    'hono/cookie',
    '@hono/node-server',
    'libsql',
    'bcryptjs',
    'node:*',
  ],
  'server/console/': ['server/console/', 'protocol/', 'preact', 'preact/hooks', 'valibot'],
};

const PENPAL_FILES = ['frame/rpc/link.ts', 'host/link.ts'];

type Import = { from: string; to: string; typeOnly: boolean; isLater: boolean };

const sources = Object.keys(MAY_IMPORT)
  .filter((folder) => folder.split('/').length === 2)
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => folder + name.replaceAll('\\', '/')),
  );

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  const found: Import[] = [];
  for (const match of text.matchAll(/^\s*(import|export)\s+(type\s)?[^'"]*?from\s+['"]([^'"]+)['"]/gm)) {
    found.push({ from: file, to: target(file, match[3]!), typeOnly: match[2] !== undefined, isLater: false });
  }
  for (const match of text.matchAll(/\bimport\(\s*(?:\/\*.*?\*\/\s*)?['"]([^'"]+)['"]/g)) {
    found.push({ from: file, to: target(file, match[1]!), typeOnly: false, isLater: true });
  }
  return found;
}

const target = (file: string, specifier: string): string =>
  specifier.startsWith('.') ? relative(root, resolve(root, dirname(file), specifier)) : specifier;

const ruleFor = (file: string): readonly string[] => {
  const folders = Object.keys(MAY_IMPORT).filter((folder) => file.startsWith(folder));
  return MAY_IMPORT[folders.sort((a, b) => b.length - a.length)[0] ?? ''] ?? [];
};

const allowed = (to: string, rule: readonly string[]) =>
  rule.some((entry) =>
    entry.endsWith('/') ? to.startsWith(entry) : entry.endsWith('*') ? to.startsWith(entry.slice(0, -1)) : to === entry,
  );

describe('the import law', () => {
  const imports = sources.flatMap(importsOf);

  it('finds imports to judge', () => {
    expect(imports.length).toBeGreaterThan(50);
  });

  it('lets each folder import only what its row allows', () => {
    const broken = imports.filter(({ from, to }) => !allowed(to, ruleFor(from)));
    expect(broken.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
  });

  it('speaks penpal in two files only', () => {
    const speakers = imports.filter(({ to, typeOnly }) => to === 'penpal' && !typeOnly).map(({ from }) => from);
    expect([...new Set(speakers)].sort()).toEqual(PENPAL_FILES);
  });

  it('keeps valibot off the host page: host imports of protocol files with schemas are types only', () => {
    const schemas = new Set(['options', 'session', 'rpc', 'server', 'persisted', 'failure', 'describe', 'agent']);
    const heavy = imports.filter(
      ({ from, to, typeOnly }) =>
        from.startsWith('host/') && !typeOnly && to.startsWith('protocol/') && schemas.has(to.slice(9, -3)),
    );
    expect(heavy.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
  });

  it('gives the frame’s document the failures that it raises itself, not the table of all', () => {
    const document = new Set(['frame/main.tsx']);
    for (const file of document) {
      for (const { from, to, typeOnly, isLater } of imports) {
        if (from === file && !typeOnly && !isLater) document.add(to);
      }
    }
    expect(document).toContain('frame/session/engine.ts');
    const broken = imports.filter(
      ({ from, to, typeOnly }) => document.has(from) && !typeOnly && /^protocol\/(request-)?errors\.ts$/.test(to),
    );
    expect(broken.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
  });
});
