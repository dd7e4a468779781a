// Makes the frame one request: its script and style are put into the HTML document, and their hashes are written down
// for the Content-Security-Policy (CSP Level 3, hash sources). The document's own hash becomes part of its address.
// What becomes of lazy chunks is in lazy-chunks.ts.

import { createHash } from 'node:crypto';
import { brotliCompressSync } from 'node:zlib';
import { minifySync, type Plugin } from 'vite';
import type { AddressBook } from './addresses.ts';
import { baseName, finishLazyChunks, PRELOADED_IMPORT, pairs, SHARED, unusedExports } from './lazy-chunks.ts';

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
type Bundled = { html: string; style: string; entry: Chunk; lazy: readonly Chunk[] };

/**
 * How many names each lazy chunk is given, of which those are taken that compress best in the document: by their digits
 * alone it weighs up to 70 bytes more, with any change of anything.
 */
const DRAWS = 24;

export function inlineDocument(book: AddressBook): Plugin {
  return {
    name: 'tagalong:inline-document',
    enforce: 'post',
    applyToEnvironment: ({ name }) => name === 'client',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const bundled = take(bundle as Record<string, BundleFile>);
        const drawn = Array.from({ length: DRAWS }, (_, draw) => finish(bundled, draw)).map((parts) => {
          const document = compose(parts);
          return { ...parts, document, bytes: brotliCompressSync(document).length };
        });
        const { document, script, style, chunks } = drawn.reduce((best, next) =>
          next.bytes < best.bytes ? next : best,
        );
        // In each loader: as short as will do to tell two documents apart.
        const hash = sha256(document).digest('hex').slice(-8);
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

/** What the style compiler sets for `light-dark()`, which no style here uses. */
const UNUSED_SCHEME = /--lightningcss-(?:light|dark):[^;}]*;?/g;

/** Takes everything but pictures and the like out of the bundle. */
function take(bundle: Record<string, BundleFile>): Bundled {
  let html = '';
  let style = '';
  const scripts: Chunk[] = [];
  for (const [name, file] of Object.entries(bundle)) {
    if (file.type === 'chunk') scripts.push(file);
    else if (name.endsWith('.html')) html = textOf(file.source);
    else if (name.endsWith('.css')) style += textOf(file.source).trim().replace(UNUSED_SCHEME, '');
    else continue;
    delete bundle[name];
  }
  // The config gathers in a chunk of this name what the document needs.
  const entry = scripts.find(({ fileName }) => baseName(fileName).startsWith('document-'));
  if (!html || !entry) throw new Error('the frame build made no document or no entry script');
  return { html, style, entry, lazy: scripts.filter((chunk) => chunk !== entry) };
}

function finish({ html, style, entry, lazy }: Bundled, draw: number): Parts {
  const unused = unusedExports(lazy);
  const shared = pairs(EXPORTS.exec(entry.code)?.[1] ?? '').filter(([, exported]) => !unused.has(exported));
  const finished = finishLazyChunks(
    lazy,
    shared.map(([, exported]) => exported),
    draw,
  );
  /** What a lazy chunk imports is asked for with it, not after it. */
  const together = (name: string): string => {
    const asked = [...finished.needs(name), name].map((each) => `import(\`../assets/${finished.finalName(each)}\`)`);
    const last = asked.pop() ?? '';
    return asked.length ? `(${asked.map((early) => `${early}.catch(()=>{}),`).join('')}${last})` : last;
  };
  const locals = shared.map(([local]) => local);
  return { html, style, chunks: finished.files, script: safeInScript(asInlineScript(entry.code, locals, together)) };
}

const EXPORTS = /export\s*\{([^}]*)\};?\s*$/;

/** The document stands at /frame/<hash>/, its lazy chunks at /frame/assets/. */
function asInlineScript(code: string, shared: readonly string[], importFor: (name: string) => string): string {
  const sharing = code
    .replace(PRELOADED_IMPORT, (_whole, _helper, name: string) => importFor(name))
    .replace(EXPORTS, () => `${SHARED}=[${shared}];`);
  const { code: script, errors } = minifySync('frame.js', sharing, {
    module: true,
    codegen: { removeWhitespace: true },
  });
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
  if (/\bexport\b\s*\{|__vite|import\(`\.\//.test(script)) {
    throw new Error('the frame script still imports or exports what has no address');
  }
  return script.trim();
}

/** Which a browser puts in by itself: the HTML standard, 13.1.2.4. */
const OPTIONAL_TAGS = /<\/?(?:head|body|html)>/g;

function compose({ html, script, style }: Parts): string {
  const bare = html
    .replace(/<script[^>]*src=[^>]*><\/script>/g, '')
    .replace(/<link[^>]*rel="(?:stylesheet|modulepreload)"[^>]*>/g, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/>\s+</g, '><')
    .replaceAll(' />', '>')
    .trim();
  const [head = '', body = ''] = bare.split('</head>').map((part) => part.replace(OPTIONAL_TAGS, ''));
  return `${head}<style>${style}</style>${body}<script type="module">${script}</script>`;
}
