// Pages that are built from a folder below the root: Vite would keep that path in the output and in the links. Here each
// stands at the top of its output, and its files are found from the address at which the server shows it.

import type { Plugin } from 'vite';

/** By environment: where the page's files are, as its links say it. */
const ASSETS: Readonly<Record<string, string>> = { console: '/agent/assets/', gallery: './assets/' };

export const placeDocuments = (): Plugin => ({
  name: 'tagalong:place-documents',
  enforce: 'post',
  applyToEnvironment: ({ name }) => name in ASSETS,
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      const assets = ASSETS[this.environment.name];
      for (const [name, file] of Object.entries(bundle)) {
        if (file.type !== 'asset' || !name.endsWith('.html')) continue;
        const html = String(file.source).replace(/(src|href)="[^"]*?assets\//g, `$1="${assets}`);
        delete bundle[name];
        this.emitFile({ type: 'asset', fileName: 'index.html', source: html });
      }
    },
  },
});
