// Holds the page behind a chat that fills the screen: it neither scrolls nor bounces, and is afterwards exactly as it was.
// Property by property: what the page changes in its own style meanwhile stays changed.

const STILL = { 'overflow-x': 'hidden', 'overflow-y': 'hidden', 'overscroll-behavior-y': 'none' };

/** Returns the undo, safe to call twice. */
export function holdPage(): () => void {
  const root = document.documentElement;
  const { style } = root;
  const hadStyle = root.hasAttribute('style');
  const { scrollX, scrollY } = window;
  const before = Object.entries(STILL).map(([name, value]) => {
    const was = [style.getPropertyValue(name), style.getPropertyPriority(name)] as const;
    style.setProperty(name, value, 'important');
    return [name, ...was] as const;
  });
  let isHeld = true;
  return () => {
    if (!isHeld) return;
    isHeld = false;
    for (const [name, value, priority] of before) {
      style.removeProperty(name);
      if (value) style.setProperty(name, value, priority);
    }
    if (!hadStyle && !style.length) root.removeAttribute('style');
    // A field that was written in may have moved the page to be seen.
    if (window.scrollX !== scrollX || window.scrollY !== scrollY) {
      scrollTo({ left: scrollX, top: scrollY, behavior: 'instant' });
    }
  };
}
