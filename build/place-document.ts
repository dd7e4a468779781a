// The console's page is built from a folder below the root, so Vite would keep that path in the output and in the
// links. The server shows it at /agent/ with its files at /agent/assets/.

import type { Plugin } from 'vite';

export const placeConsole = (): Plugin => ({
  name: 'tagalong:place-console',
  enforce: 'post',
  applyToEnvironment: ({ name }) => name === 'console',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      for (const [name, file] of Object.entries(bundle)) {
        if (file.type !== 'asset' || !name.endsWith('.html')) continue;
        const html = String(file.source).replace(/(src|href)="[^"]*?assets\//g, '$1="/agent/assets/');
        delete bundle[name];
        this.emitFile({ type: 'asset', fileName: 'index.html', source: html });
      }
    },
  },
});
