// English, what a window of its own says where no chat is.

import type { OwnWindowStrings } from './strings.ts';

export const enOwnWindow: OwnWindowStrings = {
  windowOver: 'This chat is over.',
  windowOfAnotherPage: 'This window belongs to a chat of another page, which is not open any more.',
};
