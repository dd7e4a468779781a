// The abilities that the frame needs to talk to a real server from Node: its sockets and posts carry the Origin that
// a browser would send, and time is real.

import { randomBytes } from 'node:crypto';
import { WebSocket as NodeSocket } from 'ws';
import type { Clock, Network, Random } from '../../frame/ports.ts';
import { http } from './server-client.ts';

export const systemClock: Clock = {
  now: () => Date.now(),
  uptime: () => performance.now(),
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};

export const systemRandom: Random = {
  fraction: () => 0,
  id: () => randomBytes(16).toString('base64url').slice(0, 22),
};

/** Dials this port, as a page of the chat origin would. */
export const networkTo = (port: number): Network => ({
  openSocket: (url) => new NodeSocket(url, { origin: `http://127.0.0.1:${port}` }) as unknown as WebSocket,
  async post(url, body, signal) {
    const { pathname } = new URL(url);
    const headers = { origin: `http://127.0.0.1:${port}` };
    const reply = await http(port, pathname, { method: 'POST', headers, body, signal });
    return { status: reply.status, body: reply.json };
  },
});
