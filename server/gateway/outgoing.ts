// The sending half of a socket, with a bounded memory for those who do not read. A line that has taken nothing for too
// long, or holds too much, is dropped: its client comes back and goes on from the last index it has.

import type { WebSocket } from 'ws';
import { SILENCE_LIMIT_MS } from '../../protocol/server.ts';
import type { Clock } from '../ports.ts';

export interface Outgoing {
  /** Resolves when the line has taken it; rejects when it is gone. */
  send(message: unknown): Promise<void>;
  /** For what may get lost: dropped while the line is full. */
  sendLossy(message: unknown): void;
}

type Line = Pick<WebSocket, 'send' | 'terminate' | 'bufferedAmount' | 'readyState' | 'OPEN'>;

/** A client that has heard nothing for so long gives up by itself. */
const STALLED_MS = SILENCE_LIMIT_MS;
/** What a line may have waiting before lossy messages are dropped. */
const FULL_BYTES = 64_000;
/** What a line may have waiting at all: a few pages of the longest messages. */
const MOST_BYTES = 4_000_000;

export function createOutgoing(line: Line, clock: Clock): Outgoing {
  return {
    send: (message) =>
      new Promise((resolve, reject) => {
        if (line.bufferedAmount > MOST_BYTES) line.terminate();
        const cancel = clock.after(STALLED_MS, () => line.terminate());
        line.send(JSON.stringify(message), (failure) => {
          cancel();
          if (failure) reject(failure);
          else resolve();
        });
      }),
    sendLossy: (message) => {
      if (line.readyState !== line.OPEN || line.bufferedAmount > FULL_BYTES) return;
      line.send(JSON.stringify(message), () => {});
    },
  };
}
