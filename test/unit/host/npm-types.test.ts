import { expect, it } from 'vitest';
import { gatherTypes } from '../../../build/npm-types.ts';

const gather = (files: Record<string, string>) =>
  Object.fromEntries(gatherTypes('host/index.ts', (path) => files[path] ?? expect.unreachable(path)));

it('gathers what the door can reach in one folder, each file once, also in a circle', () => {
  expect(
    gather({
      'host/index.ts': `import type { A } from './api.ts';\nexport type * from "../protocol/events.ts";`,
      'host/api.ts': `export type A = import('../protocol/events.ts').E | import('./index.ts').X;`,
      'protocol/events.ts': 'export type E = 1;',
      'host/chat.ts': 'export type Inner = 1;',
    }),
  ).toEqual({
    'index.d.ts': `import type { A } from './api.js';\nexport type * from "./events.js";`,
    'api.d.ts': `export type A = import('./events.js').E | import('./index.js').X;`,
    'events.d.ts': 'export type E = 1;',
  });
});

it('leaves the examples in comments as they are', () => {
  const text = "/**\n * import { createChat } from 'tagalong';\n */\nexport {};";
  expect(gather({ 'host/index.ts': text })).toEqual({ 'index.d.ts': text });
});

it('refuses public types that need a package', () => {
  const files = { 'host/index.ts': `export * from './api.ts';`, 'host/api.ts': `import * as v from 'valibot';` };
  expect(() => gather(files)).toThrow('the public types need the package valibot, see host/api.ts');
});

it('refuses two files of one name', () => {
  const files = { 'host/index.ts': `export * from '../protocol/index.ts';` };
  expect(() => gather(files)).toThrow('two files of one name');
});
