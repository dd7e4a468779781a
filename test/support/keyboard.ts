// A visitor without a mouse: walks with Tab, hears what has the focus by its role and name, and presses keys. Knows no
// page and no widget.

import type { FrameLocator, Locator, Page } from '@playwright/test';
import { expect } from './engine-expect.ts';
import { WebKitLocator } from './webkit-locator.ts';

export interface Keyboard {
  press(key: string): Promise<void>;
  type(text: string): Promise<void>;
  /** Role and name of what has the focus, as they are read out: `textbox "Email"`. */
  focused(): Promise<string>;
  /** Waits until the focus has come there by itself. */
  isAt(wanted: string): Promise<void>;
  /** With Tab, or what is given, until the focus is there. */
  walkTo(wanted: string | RegExp, key?: string): Promise<void>;
}

/** More stops than a page of ours has. */
const MOST_STOPS = 60;
/** `- button "Send"`, `- 'radio "Good" [checked]'`, `- log "Conversation":` with what is in it. */
export const SPOKEN = /^- '?(\w+(?: "(?:[^"\\]|\\.)*")?)/;

/** What was found is heard within this, or has lost the focus meanwhile. */
const HEARING_LIMIT_MS = 1_000;

/** Role and name of one element, in the browser's own or in Playwright's words. */
async function spoken(element: Locator): Promise<string> {
  if (element instanceof WebKitLocator) return element.spoken(HEARING_LIMIT_MS);
  return SPOKEN.exec(await element.ariaSnapshot({ timeout: HEARING_LIMIT_MS }))?.[1] ?? '';
}

export function createKeyboard(page: Page, frame: FrameLocator): Keyboard {
  /**
   * WebKitGTK's driver gives the focus to each frame that it enters. Where the page took it back meanwhile, its element is
   * still the active one and has it no more: it is given back what the driver took.
   */
  const regain = async (element: Locator, active: string | undefined): Promise<boolean> => {
    if (!(element instanceof WebKitLocator) || !active || active === 'iframe' || active === 'body') return false;
    await page.evaluate(() => window.focus());
    return (await element.count()) > 0;
  };
  const focused = async (): Promise<string> => {
    // A browser says of an iframe whose document has the focus that it is active, and not always `:focus`.
    const active = await page.evaluate(() => document.activeElement?.localName);
    const element = (active === 'iframe' ? frame : page).locator(':focus');
    if ((await element.count()) === 0 && !(await regain(element, active))) return 'nothing';
    // Where the focus moves between page and frame while it is looked for, what was found has it no longer.
    return spoken(element).catch(focused);
  };
  const press = (key: string) => page.keyboard.press(key);
  return {
    press,
    type: (text) => page.keyboard.type(text),
    focused,
    isAt: (wanted) => expect.poll(focused, { message: 'what has the focus' }).toBe(wanted),
    walkTo: async (wanted, key = 'Tab') => {
      const passed = [await focused()];
      const isThere = (at = '') => (wanted instanceof RegExp ? wanted.test(at) : at === wanted);
      while (!isThere(passed.at(-1))) {
        if (passed.length > MOST_STOPS) throw new Error(`${key} does not lead to ${wanted}: ${passed.join(', ')}`);
        await press(key);
        passed.push(await focused());
      }
    },
  };
}
