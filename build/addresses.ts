// Earlier builds tell later ones their content-hashed names: the loader names the frame document and the link part.
// The source carries placeholders, so that it is ordinary code for tests and types.

import type { Plugin } from 'vite';

export type AddressBook = { framePath: string; linkFile: string };

export const createAddressBook = (): AddressBook => ({ framePath: '', linkFile: '' });

/** Replaces %FRAME_PATH% and %LINK_FILE% in the loader, link and npm builds. */
export function builtAddresses(book: AddressBook): Plugin {
  return {
    name: 'tagalong:built-addresses',
    applyToEnvironment: ({ name }) => name === 'link' || name === 'loader' || name === 'npm',
    generateBundle(_options, bundle) {
      const isNpm = this.environment.name === 'npm';
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk') continue;
        file.code = file.code
          .replaceAll('%FRAME_PATH%', isNpm ? '/frame/v1/' : book.framePath)
          .replaceAll('%LINK_FILE%', book.linkFile);
        if (this.environment.name === 'link' && file.isEntry) book.linkFile = file.fileName;
      }
    },
  };
}
