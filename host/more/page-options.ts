// The options that are the page's own business: which of them can be read, and which element they name.

import { Unfit } from './hooks.ts';

export const isElement = (value: unknown): value is Element =>
  typeof Element !== 'undefined' && value instanceof Element && typeof value.append === 'function';

/** Which of the options could not be read, in words. */
export function readable(given: unknown): string {
  const words = (name: string) => `${name}: expected plain data, received an unreadable value`;
  try {
    for (const name of Object.keys(given as object)) {
      try {
        void (given as Record<string, unknown>)[name];
      } catch {
        return words(name.slice(0, 100));
      }
    }
  } catch {
    // Not even the names.
  }
  return words('options');
}

/** `data`: the same as it crosses, where an element is `true` already. */
export function findContainer(given: unknown, data: Record<string, unknown> | undefined): (() => Element) | null {
  if (typeof data?.container !== 'string' && data?.container !== true) return null;
  const { container } = given as { container: unknown };
  const find = () => (typeof container === 'string' ? document.querySelector(container) : (container as Element));
  let first: Element | null = null;
  try {
    first = find();
  } catch {
    // No selector at all.
  }
  if (!isElement(first) || !first.isConnected)
    throw new Unfit(`ui.container: expected an element of the page, found none for ${String(container)}`);
  data.container = true;
  // Looked for anew when the frame is: a page that draws itself anew has another element then.
  const element = first;
  return () => (element.isConnected ? element : (find() ?? element));
}
