// The server's end of a socket, as much of the `ws` package's as the gateways use. The answers to its pings come from the
// browser, whatever the page is doing.

import type { WebSocket } from 'ws';
import type { Line, Net } from './net.ts';

/** How long `ws` waits for the other side's goodbye. */
const CLOSE_LIMIT_MS = 30_000;
const PING_CHARS = 6;

type Listener = (...words: never[]) => void;

/** `isAlive`: of the process that serves it. `toClient`: what the other end does with a text. */
export function createServerSocket(
  line: Line,
  { timeline }: Net,
  isAlive: () => boolean,
  toClient: (text: string) => void,
) {
  const listeners = new Map<string, Listener[]>();
  const emit = (name: string, ...words: unknown[]): void => {
    if (!isAlive()) return;
    for (const listener of listeners.get(name) ?? []) listener(...(words as never[]));
  };
  const finish = (code: number): void => {
    if (socket.readyState === 3) return;
    socket.readyState = 3;
    emit('close', code, Buffer.alloc(0));
  };
  const socket = {
    ...{ OPEN: 1, readyState: 1, bufferedAmount: 0 },
    on(name: string, listener: Listener) {
      const known = listeners.get(name);
      if (known) known.push(listener);
      else listeners.set(name, [listener]);
    },
    send(text: string, taken: (failure?: Error) => void) {
      if (socket.readyState !== 1) return void queueMicrotask(() => taken(new Error('the socket is not open')));
      line.send('down', text.length, () => toClient(text), true);
      queueMicrotask(taken);
    },
    ping() {
      line.send('down', PING_CHARS, () => line.send('up', PING_CHARS, () => emit('pong')));
    },
    close(code = 1005) {
      if (socket.readyState !== 1) return;
      socket.readyState = 2;
      line.leave('server', code);
      timeline.after(line.isOpen() ? CLOSE_LIMIT_MS : 0, () => finish(1006));
    },
    terminate() {
      line.leave('server', 1006);
      timeline.after(0, () => finish(1006));
    },
  };
  return {
    socket: socket as unknown as WebSocket,
    receive: (text: string) => socket.readyState === 1 && emit('message', Buffer.from(text), false),
    /** The line has ended. */
    closed: finish,
  };
}

export type ServerSocket = ReturnType<typeof createServerSocket>;
