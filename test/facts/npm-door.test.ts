// The npm package as a site gets it: what the build made, in a project of its own that has nothing else of ours.

import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const manifest = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));

let site: string;
beforeAll(() => {
  site = mkdtempSync(join(tmpdir(), 'tagalong-site-'));
  const installed = join(site, 'node_modules/tagalong');
  mkdirSync(installed, { recursive: true });
  cpSync(`${root}package.json`, join(installed, 'package.json'));
  cpSync(`${root}dist/npm`, join(installed, 'dist/npm'), { recursive: true });
  // What npm installs beside it, and no more.
  for (const name of Object.keys(manifest.dependencies)) {
    cpSync(`${root}node_modules/${name}`, join(site, 'node_modules', name), { recursive: true });
  }
  writeFileSync(join(site, 'package.json'), '{ "type": "module" }');
  cpSync(`${root}test/types/consumer/site.ts`, join(site, 'site.ts'));
});
afterAll(() => rmSync(site, { recursive: true, force: true }));

/** What the compiler says of the site; nothing if all is well. */
function compile(compilerOptions: object): string {
  const options = {
    strict: true,
    noEmit: true,
    target: 'es2022',
    lib: ['es2022', 'dom'],
    types: [],
    skipLibCheck: false,
  };
  writeFileSync(
    join(site, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: { ...options, ...compilerOptions }, files: ['site.ts'] }),
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
