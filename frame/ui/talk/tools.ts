// What every part of a message may need: texts, and the ways out of the interface.

import type { Strings } from '../../locale/strings.ts';
import type { FileAddresses } from '../../session/file-addresses.ts';
import type { Wish } from '../../session/wishes.ts';

export type Tools = {
  strings: Strings;
  now: () => number;
  onWish: (wish: Wish) => void;
  /** Says something in the visitor's name; null: nothing can be said any more. */
  onSay: ((text: string) => void) | null;
  /** Where a file can be had, for a picture or a link. */
  files: FileAddresses;
  /** Of the chat server: what is a path alone is on it. */
  serverOrigin: string;
  /** From where pictures on cards may come, besides. */
  imageOrigins: () => Promise<readonly string[]>;
};
