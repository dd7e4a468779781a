// What a window of its own wears beside the look of every chat.

import safeStyles from '../attention/safe.css?inline';

const inset = (side: string) => `--safe-${side}:env(safe-area-inset-${side});`;

/** It has the device's edges itself, and nobody else to ask. */
export const ownWindowStyles =
  safeStyles +
  `.own-window{${['top', 'right', 'bottom', 'left'].map(inset).join('')}}` +
  '.own-window header>.round:last-child{display:none}.own-window .alone{margin:auto;padding:24px}';
