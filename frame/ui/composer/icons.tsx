// The pictures on the composer's buttons.

import { draw } from '../icons.tsx';

export const AttachIcon = draw(
  'M20 11.5l-8.2 8.2a5 5 0 0 1-7.1-7.1l8.5-8.5a3.3 3.3 0 0 1 4.7 4.7l-8.5 8.5a1.6 1.6 0 0 1-2.3-2.3l7.6-7.6',
);
export const EmojiIcon = draw('M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M8.5 14.5a4.5 4.5 0 0 0 7 0M9 9.5v.01M15 9.5v.01');
export const DismissIcon = draw('M6 6l12 12M18 6L6 18');
