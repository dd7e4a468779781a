// Makes the frame one request: its script and style are put into the HTML document, and their hashes are written down
// for the Content-Security-Policy (CSP Level 3, hash sources). The document's own hash becomes part of its address.
// An inlined module has no address, so lazy chunks cannot import from it: what they share is handed over by a global.

import { createHash } from 'node:crypto';
import { minifySync, type Plugin } from 'vite';
import type { AddressBook } from './addresses.ts';

const sha256 = (text: string) => createHash('sha256').update(text);
const cspHash = (text: string) => `sha256-${sha256(text).digest('base64')}`;

/** Inside a script element only these two character sequences could end or bend it. */
const safeInScript = (code: string) => code.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');

type Emitted = { html: string; script: string; style: string };

export function inlineDocument(book: AddressBook): Plugin {
  return {
    name: 'tagalong:inline-document',
    enforce: 'post',
    applyToEnvironment: ({ name }) => name === 'client',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const { html, script, style } = take(bundle as Record<string, BundleFile>);
        const document = compose(html, script, style);
        const hash = sha256(document).digest('hex').slice(0, 16);
        book.framePath = `/frame/${hash}/`;
        const facts = { hash, scriptHashes: [cspHash(script)], styleHashes: [cspHash(style)] };
        this.emitFile({ type: 'asset', fileName: 'index.html', source: document });
        this.emitFile({ type: 'asset', fileName: 'frame.json', source: `${JSON.stringify(facts, null, 2)}\n` });
      },
    },
  };
}

type BundleFile =
  | { type: 'chunk'; code: string; isEntry: boolean; fileName: string }
  | { type: 'asset'; source: string | Uint8Array; fileName: string };

const textOf = (source: string | Uint8Array) => (typeof source === 'string' ? source : Buffer.from(source).toString());

/** Takes the page, its entry script and its style sheets out of the bundle; lazy chunks stay files. */
function take(bundle: Record<string, BundleFile>): Emitted {
  let html = '';
  let script = '';
  let style = '';
  for (const [name, file] of Object.entries(bundle)) {
    if (file.type === 'asset' && name.endsWith('.html')) {
      html = textOf(file.source);
      delete bundle[name];
    } else if (file.type === 'asset' && name.endsWith('.css')) {
      style += textOf(file.source).trim();
      delete bundle[name];
    } else if (file.type === 'chunk' && file.isEntry) {
      script = safeInScript(asInlineScript(file.code));
      delete bundle[name];
    } else if (file.type === 'chunk') {
      file.code = asLazyChunk(file.code, name);
    }
  }
  if (!html || !script) throw new Error('the frame build made no document or no entry script');
  return { html, script, style };
}

const SHARED = 'globalThis.tagalong';

/** The document stands at /frame/<hash>/, its lazy chunks at /frame/assets/. */
const PRELOADED_IMPORT = /\w+\((?:async)?\(\)=>(?:\{[^`]*)?import\(`\.\/([^`]+)`\)[^[]*\[\],import\.meta\.url\)/g;

/** `a as b,c` of an export or import clause as the fields of an object literal or pattern. */
const fields = (clause: string, from: 1 | 2): string =>
  clause
    .split(',')
    .map((item) => {
      const [one = '', two = one] = item.trim().split(/\s+as\s+/);
      return from === 1 ? `${two}:${one}` : `${one}:${two}`;
    })
    .join();

function asInlineScript(code: string): string {
  const shared = code
    // Vite wraps each import() into a helper that preloads style sheets; these chunks have none.
    .replace(PRELOADED_IMPORT, (_whole, name: string) => `import(\`../assets/${name}\`)`)
    .replace(/export\s*\{([^}]*)\};?\s*$/, (_whole, clause: string) => `${SHARED}={${fields(clause, 1)}};`);
  const { code: script, errors } = minifySync('frame.js', shared, {
    module: true,
    codegen: { removeWhitespace: true },
  });
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
  if (/\bexport\b\s*\{|__vite|import\(`\.\//.test(script)) {
    throw new Error('the frame script still imports or exports what has no address');
  }
  return script.trim();
}

function asLazyChunk(code: string, name: string): string {
  const bound = code.replace(
    /^import\s*\{([^}]*)\}\s*from\s*["'`]\.\/[^"'`]+["'`];?/,
    (_whole, clause: string) => `const{${fields(clause, 2)}}=${SHARED};`,
  );
  if (/^import\b/m.test(bound)) throw new Error(`${name} imports what has no address`);
  return bound;
}

function compose(html: string, script: string, style: string): string {
  const bare = html
    .replace(/<script[^>]*src=[^>]*><\/script>/g, '')
    .replace(/<link[^>]*rel="(?:stylesheet|modulepreload)"[^>]*>/g, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/>\s+</g, '><')
    .trim();
  // A replacer function: `$&` and the like in the code must stay as they are.
  return bare
    .replace('</head>', () => `<style>${style}</style></head>`)
    .replace('</body>', () => `<script type="module">${script}</script></body>`);
}
