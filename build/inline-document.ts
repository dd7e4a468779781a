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

type BundleFile =
  | { type: 'chunk'; code: string; isEntry: boolean; fileName: string }
  | { type: 'asset'; source: string | Uint8Array; fileName: string };
type Chunk = Extract<BundleFile, { type: 'chunk' }>;

/** What the frame consists of. `chunks`: lazy ones, by the file name that says what is in them. */
type Parts = { html: string; script: string; style: string; chunks: Map<string, string> };

export function inlineDocument(book: AddressBook): Plugin {
  return {
    name: 'tagalong:inline-document',
    enforce: 'post',
    applyToEnvironment: ({ name }) => name === 'client',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const { html, script, style, chunks } = take(bundle as Record<string, BundleFile>);
        const document = compose(html, script, style);
        // In each loader: as short as will do to tell two documents apart.
        const hash = sha256(document).digest('hex').slice(0, 8);
        book.framePath = `/frame/${hash}/`;
        const facts = { hash, scriptHashes: [cspHash(script)], styleHashes: [cspHash(style)] };
        this.emitFile({ type: 'asset', fileName: 'index.html', source: document });
        this.emitFile({ type: 'asset', fileName: 'frame.json', source: `${JSON.stringify(facts, null, 2)}\n` });
        for (const [fileName, source] of chunks) this.emitFile({ type: 'asset', fileName, source });
      },
    },
  };
}

const textOf = (source: string | Uint8Array) => (typeof source === 'string' ? source : Buffer.from(source).toString());

/** Takes everything but pictures and the like out of the bundle. */
function take(bundle: Record<string, BundleFile>): Parts {
  let html = '';
  let style = '';
  const scripts: Chunk[] = [];
  for (const [name, file] of Object.entries(bundle)) {
    if (file.type === 'chunk') scripts.push(file);
    else if (name.endsWith('.html')) html = textOf(file.source);
    else if (name.endsWith('.css')) style += textOf(file.source).trim();
    else continue;
    delete bundle[name];
  }
  // The config gathers in a chunk of this name what the document needs.
  const entry = scripts.find(({ fileName }) => baseName(fileName).startsWith('document-'));
  if (!html || !entry) throw new Error('the frame build made no document or no entry script');
  const exported = EXPORTS.exec(entry.code)?.[1] ?? '';
  const order = pairs(exported).map(([, name]) => name);
  const chunks = new Map<string, string>();
  const renamed = new Map<string, string>();
  const lazy = new Map(scripts.filter((chunk) => chunk !== entry).map((chunk) => [baseName(chunk.fileName), chunk]));
  /** Named by what is in it, so what it imports is named before. */
  const finish = (name: string): string => {
    const chunk = lazy.get(name);
    if (!chunk || renamed.has(name)) return renamed.get(name) ?? name;
    const bound = asLazyChunk(chunk.code, name, order);
    const rewritten = bound.replace(FROM_NEIGHBOUR, (_whole, from: string, other: string) => `${from}${finish(other)}`);
    const hash = sha256(rewritten).digest('hex').slice(0, 8);
    const fileName = chunk.fileName.replace(/-[\w-]{8}\.js$/, `-${hash}.js`);
    chunks.set(fileName, rewritten);
    renamed.set(name, baseName(fileName));
    return baseName(fileName);
  };
  for (const name of lazy.keys()) finish(name);
  /** What a lazy chunk imports is asked for with it, not after it. */
  const together = (name: string): string => {
    const code = lazy.get(name)?.code ?? '';
    const others = [...code.matchAll(FROM_NEIGHBOUR)]
      .map(([, , other = '']) => other)
      .filter((other) => lazy.has(other));
    const early = others.map((other) => `${importOf(finish(other))}.catch(()=>{}),`).join('');
    return early ? `(${early}${importOf(finish(name))})` : importOf(finish(name));
  };
  return { html, style, chunks, script: safeInScript(asInlineScript(entry.code, together)) };
}

const importOf = (name: string) => `import(\`../assets/${name}\`)`;

const baseName = (fileName: string) => fileName.replace(/^.*\//, '');

const SHARED = 'globalThis.tagalong';
const EXPORTS = /export\s*\{([^}]*)\};?\s*$/;

/** A lazy chunk may import another one: they stand in one folder. */
const FROM_NEIGHBOUR = /(\bfrom\s*["'`]\.\/)([^"'`]+)(?=["'`])/g;

/**
 * The document stands at /frame/<hash>/, its lazy chunks at /frame/assets/. No other import() may lie between the
 * helper's call and its own.
 */
const PRELOADED_IMPORT =
  /\w+\((?:async)?\(\)=>(?:\{[^`(]*)?(?:await )?import\(`\.\/([^`]+)`\)[^[(]*\[\],import\.meta\.url\)/g;

/** `a as b,c` of an export or import clause as pairs of the two names. */
const pairs = (clause: string): [first: string, second: string][] =>
  clause.split(',').map((item) => {
    const [first = '', second = first] = item.trim().split(/\s+as\s+/);
    return [first, second];
  });

function asInlineScript(code: string, importFor: (name: string) => string): string {
  const shared = code
    // Vite wraps each import() into a helper that preloads style sheets; these chunks have none.
    .replace(PRELOADED_IMPORT, (_whole, name: string) => importFor(name))
    .replace(EXPORTS, (_whole, clause: string) => `${SHARED}=[${pairs(clause).map(([local]) => local)}];`);
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

/** `order`: the names under which the document hands over what is shared, by place. */
function asLazyChunk(code: string, name: string, order: readonly string[]): string {
  const bound = code.replace(
    /\bimport\s*\{([^}]*)\}\s*from\s*["'`]\.\/document-[^"'`]+["'`];?/,
    (_whole, clause: string) => {
      const locals = new Map(pairs(clause));
      return `const[${order.map((exported) => locals.get(exported) ?? '')}]=${SHARED};`;
    },
  );
  if (/\bfrom\s*["'`]\.\/document-/.test(bound)) throw new Error(`${name} imports what has no address`);
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
