// Becomes chat.js, a classic script. The build writes in both names and the import(), which carries the script's nonce.
// Addresses are whole ones: a script of another origin has no base address of its own (HTML, "muted errors").

import { type LinkPart, load } from './loader.ts';

declare const importLink: (address: string) => Promise<LinkPart>;

load(document.currentScript as HTMLScriptElement, '%FRAME_PATH%', (origin) => importLink(`${origin}/host/%LINK_FILE%`));
