// What a screen reader reads out by itself of a live region: each piece of text that is added while the region is live, in
// order. Not what is hidden from it, nor what says of itself that it is no news.

import type { Locator } from '@playwright/test';

type Hearing = Window & { readAloud?: string[] };

/** From now on. */
export const listen = (region: Locator): Promise<void> =>
  region.evaluate((root: Element) => {
    const heard: string[] = [];
    (window as unknown as Hearing).readAloud = heard;
    const QUIET = '[aria-live=off], [aria-hidden=true], [hidden]';
    const words = (node: Node): string => {
      if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? '';
      if (!(node instanceof Element) || node.matches(QUIET)) return '';
      return node.getAttribute('alt') ?? [...node.childNodes].map(words).join(' ');
    };
    const isLive = (node: Node): boolean => {
      const element = node instanceof Element ? node : node.parentElement;
      return element?.closest('[aria-live]')?.getAttribute('aria-live') !== 'off' && !element?.closest(QUIET);
    };
    const tell = (node: Node): void => {
      const text = words(node).replace(/\s+/g, ' ').trim();
      if (text && root.contains(node) && isLive(node)) heard.push(text);
    };
    new MutationObserver((records) => {
      for (const { type, target, addedNodes } of records) {
        if (type === 'characterData') tell(target);
        else for (const node of addedNodes) tell(node);
      }
    }).observe(root, { childList: true, characterData: true, subtree: true });
  });

export const heardSoFar = (region: Locator): Promise<string[]> =>
  region.evaluate(() => (window as unknown as Hearing).readAloud ?? []);

/** How often, and in which order, texts of this shape were read out. */
export const readAloud = async (region: Locator, shape: RegExp): Promise<string[]> =>
  (await heardSoFar(region)).join('\n').match(shape) ?? [];
