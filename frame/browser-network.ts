// The real network behind its port; needed only by what talks to the server.

import type { Network, Upload } from './ports.ts';

/** Browsers promise it of small posts only. */
const KEEPALIVE_CHARS = 8_000;

export const browserNetwork: Network = {
  openSocket: (url) => new WebSocket(url),
  async post(url, body, signal, outlives) {
    const text = JSON.stringify(body);
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: text,
      signal,
      keepalive: outlives && text.length < KEEPALIVE_CHARS,
      credentials: 'omit',
      cache: 'no-store',
    });
    return { status: response.status, body: await response.json() };
  },
};

export const browserUpload: Upload = async (url, headers, bytes, signal) => {
  const response = await fetch(url, {
    ...{ method: 'POST', headers, body: bytes, signal },
    ...{ credentials: 'omit', cache: 'no-store' },
  });
  return { status: response.status, body: await response.json() };
};
