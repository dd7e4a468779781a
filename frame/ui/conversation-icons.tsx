// The pictures that only a conversation needs.

import { draw } from './icons.tsx';

export const SendIcon = draw('M12 19V6M6 11.5 12 5.5l6 6');
export const SentIcon = draw('M5 12.5l4.5 4.5L19 7.5');
export const DeliveredIcon = draw('M2 12.5l4.5 4.5L16 7.5M11.5 16l1 1L22 7.5');
export const DownIcon = draw('M12 5v13M6 12.5l6 6 6-6');
export const BackIcon = draw('M15 6l-6 6 6 6');
export const OnIcon = draw('M9 6l6 6-6 6');
export const FileIcon = draw('M6.5 3h7L18 7.5V21H6.5zM13.5 3v4.5H18');
