// Gives a conversation into the visitor's hands: as a file, or in a window that prints it. Fetched when it is wanted.

import type { Strings } from '../../locale/strings.ts';
import type { Talk } from '../talk.ts';
import { asPage } from './as-page.ts';
import { asData, asText } from './as-text.ts';
import { type KeptTalk, keptTalk } from './kept-talk.ts';

export type Way = 'text' | 'page' | 'data' | 'print';

/** Long enough for a slow disk or a slow window to have taken it. */
const KEEP_ADDRESS_MS = 60_000;

export async function keep(way: Way, life: Talk, strings: Strings, now: number): Promise<void> {
  const talk = keptTalk(life, strings, now);
  switch (way) {
    case 'text':
      // The mark at the beginning tells old editors that it is UTF-8.
      return download(`\ufeff${asText(talk)}`, 'text/plain;charset=utf-8', fileName(talk, 'txt'));
    case 'data':
      return download(asData(talk), 'application/json', fileName(talk, 'json'));
    case 'page': {
      const { pageStyles } = await import('./print-here.ts');
      return download(asPage(talk, { styles: pageStyles }), 'text/html;charset=utf-8', fileName(talk, 'html'));
    }
    case 'print': {
      const { address } = await import('./print-here.ts');
      const page = asPage(talk, { script: address, print: strings.print });
      // A frame in a sandbox may not print; a window that it opens is in none. Nobody needs to reach back from it.
      return follow(page, 'text/html;charset=utf-8', { target: '_blank', rel: 'noopener' });
    }
  }
}

const fileName = ({ savedAt }: KeptTalk, ending: string): string => {
  const day = new Date(savedAt);
  const two = (number: number) => String(number).padStart(2, '0');
  return `conversation-${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}.${ending}`;
};

const download = (text: string, mediaType: string, name: string): void => follow(text, mediaType, { download: name });

function follow(text: string, mediaType: string, over: Partial<HTMLAnchorElement>): void {
  const address = URL.createObjectURL(new Blob([text], { type: mediaType }));
  const link = Object.assign(document.createElement('a'), { href: address, ...over });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEEP_ADDRESS_MS);
}
