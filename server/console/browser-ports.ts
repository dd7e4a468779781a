// The browser's side of the console's ports. The only file here that touches timers, storage, sockets and dice.

import type { Clock, KeyValueStore, OpenSocket, Random } from './ports.ts';

export const browserClock: Clock = {
  now: () => Date.now(),
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};

export const browserRandom: Random = {
  fraction: () => Math.random(),
  id() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    const base64 = btoa(String.fromCharCode(...bytes));
    return base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  },
};

/** Touches `localStorage` only when used: where storage is refused, the mere access throws. */
export const browserStorage: KeyValueStore = {
  get: (key) => localStorage.getItem(key),
  set: (key, value) => localStorage.setItem(key, value),
  remove: (key) => localStorage.removeItem(key),
};

export const browserSocket =
  (url: string): OpenSocket =>
  (events) => {
    const socket = new WebSocket(url);
    socket.addEventListener('open', () => events.onOpen());
    socket.addEventListener('message', ({ data }) => typeof data === 'string' && events.onText(data));
    socket.addEventListener('close', ({ code }) => events.onClosed(code));
    return { send: (text) => socket.send(text), close: () => socket.close() };
  };

/** The socket's address on the server that this page came from. */
export const socketUrl = ({ protocol, host }: Location): string =>
  `${protocol === 'https:' ? 'wss:' : 'ws:'}//${host}/agent/v1/socket`;
