// The visitor's step back to a page that the browser has kept whole.

import type { Page } from '@playwright/test';
import { WebKitPage } from './webkit-page.ts';

/**
 * Playwright's own step back waits for a load, and none comes. WebKitGTK's driver does it well; but a script that it sends to a
 * page which is just being put away is never answered, so that there is none in between.
 */
export async function stepBack(page: Page): Promise<void> {
  if ((page as unknown) instanceof WebKitPage) await page.goBack();
  else await page.evaluate(() => history.back());
}
