// Which emoji can be picked. Pure; the build asks it too.

/** As the data have it, and as the build leaves it. */
export type EmojiFacts = {
  emoji: string;
  label: string;
  tags?: readonly string[];
  group?: number;
  version?: number;
  gender?: number;
};

/** Skin tones and hair: parts of others. */
export const PARTS_GROUP = 2;
/** Later ones are empty boxes on many machines. */
const LAST_VERSION = 15;

/** One of each: where there is a person there need not be a man and a woman; nor does anybody walk two ways. */
export const canBePicked = ({ group, version = 0, gender, emoji }: EmojiFacts): boolean =>
  group !== undefined &&
  group !== PARTS_GROUP &&
  version <= LAST_VERSION &&
  !(gender !== undefined && emoji.includes('\u200d')) &&
  !emoji.endsWith('\u200d\u27a1\ufe0f');
