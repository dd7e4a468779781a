// Hands the keyboard focus on when the place it was in goes away: from the form to the composer, from the bar to the
// window and back. Never takes it from the host page, nor when the frame has just been loaded.

import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** Each scene marks where to land; a form is entered at its first field. */
const LANDING = '[data-landing], .field :is(input, select, textarea)';

/** `scene` names what is on the screen. */
export function useLanding(root: RefObject<HTMLElement | null>, scene: string): void {
  const before = useRef(scene);
  useEffect(() => {
    const changed = before.current !== scene;
    before.current = scene;
    if (!changed || !root.current || !document.hasFocus()) return;
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if (isLost) root.current.querySelector<HTMLElement>(LANDING)?.focus();
  }, [scene]);
}
