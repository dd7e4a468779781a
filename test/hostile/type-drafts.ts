// Types one text after the other into a field of a page, as fast as it draws them, and reads what stands in it and in a
// second place each time.

import type { Locator } from '@playwright/test';
import { bare } from './tally.ts';

export async function typeDrafts(field: Locator, texts: readonly string[], copy: string) {
  const read = await field.evaluate(
    async (element, given) => {
      const area = element as HTMLTextAreaElement;
      const seen: { written: string; copied: string }[] = [];
      for (const text of given.texts) {
        area.value = text;
        area.dispatchEvent(new Event('input', { bubbles: true }));
        await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
        const copied = document.querySelector(given.copy)?.textContent ?? '';
        seen.push({ written: area.value, copied });
      }
      return seen;
    },
    { texts, copy },
  );
  const all = (which: 'written' | 'copied') => new Set(read.map((seen) => bare(seen[which])));
  return { written: all('written'), copied: all('copied') };
}
