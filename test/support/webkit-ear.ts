// What WebKitGTK's own accessibility tree says of elements, asked one by one: its driver does not give the tree itself.

import type { ElementRef, Here } from './webkit-session.ts';

/** `button "Send"`; the role alone of what has no name. */
export async function spokenAs(here: Here, element: ElementRef): Promise<string> {
  const name = await here.nameOf(element);
  return `${await here.roleOf(element)}${name && ` "${name}"`}`;
}

/** Sent to the page: what may have a role, and is not hidden from those who listen. */
export const findable = (root: Element): Element[] =>
  [
    ...root.querySelectorAll('section, h1, h2, button, a[href], input, textarea, fieldset, dialog, progress, [role]'),
  ].filter(
    (element) =>
      element.checkVisibility({ visibilityProperty: true }) && !element.closest('[aria-hidden=true], [inert]'),
  );
