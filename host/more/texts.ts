// Fetches the texts of `localization`, if it is an address. The page does it, because the address is the page's. Whatever
// goes wrong is logged, and the chat has its default texts.

import type { Log } from './log.ts';

/** Longer than a slow network takes, shorter than a visitor waits for a chat. */
const LIMIT_MS = 8_000;

export async function fetchTexts(address: string, log: Log): Promise<{ $file: unknown } | undefined> {
  try {
    const answer = await fetch(new URL(address, document.baseURI), { signal: AbortSignal.timeout(LIMIT_MS) });
    const texts: unknown = answer.ok ? await answer.json() : answer.status;
    if (texts === Object(texts)) return { $file: texts };
    throw texts;
  } catch (error) {
    log('warn', 'localization', `${error}`);
  }
  return undefined;
}
