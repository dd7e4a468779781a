// What a page throws and nobody catches. Firefox's driver tells in the same place what the browser itself says of sockets that
// did not open: a chat that ends or is left while one opens makes it say so, and no page can keep it from that.

import type { Page } from '@playwright/test';
import { expect } from './engine-expect.ts';

const OF_SOCKETS = /^(Firefox can’t establish a connection to the server at|The connection to) wss?:/;
const MARK = 'thrown by the test, number';

/** Rejections that nobody handles are thrown, too. */
export function watchThrown(page: Page) {
  const lines: string[] = [];
  page.on('pageerror', ({ name, message }) => {
    if (!OF_SOCKETS.test(message)) lines.push(`${name}: ${message}`);
  });
  return {
    lines,
    /** All of them so far: a rejection of the test's own has come after them, and shows that they are heard. */
    async all(): Promise<string[]> {
      const mark = `${MARK} ${lines.length}`;
      await page.evaluate((words) => void Promise.reject(new Error(words)), mark);
      await expect.poll(() => lines.some((line) => line.includes(mark))).toBe(true);
      return lines.filter((line) => !line.includes(MARK));
    },
  };
}
