// What is cut off, covered, or wider than its window in a document that is enlarged: each control must be there as a whole, or
// come there by scrolling, with nothing lying over it.

import type { Locator } from '@playwright/test';

/** In words; nothing if all is well. */
export const cutOff = (body: Locator): Promise<string[]> =>
  body.evaluate((root) => {
    const found: string[] = [];
    const { clientWidth, clientHeight, scrollWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.push(`the page is ${scrollWidth} wide in ${clientWidth}`);
    const nameOf = (element: Element) =>
      `${element.localName} ${element.getAttribute('aria-label') ?? (element.textContent?.trim() || element.id)}`;
    const controls = [...root.querySelectorAll<HTMLElement>('button, input, textarea, a[href], [role=log]')].filter(
      (element) =>
        element.checkVisibility({ visibilityProperty: true }) &&
        !element.closest('[inert]') &&
        !element.matches(':disabled') &&
        element.getBoundingClientRect().width > 1,
    );
    for (const control of controls) {
      control.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      // What people see and press of a radio button may be its label.
      const shown = control.matches('input[type=radio]') ? (control.closest('label') ?? control) : control;
      const { left, right, top, bottom } = shown.getBoundingClientRect();
      if (left < -1 || right > clientWidth + 1)
        found.push(`${nameOf(control)} stands from ${left} to ${right} in ${clientWidth}`);
      if (top < -1 || bottom > clientHeight + 1)
        found.push(`${nameOf(control)} stands from ${top} down to ${bottom} in ${clientHeight}`);
      // The picture of an emoji is as wide as its font has it.
      if (control.matches('button:not([role=gridcell])') && control.scrollWidth > control.clientWidth + 1)
        found.push(`${nameOf(control)}: its words are cut`);
      const above = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      if (above && !shown.contains(above) && !above.contains(shown))
        found.push(`${nameOf(control)} lies under ${nameOf(above)}`);
    }
    const header = root.querySelector('header')?.getBoundingClientRect();
    if (header && header.top < 0) found.push(`the header begins at ${header.top}`);
    return found;
  });
