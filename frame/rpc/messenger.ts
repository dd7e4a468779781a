// The way of Penpal's messages to a page that embeds or has opened us: a handshake through the window, everything else
// through a port. Any script of that page can post to our window, so a word through it tears nothing down: each port that
// was ever given is listened to, the one that spoke last is spoken to, and where nobody answers a new one is asked for.
// Knows neither calls nor their meaning.

import type { Message, Messenger } from 'penpal';
import type { Clock, Dispose } from '../ports.ts';

/** A page answers within milliseconds, unless it is busy; then asking does no harm. */
const SILENCE_MS = 500;

type Windows = { here: Pick<Window, 'addEventListener'>; there: Pick<Window, 'postMessage'> };

/** To that window, if it is of this origin; to nobody else. Lives as long as the document. */
export function createMessenger({ here, there }: Windows, origin: string, clock: Pick<Clock, 'after'>): Messenger {
  const handlers = new Set<(message: Message) => void>();
  let port: MessagePort | undefined;
  /** Nothing has been heard since something was asked. */
  let isSilent = true;
  let stopWaiting: Dispose | undefined;

  const tell = (message: Message): void => {
    for (const handler of handlers) handler(message);
  };
  const take = (given: MessagePort): void => {
    if (isSilent) port = given;
    given.onmessage = ({ data }) => {
      isSilent = false;
      // The patience of a call that was answered is not that of the next one.
      stopWaiting = stopWaiting?.() as undefined;
      port = given;
      // Nothing else: a page that ends its link takes us away, or another one comes in its place.
      if (/^(CALL|REPLY)$/.test(data?.type)) tell(data);
    };
  };

  return {
    initialize: () =>
      here.addEventListener('message', ({ data, source, origin: from, ports }) => {
        if (source !== there || from !== origin || data?.namespace !== 'penpal' || !isOfHandshake(data)) return;
        isSilent ||= data.type === 'SYN';
        const [given] = ports;
        if (given) take(given);
        // Without a port it would be no end of a handshake.
        if (given || data.type !== 'ACK2') tell(data);
      }),
    sendMessage(message) {
      const { type } = message;
      if (isOfHandshake(message)) {
        const { port1, port2 } = new MessageChannel();
        const isLast = type === 'ACK2';
        if (isLast) take(port1);
        there.postMessage(message, type === 'SYN' ? '*' : origin, isLast ? [port2] : []);
        return;
      }
      port?.postMessage(message);
      if (type !== 'CALL') return;
      isSilent = true;
      stopWaiting ??= clock.after(SILENCE_MS, () => {
        stopWaiting = undefined;
        there.postMessage({ namespace: 'penpal', type: 'ACK1' }, origin);
      });
    },
    addMessageHandler: (handler) => handlers.add(handler),
    removeMessageHandler: () => {},
    destroy: () => {},
  };
}

const isOfHandshake = ({ type }: { type?: unknown }): boolean => /^(SYN|ACK[12])$/.test(type as string);
