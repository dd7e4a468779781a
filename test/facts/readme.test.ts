// The README's snippet, tables and commands are held against the code that they speak of.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createSoundPreference } from '../../frame/attention/preferences.ts';
import { BUILT_IN } from '../../frame/locale/languages/lookup.ts';
import { createMemoryStore } from '../../frame/storage/memory-store.ts';
import { createSession } from '../../host/session.ts';
import { installStub, type Scope } from '../../host/snippet.ts';
import { CHAT_ERRORS } from '../../protocol/errors.ts';
import { ChatOptions } from '../../protocol/full-options.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const readme = read('README.md');
const manifest = JSON.parse(read('package.json'));
const REFERENCES = readdirSync(new URL('../../docs', import.meta.url)).filter((name) => name.endsWith('.md'));
const DOCUMENTS = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', ...REFERENCES.map((name) => `docs/${name}`)];

describe('README.md', () => {
  it('shows the stub that the build made', () => {
    expect(readme).toContain(`<script>${read('dist/host/snippet.js').trim()}</script>`);
  });

  it('lists every error code with its description', () => {
    for (const { code, description } of Object.values(CHAT_ERRORS)) {
      expect(readme).toContain(`| ${code} | ${description} |`);
    }
  });

  it('says how many languages are built in, and the reference says which', () => {
    const tags = [...BUILT_IN, 'en'].sort();
    for (const name of ['README.md', 'ARCHITECTURE.md']) expect(read(name)).toContain(`${tags.length} languages`);
    const list = tags.map((tag) => `\`${tag}\``).join(', ');
    expect(read('docs/api.md')).toContain(`Built in are ${list.replace(/, ([^,]*)$/, ' and $1')};`);
  });

  it('lists every member of the chat object and of a session', () => {
    const [, section = ''] = /\n## The `chat` object\n([\s\S]*?)\n### Options/.exec(readme) ?? [];
    const { q, ...chat } = installStub({} as Scope, 'chat');
    const { session } = createSession('', async () => ({ ok: true, value: null }));
    for (const name of [...Object.keys(chat), ...Object.keys(session)]) {
      expect(section, name).toMatch(new RegExp(`\`${name}[(\`]`));
    }
  });

  it('names what stays in the browser when the chat is over', () => {
    const kept: string[] = [];
    const storage = { ...createMemoryStore(), set: (key: string) => void kept.push(key) };
    createSoundPreference(storage).set(false);
    expect(kept.map((key) => readme.includes(`\`${key}\``))).toEqual([true]);
  });

  it('lists every option', () => {
    for (const name of Object.keys(ChatOptions.entries)) expect(readme, name).toContain(`\`${name}\``);
  });
});

describe('the documents', () => {
  it('name only commands that exist', () => {
    for (const name of DOCUMENTS) {
      for (const [, script] of read(name).matchAll(/npm run ([\w:]+)/g)) {
        expect(Object.keys(manifest.scripts), `${name}: npm run ${script}`).toContain(script);
      }
    }
  });

  it('link only to files that exist', () => {
    for (const name of DOCUMENTS) {
      const prose = read(name).replace(/```[\s\S]*?```/g, '');
      for (const [, target = ''] of prose.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)) {
        if (/^https?:/.test(target)) continue;
        expect(existsSync(new URL(target, new URL(`../../${name}`, import.meta.url))), `${name}: ${target}`).toBe(true);
      }
    }
  });

  it('give every dependency a reason', () => {
    const text = read('CONTRIBUTING.md');
    for (const name of Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })) {
      expect(text, name).toContain(`\`${name}\``);
    }
  });

  it('keep ARCHITECTURE.md under 200 lines', () => {
    expect(read('ARCHITECTURE.md').split('\n').length).toBeLessThanOrEqual(200);
  });
});
