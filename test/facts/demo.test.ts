// The demo's pages as strangers' pages: each has the snippet as the build made it, and can be walked from one to the
// next by its first link. Pages that show one feature are reached from an index of their own.

import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { en } from '../../frame/locale/en.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string) => readFileSync(`${root}demo/${path}`, 'utf8');
const pages = ['shop', 'blog'].flatMap((site) =>
  readdirSync(`${root}demo/${site}`)
    .filter((name) => name.endsWith('.html'))
    .map((name) => ({ site, name })),
);
const INDEX = 'features.html';
/** The pages of a site that a page links to, in order. */
const linkedFrom = (path: string): string[] =>
  [...read(path).matchAll(/<a [^>]*href="\/([^"#?]*)"/g)].map(([, name]) => name || 'index.html');
const shop = ['index.html', ...linkedFrom('shop/index.html').filter((name) => name !== INDEX)];
const features = linkedFrom(`shop/${INDEX}`).filter((name) => !shop.includes(name));

it('pastes the snippet as it was built into every page', () => {
  const script = `${root}test/support/paste-snippet.mjs`;
  expect(() => execFileSync(process.execPath, [script, '--check'], { stdio: 'pipe', encoding: 'utf8' })).not.toThrow();
});

it('links from the index of features to every page that is not one of the shop’s own', () => {
  const known = new Set([...shop, ...features, INDEX]);
  expect(pages.filter(({ site, name }) => site === 'shop' && !known.has(name))).toEqual([]);
});

it('translates nothing but texts of the interface, with the plurals of its language: texts-fi.json', () => {
  const texts: Record<string, string | object> = JSON.parse(read('assets/texts-fi.json'));
  expect(Object.keys(texts).filter((name) => !(name in en))).toEqual([]);
  const plurals = new Intl.PluralRules('fi').resolvedOptions().pluralCategories;
  for (const [name, text] of Object.entries(texts)) {
    if (typeof text === 'object') expect(Object.keys(text).sort(), name).toEqual([...plurals].sort());
  }
});

describe.each(pages)('$site/$name', ({ site, name }) => {
  const html = read(`${site}/${name}`);

  it('leads by its first link to another page that is no feature page', () => {
    const [first] = linkedFrom(`${site}/${name}`);
    expect(pages).toContainEqual({ site, name: first });
    expect(first).not.toBe(name);
    expect([INDEX, ...features]).not.toContain(first);
  });

  it('links to pages and files of its own that exist', () => {
    for (const target of linkedFrom(`${site}/${name}`)) {
      expect(existsSync(`${root}demo/${target.startsWith('assets/') ? '' : `${site}/`}${target}`), target).toBe(true);
    }
  });

  it('loads the chat and the site’s own script, and has a button for it', () => {
    // One page has the module, the other way in.
    const door = /<script(?: nonce="%NONCE%")? async src="%CHAT_ORIGIN%\/chat\.js"><\/script>|import \{ createChat \}/;
    expect(html).toMatch(door);
    expect(html).toContain('src="/assets/site.js"');
    expect(html).toMatch(/<button[^>]*>Chat with us<\/button>/);
  });
});
