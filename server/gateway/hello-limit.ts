// A socket that never says who it is, is closed: it would hold its place for nothing.

import type { WebSocket } from 'ws';
import type { Clock, Dispose } from '../ports.ts';

const HELLO_LIMIT_MS = 15_000;

/** Disposed of by the greeting. `expected`: the words that were not said. */
export function limitHello(socket: WebSocket, clock: Clock, expected: string): Dispose {
  const cancel = clock.after(HELLO_LIMIT_MS, () => socket.close(1008, `expected ${expected} within 15 s`));
  socket.on('close', cancel);
  return cancel;
}
