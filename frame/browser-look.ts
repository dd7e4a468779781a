// The frame's own document, as far as its colours go: which scheme holds against the system's, and the properties that a
// site has chosen. By the object model of style sheets, which the strictest policy allows.

export type Look = {
  /** Whether this browser understands such a value. */
  supports(property: string, value: string): boolean;
  /** May be called with each drawing: sheets come later too. */
  dress(scheme: 'auto' | 'light' | 'dark', properties: ReadonlyMap<string, string>): void;
  /** The chat has the whole of a window: it cannot be made small. */
  fillWindow(hasWindow: boolean): void;
};

const DARK = '(prefers-color-scheme: dark)';
const MEDIA = { auto: DARK, light: 'not all', dark: 'all' } as const;

/** Rules for dark screens, found once in each sheet: afterwards they no longer look like it. */
const darkRules = new Map<CSSStyleSheet, CSSMediaRule[]>();

function darkRulesIn(sheet: CSSStyleSheet): CSSMediaRule[] {
  const known = darkRules.get(sheet);
  if (known) return known;
  const found = [...sheet.cssRules].filter(
    (rule): rule is CSSMediaRule => rule instanceof CSSMediaRule && rule.media.mediaText === DARK,
  );
  darkRules.set(sheet, found);
  return found;
}

let worn: ReadonlyMap<string, string> = new Map();

export const browserLook: Look = {
  supports: (property, value) => CSS.supports(property, value),
  dress(scheme, properties) {
    const { style } = document.documentElement;
    for (const sheet of [...document.styleSheets, ...document.adoptedStyleSheets]) {
      for (const rule of darkRulesIn(sheet)) {
        if (rule.media.mediaText !== MEDIA[scheme]) rule.media.mediaText = MEDIA[scheme];
      }
    }
    if (properties === worn) return;
    style.colorScheme = scheme === 'auto' ? '' : scheme;
    for (const [name] of worn) style.removeProperty(name);
    for (const [name, value] of properties) style.setProperty(name, value);
    worn = properties;
  },
  fillWindow: (hasWindow) => void document.documentElement.classList.toggle('whole-window', hasWindow),
};
