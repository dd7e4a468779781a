// Fetches the texts of `localization`, if it is an address. The page does it, because the address is the page's. Whatever
// goes wrong is logged, and the chat has its default texts.

import { HANDSHAKE_LIMIT_MS } from '../../protocol/limits.ts';
import type { Log } from './log.ts';

export async function fetchTexts(address: string, log: Log): Promise<unknown> {
  try {
    const answer = await fetch(new URL(address, document.baseURI), { signal: AbortSignal.timeout(HANDSHAKE_LIMIT_MS) });
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    const texts: unknown = await answer.json();
    if (typeof texts !== 'object' || texts === null || Array.isArray(texts)) throw new Error('it is no object');
    return { $file: texts };
  } catch (error) {
    log('warn', 'localization', String(error));
    return undefined;
  }
}
