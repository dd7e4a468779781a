// Heights for a document that has none: each line of the conversation is so high, and the log shows so much of them. For
// tests of what follows from where things are, not of how they look.

export const LINE_PX = 40;
const VIEW_PX = 400;

const isLog = (element: Element): boolean => element.getAttribute('role') === 'log';
const linesOf = (log: Element): ArrayLike<Element> => log.firstElementChild?.children ?? [];

/** Until the undo is called. Preact's own document is one for all tests of a file. */
export function fakeLayout(): () => void {
  const { prototype } = HTMLElement;
  const kept = Object.getOwnPropertyDescriptors(prototype);
  const tops = new WeakMap<Element, number>();
  const heightOf = (log: Element) => linesOf(log).length * LINE_PX;
  const most = (log: Element) => Math.max(0, heightOf(log) - VIEW_PX);
  const topOf = (log: Element) => Math.min(tops.get(log) ?? 0, most(log));
  const define = (
    name: string,
    get: (element: HTMLElement) => number,
    set?: (element: HTMLElement, value: number) => void,
  ) =>
    Object.defineProperty(prototype, name, {
      configurable: true,
      get(this: HTMLElement) {
        return get(this);
      },
      set(this: HTMLElement, value: number) {
        set?.(this, value);
      },
    });
  define(
    'scrollTop',
    (element) => (isLog(element) ? topOf(element) : 0),
    (element, value) => void tops.set(element, Math.max(0, Math.min(value, most(element)))),
  );
  define('scrollHeight', (element) => (isLog(element) ? Math.max(VIEW_PX, heightOf(element)) : 0));
  define('clientHeight', (element) => (isLog(element) ? VIEW_PX : LINE_PX));
  prototype.getBoundingClientRect = function rect(this: HTMLElement) {
    if (isLog(this)) return new DOMRect(0, 0, 300, VIEW_PX);
    const log = this.closest('[role=log]');
    let line: Element | null = this;
    while (line && line.parentElement?.parentElement !== log) line = line.parentElement;
    const place = log && line ? Array.prototype.indexOf.call(linesOf(log), line) : -1;
    return new DOMRect(0, log && place >= 0 ? place * LINE_PX - topOf(log) : 0, 300, LINE_PX);
  };
  return () => {
    for (const name of ['scrollTop', 'scrollHeight', 'clientHeight', 'getBoundingClientRect']) {
      const own = kept[name as keyof typeof kept] as PropertyDescriptor | undefined;
      if (own) Object.defineProperty(prototype, name, own);
      else delete (prototype as unknown as Record<string, unknown>)[name];
    }
  };
}
