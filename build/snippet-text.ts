// Turns the built stub function into the text that a site pastes between script tags: called at once, with the name of
// the global where a site can change it.

import type { Plugin } from 'vite';

/** `function a(b,c){…}export{a as installStub};` becomes `!function a(b,c){…}(window,"chat")`. */
export function asPastedText(built: string): string {
  const text = built.trim().replace(/;?\s*export\s*\{[^}]*\};?$/, '');
  if (!/^function\b[\s\S]*\}$/.test(text)) throw new Error(`the snippet is not a single function: ${text}`);
  return `!${text}(window,"chat")`;
}

export const snippetText = (): Plugin => ({
  name: 'tagalong:snippet-text',
  enforce: 'post',
  applyToEnvironment: ({ name }) => name === 'snippet',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      for (const file of Object.values(bundle)) if (file.type === 'chunk') file.code = asPastedText(file.code);
    },
  },
});
