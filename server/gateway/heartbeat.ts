// Notices dead links: pings every socket, and drops one that has said nothing for longer than two pings, so within
// 30 seconds. A browser answers pings even where timers of a hidden page sleep.

import type { WebSocket } from 'ws';
import { PING_INTERVAL_MS, SILENCE_LIMIT_MS } from '../../protocol/server.ts';
import { type Clock, type Dispose, every } from '../ports.ts';

type Link = Pick<WebSocket, 'ping' | 'terminate' | 'on'>;

export interface Heartbeat {
  watch(socket: Link, onAlive: () => void): void;
  close: Dispose;
}

export function createHeartbeat(clock: Clock): Heartbeat {
  const heardAt = new Map<Link, number>();
  /** Half of the pause, so that the worst case stays below 30 s: limit 25 s and less than 5 s until the next look. */
  const stop = every(clock, PING_INTERVAL_MS / 2, () => {
    const now = clock.uptime();
    for (const [socket, at] of heardAt) {
      if (now - at > SILENCE_LIMIT_MS) socket.terminate();
      else if (now - at >= PING_INTERVAL_MS / 2) socket.ping();
    }
  });

  return {
    watch(socket, onAlive) {
      const heard = () => heardAt.set(socket, clock.uptime());
      heard();
      socket.on('message', heard);
      socket.on('pong', () => {
        heard();
        onAlive();
      });
      socket.on('close', () => heardAt.delete(socket));
    },
    close: stop,
  };
}
