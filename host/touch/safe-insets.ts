// What the device's edges, corners and bars take of the page, which only the page can measure. Needs an element for a
// moment, because these lengths cannot be asked for otherwise.

import type { Insets } from '../../protocol/insets.ts';

export const NO_INSETS: Insets = { top: 0, right: 0, bottom: 0, left: 0 };

/** `isCovered`: a keyboard stands at the bottom, on top of what the system draws there. */
export function safeInsets(isCovered: boolean): Insets {
  const probe = document.createElement('div');
  probe.style.cssText = 'all:initial!important;position:fixed!important;visibility:hidden!important';
  const sides = ['top', 'right', 'bottom', 'left'] as const;
  for (const side of sides) probe.style.setProperty(`padding-${side}`, `env(safe-area-inset-${side})`, 'important');
  document.documentElement.append(probe);
  const style = getComputedStyle(probe);
  const [top = 0, right = 0, bottom = 0, left = 0] = sides.map(
    (side) => Number.parseFloat(style.getPropertyValue(`padding-${side}`)) || 0,
  );
  probe.remove();
  return { top, right, bottom: isCovered ? 0 : bottom, left };
}
