// The demo's pages as strangers' pages: each has the snippet as the build made it, and can be walked from one to the
// next by its first link.

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const pages = ['shop', 'blog'].flatMap((site) =>
  readdirSync(`${root}demo/${site}`)
    .filter((name) => name.endsWith('.html'))
    .map((name) => ({ site, name })),
);
/** Pages that exist for tests have an index of their own. */
const FEATURE_PAGES = /^(features|strict|isolated|long-polling|named)\.html$/;

it('pastes the snippet as it was built into every page', () => {
  const script = `${root}test/support/paste-snippet.mjs`;
  expect(() => execFileSync(process.execPath, [script, '--check'], { stdio: 'pipe', encoding: 'utf8' })).not.toThrow();
});

describe.each(pages)('$site/$name', ({ site, name }) => {
  const html = readFileSync(`${root}demo/${site}/${name}`, 'utf8');

  it('leads by its first link to another page that is no feature page', () => {
    const first = html.match(/<a [^>]*href="\/([^"]*)"/)?.[1] || 'index.html';
    expect(pages).toContainEqual({ site, name: first });
    expect(first).not.toBe(name);
    expect(first).not.toMatch(FEATURE_PAGES);
  });

  it('loads the chat and the site’s own script, and has a button for it', () => {
    expect(html).toMatch(/<script(?: nonce="%NONCE%")? async src="%CHAT_ORIGIN%\/chat\.js"><\/script>/);
    expect(html).toContain('src="/assets/site.js"');
    expect(html).toMatch(/<button[^>]*>Chat with us<\/button>/);
  });
});
