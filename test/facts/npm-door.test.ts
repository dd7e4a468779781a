// The npm package as a site gets it: what the build made, in a project of its own that has nothing else of ours.

import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Rolldown } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installIn, pack, root } from '../support/npm-package.ts';

let site: string;
beforeAll(() => {
  site = installIn(pack().paths);
  cpSync(`${root}test/types/consumer`, site, { recursive: true });
});
afterAll(() => rmSync(site, { recursive: true, force: true }));

/** What the compiler says of the site; nothing if all is well. */
function compile(compilerOptions: object): string {
  const options = {
    strict: true,
    noEmit: true,
    allowImportingTsExtensions: true,
    target: 'es2022',
    lib: ['es2022', 'dom'],
    types: [],
    skipLibCheck: false,
  };
  writeFileSync(
    join(site, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: { ...options, ...compilerOptions }, include: ['*.ts'] }),
  );
  try {
    execFileSync(process.execPath, [`${root}node_modules/typescript/bin/tsc`, '-p', site], { encoding: 'utf8' });
    return '';
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

function run(script: string): string {
  return execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: site,
    encoding: 'utf8',
  }).trim();
}

describe('the types', () => {
  it.each([
    { module: 'esnext', moduleResolution: 'bundler' },
    { module: 'nodenext', moduleResolution: 'nodenext' },
    { module: 'nodenext', moduleResolution: 'nodenext', exactOptionalPropertyTypes: true },
  ])('let a site compile what works and nothing else, with %j', (compilerOptions) => {
    expect(compile(compilerOptions)).toBe('');
  });
});

describe('the module', () => {
  it('touches no part of a page when it is imported, nor when the chat object is made', () => {
    const said = run(`
      const touched = [];
      for (const name of ['window', 'self', 'document', 'location', 'navigator', 'localStorage', 'sessionStorage', 'indexedDB', 'addEventListener']) {
        Object.defineProperty(globalThis, name, { configurable: true, get: () => void touched.push(name) });
      }
      const { createChat, CHAT_ERRORS } = await import('tagalong');
      const chat = createChat({ origin: 'https://chat.example.com' });
      chat.onSession(() => {})();
      chat.onBeforeChatOptionsApplied(() => {})();
      chat.minimize();
      chat.destroy();
      console.log(JSON.stringify([touched, chat.isMinimized(), CHAT_ERRORS.frameUnreachable.code]));
    `);
    expect(JSON.parse(said)).toEqual([[], false, 300]);
  });

  it('exports what the types say', () => {
    expect(run(`console.log(Object.keys(await import('tagalong')).sort().join())`)).toBe('CHAT_ERRORS,createChat');
  });

  it('has no address left for the build to fill in', () => {
    expect(readFileSync(join(site, 'node_modules/tagalong/dist/npm/index.js'), 'utf8')).not.toMatch(/%[A-Z_]+%/);
  });
});

/** A site's own build, of one file with this text. */
async function bundle(text: string): Promise<Rolldown.OutputChunk[]> {
  const entry = join(site, 'entry.js');
  writeFileSync(entry, text);
  const built = await build({
    root: site,
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      modulePreload: false,
      rolldownOptions: { input: entry, preserveEntrySignatures: 'strict' },
    },
  });
  return (built as Rolldown.RolldownOutput).output.filter((part) => part.type === 'chunk');
}

describe('in a bundle', () => {
  it('works as it does without one, in a module that needs nothing beside itself', async () => {
    const chunks = await bundle(`
      import { createChat } from 'tagalong';
      export const chat = createChat({ origin: 'https://chat.example.com' });
    `);
    for (const { fileName, code } of chunks) writeFileSync(join(site, fileName.replace('assets/', '')), code);
    const [entry] = chunks.filter(({ isEntry }) => isEntry);
    expect(chunks.flatMap(({ imports, fileName }) => (imports.includes('penpal') ? [fileName] : []))).toEqual([]);
    const chat = `const { chat } = await import('./${entry?.fileName.replace('assets/', '')}');`;
    expect(run(`${chat} chat.restoreChat().fail(({ error }) => console.log(error.code));`)).toBe('301');
  });

  it('weighs nothing where nothing of it is used', async () => {
    const [chunk, ...others] = await bundle(`import 'tagalong'; import { createChat } from 'tagalong'; export {};`);
    expect(others).toEqual([]);
    expect(chunk?.code.trim()).toBe('');
  });

  it('leaves the chat out where only the table of errors is used', async () => {
    const [chunk] = await bundle(`export { CHAT_ERRORS } from 'tagalong';`);
    expect(chunk?.code).toContain('frameUnreachable');
    expect(chunk?.code).not.toContain('iframe');
  });
});
