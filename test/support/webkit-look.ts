// What stands in a document, by role and accessible name, as people and screen readers find it. The functions are sent to
// the page as text: each sees its arguments and the page, and nothing of this file.

/** A text that is to be contained, or a pattern; a RegExp itself does not reach the page. */
export type Wanted = string | { source: string; flags: string };

/** One narrowing of what is looked for; each looks inside what the one before it found. */
export type Step =
  | { css: string }
  | ByRole
  | { text: Wanted; exact?: boolean | undefined }
  /** Of those found, the ones that contain a text. */
  | { hasText: Wanted }
  | { nth: number };

export type ByRole = { role: string; name?: Wanted | undefined; exact?: boolean | undefined };

/** What is known of the first that was found. */
export type Sight = {
  count: number;
  element: Element | null;
  isVisible: boolean;
  isEnabled: boolean;
  text: string;
  value: string | null;
  description: string;
};

export function look(steps: Step[]): Sight {
  const SELECTORS: Record<string, string> = {
    button: 'button, summary, input[type=submit]',
    textbox: 'textarea, input:not([type]), input[type=text], input[type=email], input[type=tel], input[type=url]',
    list: 'ul, ol',
    listitem: 'li',
    link: 'a[href]',
    heading: 'h1, h2, h3, h4, h5, h6',
    dialog: 'dialog',
    img: 'img',
  };
  const tidy = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();
  const isShown = (element: Element): boolean => {
    const { width, height } = element.getBoundingClientRect();
    return width > 0 && height > 0 && element.checkVisibility({ visibilityProperty: true });
  };
  /** Text as it is read out: what is hidden is not. */
  const read = (node: Node): string => {
    if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? '';
    if (!(node instanceof Element) || node.getAttribute('aria-hidden') === 'true') return '';
    if (!node.checkVisibility({ visibilityProperty: true })) return '';
    return node.getAttribute('aria-label') ?? [...node.childNodes].map(read).join('');
  };
  const worded = (id: string): string => {
    const by = document.getElementById(id);
    // What is hidden as a whole still gives its words.
    return by === null ? '' : by.checkVisibility() ? [...by.childNodes].map(read).join('') : (by.textContent ?? '');
  };
  const named = (ids: string | null): string | null => (ids === null ? null : ids.split(/\s+/).map(worded).join(' '));
  const nameOf = (element: Element): string => {
    const given = named(element.getAttribute('aria-labelledby')) ?? element.getAttribute('aria-label');
    if (given) return tidy(given);
    const labels = (element as HTMLInputElement).labels;
    if (labels?.length) return tidy([...labels].map(read).join(' '));
    if (element.matches('input, textarea, iframe')) return tidy(element.getAttribute('placeholder') ?? '');
    return tidy(element.getAttribute('alt') ?? read(element));
  };
  const fits = (found: string, wanted: Wanted, exact?: boolean): boolean =>
    typeof wanted === 'object'
      ? new RegExp(wanted.source, wanted.flags).test(tidy(found))
      : exact
        ? tidy(found) === wanted
        : tidy(found).toLowerCase().includes(wanted.toLowerCase());
  const within = (roots: ParentNode[], selector: string): Element[] => [
    ...new Set(roots.flatMap((root) => [...root.querySelectorAll(selector)])),
  ];
  const byRole = (roots: ParentNode[], { role, name, exact }: ByRole) =>
    within(roots, `[role=${role}]${SELECTORS[role] ? `, ${SELECTORS[role]}` : ''}`).filter(
      (element) =>
        (element.getAttribute('role') ?? role) === role &&
        element.checkVisibility({ visibilityProperty: true }) &&
        !element.closest('[aria-hidden=true]') &&
        (name === undefined || fits(nameOf(element), name, exact)),
    );
  const byText = (roots: ParentNode[], text: Wanted, exact?: boolean) => {
    const having = within(roots, ':not(script, style, head *)').filter((element) =>
      fits(element.textContent ?? '', text, exact),
    );
    return having.filter((element) => !having.some((other) => other !== element && element.contains(other)));
  };

  let found: Element[] = [];
  let roots: ParentNode[] = [document];
  for (const step of steps) {
    if ('css' in step) found = within(roots, step.css);
    else if ('role' in step) found = byRole(roots, step);
    else if ('text' in step) found = byText(roots, step.text, step.exact);
    else if ('hasText' in step) found = found.filter((element) => fits(element.textContent ?? '', step.hasText));
    else found = found.slice(step.nth, step.nth + 1);
    roots = found;
  }
  const [element = null] = found;
  const described = element && (named(element.getAttribute('aria-describedby')) ?? element.getAttribute('title'));
  return {
    count: found.length,
    element,
    isVisible: element !== null && isShown(element),
    isEnabled: element !== null && !element.matches(':disabled, [aria-disabled=true]'),
    text: element?.textContent ?? '',
    value: element && 'value' in element ? String(element.value) : null,
    description: tidy(described),
  };
}

/** In a frame of another site WebKit lets nobody but the visitor's own click put the caret into a field. */
export const hasCaret = (field: Element): boolean => document.activeElement === field;

/** Selects all of the field with the caret: what is typed next takes its place. False if nothing is in it. */
export function selectAllOf(field: HTMLInputElement): boolean {
  field.select();
  return field.value !== '';
}
