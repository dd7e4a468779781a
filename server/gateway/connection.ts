// One WebSocket, seen from the gateways: JSON messages one after the other, answers, and a bounded memory for those
// who send faster than they read. Knows nothing of what the messages mean.

import type { RawData, WebSocket } from 'ws';
import { CLOSE_PROTOCOL_ERROR, CLOSE_TOO_MANY } from '../../protocol/server.ts';
import { parseJson } from './reading.ts';

export interface Connection {
  /** Resolves when the line has taken it; rejects when it is gone. */
  send(message: unknown): Promise<void>;
  /** For what may get lost: dropped while the line is full. */
  sendLossy(message: unknown): void;
  close(code: number, reason: string): void;
}

export type ConnectionHandler = {
  /** Messages come one at a time: the next one when this promise settles. */
  onMessage(message: unknown): Promise<void>;
  /** Larger than the operator allows, smaller than the line's own limit. */
  onTooLarge(message: unknown, sizeBytes: number): Promise<void>;
  onClosed(): void;
};

/** Requests that wait for their turn. More than a burst at the highest rate. */
const MAX_WAITING = 500;
/** What a line may have taken and not delivered yet before lossy messages are dropped. */
const FULL_BYTES = 64_000;

export function serveConnection(
  socket: WebSocket,
  maxRequestBytes: number,
  accept: (connection: Connection) => ConnectionHandler,
): void {
  const connection: Connection = {
    send: (message) =>
      new Promise((resolve, reject) => {
        socket.send(JSON.stringify(message), (failure) => (failure ? reject(failure) : resolve()));
      }),
    sendLossy: (message) => {
      if (socket.readyState !== socket.OPEN || socket.bufferedAmount > FULL_BYTES) return;
      socket.send(JSON.stringify(message), () => {});
    },
    close: (code, reason) => socket.close(code, reason),
  };
  const handler = accept(connection);
  let waiting = 0;
  let turn: Promise<unknown> = Promise.resolve();

  const handle = async (data: RawData, isBinary: boolean) => {
    if (socket.readyState !== socket.OPEN) return;
    const text = Buffer.isBuffer(data) ? data.toString('utf8') : '';
    const parsed = parseJson(text);
    const isObject = parsed.ok && typeof parsed.value === 'object' && parsed.value !== null;
    if (isBinary || !isObject) {
      socket.close(CLOSE_PROTOCOL_ERROR, 'expected a JSON object in a text frame');
      return;
    }
    const sizeBytes = Buffer.byteLength(text);
    if (sizeBytes > maxRequestBytes) await handler.onTooLarge(parsed.value, sizeBytes);
    else await handler.onMessage(parsed.value);
  };

  socket.on('message', (data, isBinary) => {
    waiting += 1;
    if (waiting > MAX_WAITING) {
      socket.close(CLOSE_TOO_MANY, 'too many requests without waiting for answers');
      return;
    }
    turn = turn
      .then(() => handle(data, isBinary))
      // The store failed or the line broke: a client comes back and repeats what was not answered.
      .catch(() => socket.close(1011, 'the server could not answer'))
      .finally(() => {
        waiting -= 1;
      });
  });
  socket.on('error', () => {});
  socket.on('close', () => handler.onClosed());
}
