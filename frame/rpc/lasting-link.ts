// A link that outlives the page at its other end: the same page may shake hands again, or another one in its place. Each
// time whoever listens hears of it. Knows Penpal's messages by their types; knows no tickets.

import type { Messenger } from 'penpal';
import type { FrameMethods } from '../../protocol/rpc.ts';
import type { Host } from '../session/engine.ts';
import { openLink } from './link.ts';

/** `messenger` does not end with the page. */
export function openLastingLink(messenger: Messenger, methods: FrameMethods, onPage: (page: Host) => void): void {
  messenger.addMessageHandler(({ type }) => {
    // Each handshake has one of these for us, whichever side is faster.
    if (type === 'ACK1' || type === 'ACK2') void page.then(onPage);
  });
  const page = openLink(messenger, methods);
}
