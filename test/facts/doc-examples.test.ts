// Every example in the documents is type checked as its reader would have it: a module of its own, beside the snippet's
// global, with the public types and nothing else.

import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = `${root}.cache/examples/`;
const documents = [
  'README.md',
  ...readdirSync(`${root}docs`)
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

const PROJECT = {
  extends: '../../tsconfig.base.json',
  compilerOptions: {
    composite: false,
    emitDeclarationOnly: false,
    noEmit: true,
    noUnusedLocals: false,
    noUnusedParameters: false,
    lib: ['es2022', 'dom', 'dom.iterable'],
    paths: { tagalong: ['../../host/index.ts'], 'tagalong/transport-kit': ['../../transport-kit/index.ts'] },
  },
  include: ['*.ts'],
};

/** Named by document and line, so that the compiler's words lead back to it. */
const examplesOf = (name: string): [file: string, code: string][] => {
  const text = readFileSync(`${root}${name}`, 'utf8');
  return [...text.matchAll(/```(?:ts|js)\n([\s\S]*?)```/g)].map(({ 1: code = '', index }) => [
    `${name.replace(/\W/g, '-')}-line-${text.slice(0, index).split('\n').length}.ts`,
    `${code}\nexport {};\n`,
  ]);
};

const wordsOfTheCompiler = (): string => {
  try {
    return execFileSync(`${root}node_modules/.bin/tsc`, ['-p', folder], { encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
};

it('in the documents compiles, each example', () => {
  const examples = documents.flatMap(examplesOf);
  expect(examples.length).toBeGreaterThan(40);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}tsconfig.json`, JSON.stringify(PROJECT));
  writeFileSync(`${folder}global.d.ts`, "declare const chat: import('tagalong').ChatApi;\n");
  for (const [file, code] of examples) writeFileSync(`${folder}${file}`, code);
  expect(wordsOfTheCompiler()).toBe('');
});
