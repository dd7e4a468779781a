// The way of Penpal's messages to the frame: a handshake through the window, everything else through a port that it gave.
// Believes only the frame's window, its one origin, and events that no script has made up. A port is never torn down for
// a word through the window, which any script of the page can provoke: the newest is spoken to, each is listened to. A frame
// that hears nothing for a while, because the page is busy or thinks, asks for another.

import type { Message, Messenger } from 'penpal';

export function messengerTo(remoteWindow: Window, origin: string): Messenger {
  const handlers = new Set<(message: Message) => void>();
  const ports: MessagePort[] = [];

  const hear = ({ data }: MessageEvent) => {
    for (const handler of handlers) handler(data);
  };
  const take = (given: MessagePort) => {
    ports.push(given);
    given.onmessage = hear;
  };
  const fromWindow = (event: MessageEvent) => {
    if (event.isTrusted && event.source === remoteWindow && event.origin === origin && isOfHandshake(event.data)) {
      event.ports.forEach(take);
      hear(event);
    }
  };

  return {
    initialize: () => addEventListener('message', fromWindow),
    sendMessage(message) {
      if (!isOfHandshake(message)) return ports.at(-1)?.postMessage(message);
      const transfer = [];
      if (message.type === 'ACK2') {
        const { port1, port2 } = new MessageChannel();
        take(port1);
        transfer.push(port2);
      }
      // The frame's document may not be there yet, and the first word says nothing.
      remoteWindow.postMessage(message, message.type === 'SYN' ? '*' : origin, transfer);
    },
    addMessageHandler: (handler) => handlers.add(handler),
    removeMessageHandler: (handler) => handlers.delete(handler),
    destroy() {
      removeEventListener('message', fromWindow);
      for (const port of ports.splice(0)) port.close();
      handlers.clear();
    },
  };
}

const isOfHandshake = (data: { type?: unknown } | null): boolean => /^(SYN|ACK)/.test(data?.type as string);
