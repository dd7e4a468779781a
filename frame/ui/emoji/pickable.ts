// Which emoji can be picked. Pure; the build asks it too.

/** As the data have it, and as the build leaves it. */
export type EmojiFacts = {
  emoji: string;
  label: string;
  tags?: readonly string[];
  group?: number;
  version?: number;
};

/** Skin tones and hair: parts of others. */
export const PARTS_GROUP = 2;
/** Later ones are empty boxes on many machines. */
const LAST_VERSION = 15;

/** A man or a woman who is or does something, and who faces the other way. */
const REPEATED = /^[\u{1f468}\u{1f469}]\u200d|\u200d[\u2640\u2642\u27a1]/u;

/** One of each: where there is a person there need not be a man and a woman; nor does anybody walk two ways. */
export const canBePicked = ({ group, version = 0, emoji }: EmojiFacts): boolean =>
  group !== undefined && group !== PARTS_GROUP && version <= LAST_VERSION && !REPEATED.test(emoji);
