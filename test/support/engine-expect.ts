// What the journeys expect of what stands on a page, in whichever engine: Playwright's own `expect`, and for what is found
// through WebKitGTK's driver the same words, which wait in the same way.

import { expect as playwrights } from '@playwright/test';
import { WebKitLocator } from './webkit-locator.ts';
import { ACTION_LIMIT_MS, pause, type Seen } from './webkit-use.ts';

type Options = { timeout?: number };
const tidy = (text: string) => text.replace(/\s+/g, ' ').trim();
const has = (text: string, wanted: string | RegExp) =>
  wanted instanceof RegExp ? wanted.test(text) : tidy(text).includes(tidy(wanted));

/** What each matcher looks at, and whether it is as wanted. */
const MATCHERS: Record<string, (seen: Seen, wanted: never) => [unknown, boolean]> = {
  toBeVisible: (seen) => [seen, seen.isVisible],
  toBeHidden: (seen) => [seen, !seen.isVisible],
  toHaveValue: ({ value }, wanted: string) => [value, value === wanted],
  toContainText: ({ text, count }, wanted: string | RegExp) => [text, count > 0 && has(text, wanted)],
  toHaveText: ({ text }, wanted: string) => [text, tidy(text) === wanted],
  toHaveCount: ({ count }, wanted: number) => [count, count === wanted],
  toHaveAccessibleDescription: ({ description }, wanted: string) => [description, description === wanted],
};

/** The options come last, and the first argument is what is wanted, where there is something to want. */
function split(args: unknown[]): [unknown, Options] {
  const last = args.at(-1);
  const options = typeof last === 'object' && last !== null && 'timeout' in last ? (last as Options) : {};
  return [args[0], options];
}

function expectOf(locator: WebKitLocator, isNot: boolean) {
  const matchers = Object.entries(MATCHERS).map(([name, judge]) => {
    const match = async (...args: unknown[]) => {
      const [wanted, { timeout = ACTION_LIMIT_MS }] = split(args);
      const giveUpAtMs = Date.now() + timeout;
      for (;;) {
        const seen = await locator.sight();
        const [received, isSo] = judge(seen, wanted as never);
        if (isSo !== isNot) return;
        const words = `${isNot ? 'not ' : ''}${name} ${wanted ?? ''}: received ${JSON.stringify(received)} of ${locator}`;
        if (Date.now() > giveUpAtMs) throw new Error(words);
        await pause();
      }
    };
    return [name, match] as const;
  });
  return Object.fromEntries(matchers);
}

export const expect: typeof playwrights = new Proxy(playwrights, {
  apply(target, self, args: [unknown, ...unknown[]]) {
    const [actual] = args;
    if (!(actual instanceof WebKitLocator)) return Reflect.apply(target, self, args);
    return { ...expectOf(actual, false), not: expectOf(actual, true) };
  },
});
