// What a site's own script does, from a test: a page that has the snippet and no calls, calls of the API, and what the
// page complained of. Knows the public API and no demo page.

import type { BrowserContext, Page } from '@playwright/test';
import type { ChatApi, Session } from '../../host/api.ts';
import type { Sites } from './site-test.ts';

/** What a test's own code finds in the page. */
export type SiteWindow = Window & { chat: ChatApi; session: Session; heard: unknown[] };

export type Outcome = 'session' | 'nothing' | { code: number; description: string };

type Method = 'startChat' | 'restoreChat' | 'startSession' | 'restoreSession' | 'startChatInThisWindow';

/** Calls a method of the page's `chat` and waits for the outcome of its promise. The session becomes `window.session`. */
export const ask = (page: Page, method: Method, options: object): Promise<Outcome> =>
  page.evaluate(
    async ([name, given]): Promise<Outcome> => {
      const site = window as unknown as SiteWindow;
      try {
        site.session = await site.chat[name](given);
        return 'session';
      } catch (event) {
        if (event instanceof Error) throw event;
        return (event as { error?: Exclude<Outcome, string> }).error ?? 'nothing';
      }
    },
    [method, options] as const,
  );

export const EMBEDDED = { embedded: true };
export const AT_ONCE = { embedded: true, registration: false };

/**
 * A page of the shop whose own script has been left out, or replaced: the snippet is there, and nothing calls it. (A
 * page that Playwright answers itself would not do: such a document may load nothing from a loopback address.)
 */
export async function plainPage(context: BrowserContext, sites: Sites, script = ''): Promise<string> {
  await context.route(`${sites.shop}/assets/site.js`, (route) =>
    route.fulfill({ contentType: 'text/javascript', body: script }),
  );
  return `${sites.shop}/about.html`;
}
