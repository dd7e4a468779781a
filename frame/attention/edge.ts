// The keyboard across the frame's edge: when the page hands it in, it lands where one writes; Esc makes the window small, and
// the page takes it back.

import { isComposing } from '../ui/is-composing.ts';
import { landFocus } from '../ui/land-focus.ts';

/** A screen keyboard would cover what the visitor came to read. */
const TOUCHED = '(pointer: coarse)';

export function keepEdge(root: Element, minimize: () => void): void {
  let isPointed = false;
  // A pointer comes before the focus that it brings, and lands by itself.
  const point = ({ type }: Event): void => {
    isPointed = type === 'pointerdown';
  };
  addEventListener('pointerdown', point, true);
  addEventListener('blur', point);
  addEventListener('focus', () => {
    if (!isPointed && !matchMedia(TOUCHED).matches) landFocus(root as HTMLElement);
  });
  addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented || isComposing(event)) return;
    // What is open above the window goes first, and a chat with a browser window to itself cannot be made small.
    if (root.querySelector('dialog[open], [aria-expanded="true"], [popover]:popover-open')) return;
    const { classList } = document.documentElement;
    if (root.querySelector('.window') && !classList.contains('whole-window') && !classList.contains('own-window')) {
      minimize();
    }
  });
}
