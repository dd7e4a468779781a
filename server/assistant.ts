// The demo assistant's composition root: the ordinary agent client on Node's socket and clock, so that one person alone
// can try everything. It reaches the server as any agent does, over the network.

import { WebSocket } from 'ws';
import { ASSISTANT_NAME } from './assistant-answers.ts';
import { createAssistant } from './assistant-desk.ts';
import type { KeyValueStore, OpenSocket } from './console/ports.ts';
import { type Dispose, systemClock, systemRandom } from './ports.ts';

/** Nothing is kept: what was said stands in the server's log, and the log alone decides what to say next. */
const forgetful = (): KeyValueStore => {
  const values = new Map<string, string>();
  return {
    get: (key) => values.get(key) ?? null,
    set: (key, value) => void values.set(key, value),
    remove: (key) => void values.delete(key),
  };
};

/** Opens sockets as a page of `origin` would: the server demands it of every agent. */
export const nodeSocket =
  (url: string, origin: string): OpenSocket =>
  (events) => {
    const socket = new WebSocket(url, { origin });
    socket.on('open', () => events.onOpen());
    socket.on('message', (data, isBinary) => !isBinary && events.onText(data.toString()));
    socket.on('close', (code) => events.onClosed(code));
    // Every error is followed by `close`, which says enough.
    socket.on('error', () => {});
    return {
      send: (text) => socket.readyState === WebSocket.OPEN && socket.send(text),
      close: () => (socket.readyState === WebSocket.CONNECTING ? socket.terminate() : socket.close()),
    };
  };

export function startAssistant(options: { url: string; origin: string; waitMs: number; name?: string }): Dispose {
  return createAssistant({
    openSocket: nodeSocket(options.url, options.origin),
    clock: systemClock,
    random: { fraction: Math.random, id: systemRandom.id },
    storage: forgetful(),
    storageKey: 'outbox',
    name: options.name ?? ASSISTANT_NAME,
    waitMs: options.waitMs,
  });
}
