// What a page throws and nobody catches. Firefox's driver tells in the same place what the browser itself says of sockets that
// did not open: a chat that ends or is left while one opens makes it say so, and no page can keep it from that.

import type { Page } from '@playwright/test';

const OF_SOCKETS = /^(Firefox can’t establish a connection to the server at|The connection to) wss?:/;

/** A line each, with its page, filled as long as the page is there; rejections that nobody handles are among them. */
export function watchThrown(page: Page): string[] {
  const thrown: string[] = [];
  page.on('pageerror', ({ name, message }) => {
    if (!OF_SOCKETS.test(message)) thrown.push(`${page.url()}: ${name}: ${message}`);
  });
  return thrown;
}
