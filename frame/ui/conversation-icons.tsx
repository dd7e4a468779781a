// The pictures that only a conversation needs.

import { draw } from './icons.tsx';

export const SendIcon = draw('M12 19V6M6 11.5 12 5.5l6 6');
export const SentIcon = draw('M5 12.5l4.5 4.5L19 7.5');
