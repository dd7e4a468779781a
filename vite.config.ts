// One config for all builds, run in order by `vite build --app`:
//   frame    one HTML document with script and style inlined, plus lazy chunks     dist/frame
//   link     the host page's second part, content-hashed                           dist/host
//   snippet  the text that sites paste                                             dist/host
//   loader   chat.js, the critical part, which names the two above                 dist/host
//   npm      the module for bundlers and the transport kit, with their types        dist/npm
//   console  the agent's page                                                      dist/console
//   gallery  every state of the interface, a page of the demonstration             dist/gallery
//   server   one file; only the native database stays outside                      dist/server

import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { builtAddresses, createAddressBook } from './build/addresses.ts';
import { inlineDocument } from './build/inline-document.ts';
import { leanEmoji } from './build/lean-emoji.ts';
import { leanPenpal } from './build/lean-penpal.ts';
import { npmTypes } from './build/npm-types.ts';
import { placeDocuments } from './build/place-document.ts';
import { plainImport } from './build/plain-import.ts';
import { preloadNothing } from './build/preload-nothing.ts';
import { snippetText } from './build/snippet-text.ts';
import { splitValibot } from './build/split-valibot.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const addresses = createAddressBook();
const target = 'es2022';
const jsx = { runtime: 'automatic', importSource: 'preact' } as const;

export default defineConfig({
  root: at('.'),
  base: './',
  oxc: { jsx },
  plugins: [
    inlineDocument(addresses),
    builtAddresses(addresses),
    placeDocuments(),
    leanEmoji(),
    leanPenpal(),
    splitValibot(),
    preloadNothing(),
    npmTypes(),
    snippetText(),
    plainImport('importLink'),
  ],
  publicDir: false,
  // A language is one object; a name for each of its texts would be a third of its weight.
  json: { namedExports: false },
  environments: {
    client: {
      build: {
        outDir: at('dist/frame'),
        emptyOutDir: true,
        target,
        modulePreload: false,
        assetsInlineLimit: 0,
        rolldownOptions: {
          input: at('frame/index.html'),
          output: {
            codeSplitting: {
              groups: [
                // All that the document needs is in the document, also what lazy chunks need too.
                { name: 'document', test: /frame\/main\.tsx$/ },
                // What else several of them need comes at once: most of it is smaller than a request for it.
                { name: 'shared', minShareCount: 2 },
              ],
            },
          },
        },
      },
    },
    link: {
      consumer: 'client',
      build: {
        outDir: at('dist/host'),
        emptyOutDir: true,
        target,
        modulePreload: false,
        rolldownOptions: {
          input: { link: at('host/link-entry.ts') },
          preserveEntrySignatures: 'allow-extension',
          output: { format: 'es', entryFileNames: '[name]-[hash].js', chunkFileNames: '[name]-[hash].js' },
        },
      },
    },
    snippet: {
      consumer: 'client',
      build: {
        outDir: at('dist/host'),
        emptyOutDir: false,
        target,
        modulePreload: false,
        rolldownOptions: {
          input: { snippet: at('host/snippet.ts') },
          preserveEntrySignatures: 'strict',
          output: { format: 'es', entryFileNames: '[name].js' },
        },
      },
    },
    loader: {
      consumer: 'client',
      build: {
        outDir: at('dist/host'),
        emptyOutDir: false,
        target,
        modulePreload: false,
        rolldownOptions: {
          input: { chat: at('host/loader.ts') },
          output: { format: 'iife', entryFileNames: '[name].js' },
        },
      },
    },
    npm: {
      // A library's import() is for the site's own bundler; for a browser Vite would wrap it into a helper that no other takes.
      consumer: 'server',
      build: {
        outDir: at('dist/npm'),
        emptyOutDir: true,
        target,
        minify: false,
        modulePreload: false,
        lib: {
          entry: { index: at('host/index.ts'), 'transport-kit': at('transport-kit/index.ts') },
          formats: ['es'],
          fileName: (_format, name) => `${name}.js`,
        },
        // What the lazy part shares with the door is in a file of its own, not among the door's names.
        rolldownOptions: { external: ['penpal'], preserveEntrySignatures: 'strict' },
      },
    },
    console: {
      consumer: 'client',
      build: {
        outDir: at('dist/console'),
        emptyOutDir: true,
        target,
        modulePreload: false,
        rolldownOptions: { input: at('server/console/index.html') },
      },
    },
    gallery: {
      consumer: 'client',
      build: {
        outDir: at('dist/gallery'),
        emptyOutDir: true,
        target,
        modulePreload: false,
        rolldownOptions: { input: at('frame/gallery/index.html') },
      },
    },
    server: {
      consumer: 'server',
      resolve: { noExternal: true, external: ['libsql', 'bufferutil', 'utf-8-validate'] },
      build: {
        outDir: at('dist/server'),
        emptyOutDir: true,
        target: 'node20',
        ssr: true,
        minify: false,
        rolldownOptions: { input: { main: at('server/main.ts') } },
      },
    },
  },
  builder: {
    // One resolved config for all builds: later ones read in the address book what earlier ones wrote.
    sharedConfigBuild: true,
    sharedPlugins: true,
    async buildApp(builder) {
      for (const name of ['client', 'link', 'snippet', 'loader', 'npm', 'console', 'gallery', 'server']) {
        const environment = builder.environments[name];
        if (!environment) throw new Error(`no build environment named ${name}`);
        await builder.build(environment);
      }
    },
  },
});
