// Both ends of a WebSocket without a network: the browser's, and as much of the `ws` package's as the gateways use. What is sent
// arrives a moment later, in order.

import { EventEmitter } from 'node:events';
import type { Clock } from '../../frame/ports.ts';

type Words = { data: string } | { code: number } | object;

export function createSocketPair(clock: Pick<Clock, 'after'>, latencyMs: number) {
  const there = new EventEmitter();
  const listeners = new Map<string, (event: Words) => void>();
  let isOpen = true;
  const fire = (type: string, words: Words): void => listeners.get(type)?.(words);
  const later = (run: () => void) => clock.after(latencyMs, () => isOpen && run());

  /** The line ends, and both ends hear of it. */
  const cut = (code: number): void => {
    if (!isOpen) return;
    isOpen = false;
    clock.after(latencyMs, () => fire('close', { code }));
    there.emit('close', code);
  };
  const socket = {
    addEventListener: (type: string, run: (event: Words) => void) => void listeners.set(type, run),
    send: (text: string) => void later(() => there.emit('message', Buffer.from(text), false)),
    close: () => cut(1005),
  };
  const server = {
    ...{ OPEN: 1, bufferedAmount: 0 },
    get readyState() {
      return isOpen ? 1 : 3;
    },
    send(text: string, taken: (failure?: Error) => void) {
      later(() => fire('message', { data: text }));
      queueMicrotask(taken);
    },
    ping: () => void later(() => there.emit('pong')),
    close: cut,
    terminate: () => cut(1006),
  };
  return {
    here: { socket: socket as unknown as WebSocket, opened: () => void later(() => fire('open', {})) },
    there: Object.assign(there, Object.defineProperties({}, Object.getOwnPropertyDescriptors(server))),
    cut,
  };
}
