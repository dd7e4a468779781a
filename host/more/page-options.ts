// The option that is the page's own business: the element that the chat is to fill.

import { unfit } from './unfit.ts';

export const isElement = (value: unknown): value is Element =>
  typeof Element !== 'undefined' && value instanceof Element;

/** `data`: the same as it crosses, where an element is `true` already. */
export function findContainer(given: unknown, data: Record<string, unknown>): (() => Element) | null {
  if (data.container === undefined) return null;
  const { container } = given as { container: unknown };
  const find = () => (typeof container === 'string' ? document.querySelector(container) : container);
  let element: unknown;
  try {
    element = find();
  } catch {
    // No selector at all.
  }
  if (!isElement(element) || !element.isConnected) {
    throw unfit('ui.container', `${container}`, 'an element of the page');
  }
  data.container = true;
  // Looked for anew when the frame is: a page that draws itself anew has another element then.
  return () => {
    if (!(element as Element).isConnected) element = find() ?? element;
    return element as Element;
  };
}
