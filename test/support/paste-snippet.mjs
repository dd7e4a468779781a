// Pastes the snippet's text, as the build made it, into every document that shows it: the demo's pages and the README.
//   node test/support/paste-snippet.mjs           writes
//   node test/support/paste-snippet.mjs --check   changes nothing; fails if a document is behind

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const STUB = 'dist/host/snippet.js';
/** Has the module in place of the snippet. */
const OTHER_DOOR = 'demo/shop/module.html';
/** The stub is whatever stands in the script right before the one that loads chat.js. */
const PASTED =
  /(<script(?: nonce="[^"]*")?>)[^\n]*(<\/script>\s*<script(?: nonce="[^"]*")? async src="[^"]*\/chat\.js")/g;

const pagesIn = (folder) =>
  readdirSync(`${root}${folder}`)
    .filter((name) => name.endsWith('.html'))
    .map((name) => `${folder}/${name}`)
    .filter((name) => name !== OTHER_DOOR);

if (!existsSync(`${root}${STUB}`)) throw new Error(`${STUB} is missing: run \`npm run build\` first.`);
const stub = readFileSync(`${root}${STUB}`, 'utf8').trim();
const isCheck = process.argv.includes('--check');

for (const name of [...pagesIn('demo/shop'), ...pagesIn('demo/blog'), 'README.md']) {
  if (!existsSync(`${root}${name}`)) continue;
  const before = readFileSync(`${root}${name}`, 'utf8');
  const after = before.replaceAll(PASTED, (_all, open, close) => `${open}${stub}${close}`);
  if (!after.includes(stub)) throw new Error(`${name}: expected a pasted snippet, found none.`);
  if (after === before) continue;
  if (isCheck) throw new Error(`${name}: its snippet is behind ${STUB}. Run \`node test/support/paste-snippet.mjs\`.`);
  writeFileSync(`${root}${name}`, after);
  console.log(`${name}: snippet renewed`);
}
