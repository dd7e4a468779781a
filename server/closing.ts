// How the server ends: everybody is told, what runs is finished, and the store goes last.

import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Upgrades } from './gateway/upgrades.ts';
import type { Dispose } from './ports.ts';
import type { Store } from './store/store.ts';

type Closable = { stop: AbortController; quiet: Dispose; upgrades: Upgrades };

/** How long running requests may take to end when the server stops. */
const LAST_ANSWERS_MS = 2_000;

/** Browsers open a connection ahead of its first request, and Node does not count that one as idle. */
function sparesOf(server: Server): Dispose {
  const open = new Set<Socket>();
  server.on('connection', (socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
  });
  return () => {
    for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
  };
}

/** Says goodbye to sockets, answers held polls, lets running requests end, and closes the store last. Safe twice. */
export function createClosing(server: Server, { stop, quiet, upgrades }: Closable, store: Store): () => Promise<void> {
  let closing: Promise<void> | null = null;
  const closeSpares = sparesOf(server);
  const close = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    stop.abort();
    quiet();
    await upgrades.close();
    server.closeIdleConnections();
    closeSpares();
    const cut = setTimeout(() => server.closeAllConnections(), LAST_ANSWERS_MS);
    await closed;
    clearTimeout(cut);
    await store.close();
  };
  return () => {
    closing ??= close();
    return closing;
  };
}
