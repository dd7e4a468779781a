// Vite wraps each import() into a helper that preloads style sheets, five times as long as what chat.js needs. So the
// loader's source calls a stand-in, and this writes the real thing into the finished script. The link part's import() of
// a neighbour keeps its name, and loses the helper.

import type { Plugin } from 'vite';

/** As the minifier leaves it. The file's name may be the only thing that differs. */
const WRAPPED = /[\w$]+\((?:async)?\(\)=>(?:\{let[^`]*await )?(import\(`\.\/[^`]+`\))[^`]*?,\[\],import\.meta\.url\)/g;

export const plainImport = (standIn: string): Plugin => ({
  name: 'tagalong:plain-import',
  enforce: 'post',
  applyToEnvironment: ({ name }) => name === 'loader' || name === 'link',
  generateBundle: {
    // After Vite has filled its helper's arguments in.
    order: 'post',
    handler(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk') continue;
        if (this.environment.name === 'link') {
          file.code = file.code.replace(WRAPPED, '$1');
          if (file.code.includes('import.meta')) throw new Error(`a wrapped import() is left in ${file.code}`);
        } else {
          if (!file.code.includes(`${standIn}(`)) throw new Error(`no call of ${standIn} in ${file.fileName}`);
          file.code = file.code.replaceAll(`${standIn}(`, 'import(');
        }
      }
    },
  },
});
