// One WebSocket, seen from the gateways: JSON messages one after the other, answers, and a bounded memory for those
// who ask faster than they are answered. Knows nothing of what the messages mean.

import type { RawData, WebSocket } from 'ws';
import { CLOSE_PROTOCOL_ERROR, CLOSE_TOO_MANY } from '../../protocol/server.ts';
import type { Clock } from '../ports.ts';
import { createOutgoing, type Outgoing } from './outgoing.ts';
import { parseJson } from './reading.ts';

export interface Connection extends Outgoing {
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
/** Their size together, in requests of the largest kind. A client has one message under way, not many. */
const MAX_WAITING_REQUESTS = 4;

const sizeOf = (data: RawData): number => (Buffer.isBuffer(data) ? data.length : 0);

export function serveConnection(
  socket: WebSocket,
  { maxRequestBytes, clock }: { maxRequestBytes: number; clock: Clock },
  accept: (connection: Connection) => ConnectionHandler,
): void {
  /** We sent it away: what it says after that counts no more. What came before a goodbye of its own does. */
  let isSentAway = false;
  const sendAway = (code: number, reason: string): void => {
    isSentAway ||= socket.readyState === socket.OPEN;
    socket.close(code, reason);
  };
  const connection: Connection = { ...createOutgoing(socket, clock), close: sendAway };
  const handler = accept(connection);
  const waiting = { count: 0, bytes: 0 };
  let turn: Promise<unknown> = Promise.resolve();

  const handle = async (data: RawData, isBinary: boolean) => {
    if (isSentAway) return;
    const text = Buffer.isBuffer(data) ? data.toString('utf8') : '';
    const parsed = parseJson(text);
    const isObject = parsed.ok && typeof parsed.value === 'object' && parsed.value !== null;
    if (isBinary || !isObject) {
      sendAway(CLOSE_PROTOCOL_ERROR, 'expected a JSON object in a text frame');
      return;
    }
    const sizeBytes = sizeOf(data);
    if (sizeBytes > maxRequestBytes) await handler.onTooLarge(parsed.value, sizeBytes);
    else await handler.onMessage(parsed.value);
  };

  socket.on('message', (data, isBinary) => {
    const sizeBytes = sizeOf(data);
    waiting.count += 1;
    waiting.bytes += sizeBytes;
    if (waiting.count > MAX_WAITING || waiting.bytes > MAX_WAITING_REQUESTS * maxRequestBytes) {
      sendAway(CLOSE_TOO_MANY, 'too many requests without waiting for answers');
      return;
    }
    turn = turn
      .then(() => handle(data, isBinary))
      // The store failed or the line broke: a client comes back and repeats what was not answered.
      .catch(() => sendAway(1011, 'the server could not answer'))
      .finally(() => {
        waiting.count -= 1;
        waiting.bytes -= sizeBytes;
      });
  });
  socket.on('error', () => {});
  socket.on('close', () => void turn.then(() => handler.onClosed()));
}
