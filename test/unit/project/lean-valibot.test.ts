// The frame's Valibot is shorter than the one in the package, and in many modules. What it says about an input must be the same.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as whole from 'valibot';
import { afterAll, expect, it } from 'vitest';
import { withoutTranslations } from '../../../build/lean-valibot.ts';
import { ENTRY, splitModule } from '../../../build/split-valibot.ts';

const source = readFileSync(
  createRequire(import.meta.url)
    .resolve('valibot')
    .replace(/\.cjs$/, '.mjs'),
  'utf8',
);
const folder = mkdtempSync(join(tmpdir(), 'tagalong-valibot-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('judges inputs like the whole one', async () => {
  const file = join(folder, 'lean.mjs');
  for (const [id, code] of splitModule(withoutTranslations(source), (part) => `./${part}.mjs`)) {
    writeFileSync(id === ENTRY ? file : join(folder, id), code);
  }
  const lean: typeof whole = await import(pathToFileURL(file).href);
  expect(Object.keys(lean).sort()).toEqual(Object.keys(whole).sort());
  const judge = (v: typeof whole, input: unknown) => {
    const schema = v.strictObject({
      name: v.pipe(v.string(), v.minLength(2), v.regex(/^a/, 'begins with a')),
      kind: v.optional(v.picklist(['text', 'url'])),
      size: v.optional(v.union([v.boolean(), v.pipe(v.number(), v.integer(), v.maxValue(5))])),
    });
    const { success, output, issues } = v.safeParse(schema, input);
    const said = issues?.map(({ type, expected, received, message, path }) => {
      return { type, expected, received, message, path: path?.map(({ key }) => key) };
    });
    return { success, output, said };
  };
  for (const input of [
    { name: 'ab' },
    { name: 'a', kind: 'file' },
    { name: 'bb', size: 7.5 },
    { name: 1, size: 'x', other: true },
    [],
    null,
  ]) {
    expect(judge(lean, input)).toEqual(judge(whole, input));
  }
});

it('refuses a Valibot in which a passage is missing', () => {
  expect(() => withoutTranslations(source.replaceAll('reference:', 'origin:'))).toThrow('references');
});
