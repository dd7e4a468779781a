// Vite wraps each import() into a helper that preloads style sheets, five times as long as what chat.js needs. So the
// loader's source calls a stand-in, and this writes the real thing into the finished script.

import type { Plugin } from 'vite';

export const plainImport = (standIn: string): Plugin => ({
  name: 'tagalong:plain-import',
  applyToEnvironment: ({ name }) => name === 'loader',
  generateBundle(_options, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'chunk') continue;
      if (!file.code.includes(`${standIn}(`)) throw new Error(`no call of ${standIn} in ${file.fileName}`);
      file.code = file.code.replaceAll(`${standIn}(`, 'import(');
    }
  },
});
