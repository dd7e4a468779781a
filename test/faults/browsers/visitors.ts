// Where visitors come from: one of the engines. Each visitor has a browser profile of their own, with tabs in it.

import type { Browser, Page } from '@playwright/test';
import { WebKitPage } from '../../support/webkit-page.ts';
import { startWebKit } from '../../support/webkit-session.ts';
import { createTab, type Tab } from './tab.ts';

export type Visitor = { openTab(): Promise<Tab>; leave(): Promise<void> };
export type NewVisitor = () => Promise<Visitor>;

/** A context of one browser that goes on. */
export const playwrightVisitors =
  (browser: Browser): NewVisitor =>
  async () => {
    const context = await browser.newContext();
    return {
      async openTab() {
        const page = await context.newPage();
        return createTab(page, () => page.bringToFront());
      },
      leave: () => context.close(),
    };
  };

/** WebKitGTK has one profile a browser, so each visitor starts one. Nothing stands between it and the fault proxy. */
export const webkitVisitors: NewVisitor = async () => {
  const session = await startWebKit();
  let isFirst = true;
  return {
    async openTab() {
      const [open = ''] = await session.windows();
      // The driver opens a window from one that is open, and may stand in one that was closed.
      await session.at({ window: open }, async () => {});
      const handle = isFirst ? open : await session.openWindow();
      isFirst = false;
      // The page needs a network of its own only for what is not done here.
      const page = new WebKitPage(session, handle, undefined as never);
      return createTab(page as unknown as Page, async () => {});
    },
    leave: session.quit,
  };
};
