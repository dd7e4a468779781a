// The keyboard of a WebKitGTK window in the words of Playwright's: keys go where the browser has its focus, as a person's do.

import type { At } from './webkit-use.ts';

/** The W3C's letters for keys that write nothing. */
export const KEYS: Record<string, string> = {
  Enter: '\uE007',
  Tab: '\uE004',
  Escape: '\uE00C',
  Backspace: '\uE003',
  Delete: '\uE017',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  Space: ' ',
};

const keyOf = (name: string): string => KEYS[name] ?? name;

export const createKeyboard = (at: At) => ({
  /** One key, or several held together: `Shift+Tab`. */
  press: (keys: string) => at({}, (here) => here.chord(keys.split('+').map(keyOf))),
  async type(text: string): Promise<void> {
    for (const letter of text) await at({}, (here) => here.chord([letter]));
  },
});
