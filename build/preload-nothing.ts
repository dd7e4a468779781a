// Vite wraps each import() into a helper that preloads style sheets. The frame's chunks have none, so the helper that
// is bundled with it only calls what it is given.

import type { Plugin } from 'vite';

export const preloadNothing = (): Plugin => ({
  name: 'tagalong:preload-nothing',
  enforce: 'pre',
  applyToEnvironment: ({ name }) => name === 'client' || name === 'link',
  load: {
    filter: { id: /vite\/preload-helper\.js$/ },
    handler: () => 'export const __vitePreload = (load) => load();',
  },
});
