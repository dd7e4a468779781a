// Hands the keyboard focus on when the place it was in goes away: from the form to the composer, from the bar to the
// window and back. Never takes it from the host page, nor when the frame has just been loaded.

/** Each scene marks where to land; a form is entered at its first field. */
const LANDING = '[data-landing], .field :is(input, select, textarea)';

/** To be called when another scene stands in `root`. */
export function landFocus(root: HTMLElement | null): void {
  if (!root || !document.hasFocus()) return;
  const isLost = document.activeElement === null || document.activeElement === document.body;
  if (isLost) root.querySelector<HTMLElement>(LANDING)?.focus();
}
