// WebKitGTK in the words of Playwright's browser and its contexts: each context is a browser of its own, with a network of
// its own. What a journey asks for and this does not have is an error that names it.

import type { Browser } from '@playwright/test';
import { createNetwork } from './webkit-network.ts';
import { WebKitPage } from './webkit-page.ts';
import { startWebKit } from './webkit-session.ts';

/** Names that are looked up on anything, by `await` and by printing. */
const LOOKED_UP = ['then', 'toJSON', 'asymmetricMatch', 'nodeType', '$$typeof'];

const complete = <Part extends object>(part: Part, what: string): Part =>
  new Proxy(part, {
    get(target, name) {
      if (name in target || typeof name === 'symbol' || LOOKED_UP.includes(name)) {
        const value = Reflect.get(target, name);
        return typeof value === 'function' ? value.bind(target) : value;
      }
      throw new Error(`${what}.${name}: WebKitGTK’s driver cannot stage this.`);
    },
  });

async function openContext(onClosed: () => void) {
  const network = await createNetwork();
  const session = await startWebKit({ proxy: network.address });
  const [first] = await session.windows();
  let isFirst = true;
  return {
    async newPage() {
      const handle = isFirst && first ? first : await session.openWindow();
      isFirst = false;
      return complete(new WebKitPage(session, handle, network), 'page');
    },
    route: async (...args: Parameters<typeof network.route>) => network.route(...args),
    routeWebSocket: async (...args: Parameters<typeof network.routeWebSocket>) => network.routeWebSocket(...args),
    on: network.on,
    cookies: async () => network.cookies(),
    addInitScript: async (...args: Parameters<typeof network.addInitScript>) => network.addInitScript(...args),
    async close() {
      onClosed();
      await session.quit();
      network.close();
    },
  };
}

type Context = Awaited<ReturnType<typeof openContext>>;

/** The journeys' texts are checked against Playwright's types, so this is said to be one of Playwright's. */
export function createWebKitBrowser(): Browser & { end(): Promise<void> } {
  const contexts = new Set<Context>();
  const browser = {
    /** Playwright's own fixture of a context looks into it. */
    _connection: { headers: [] },
    async newContext() {
      const context: Context = await openContext(() => contexts.delete(context));
      contexts.add(context);
      return complete(context, 'context');
    },
    contexts: () => [...contexts],
    async end() {
      await Promise.all([...contexts].map((context) => context.close()));
    },
  };
  return complete(browser, 'browser') as unknown as Browser & { end(): Promise<void> };
}
