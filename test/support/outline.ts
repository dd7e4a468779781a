// What a screen reader finds when it goes through a document: roles and names of its landmarks, headings and controls, in
// order. In WebKitGTK by the browser's own tree, elsewhere by Playwright's.

import type { Locator } from '@playwright/test';
import { SPOKEN } from './keyboard.ts';
import { WebKitLocator } from './webkit-locator.ts';

/** What people jump to and use. */
const ROLES = /^(region|heading|button|log|textbox|link|radio|group|dialog|progressbar|searchbox)\b/;

export async function outlineOf(body: Locator): Promise<string[]> {
  const lines =
    body instanceof WebKitLocator
      ? await body.spokenWithin()
      : (await body.ariaSnapshot()).split('\n').map((line) => SPOKEN.exec(line.trim())?.[1] ?? '');
  return lines.filter((line) => ROLES.test(line));
}
