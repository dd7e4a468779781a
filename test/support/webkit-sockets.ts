// The WebSockets of one browser on their way through the proxy: passed on byte by byte, or as a journey says.

import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import type { SocketRoute } from './webkit-routes.ts';

/** `opened`: hears of every connection that is made on behalf of the browser. */
export function socketRoute(
  incoming: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  opened: (connection: Duplex) => void,
): SocketRoute {
  const url = new URL((incoming.url ?? '').replace(/^http/, 'ws'));
  const route: SocketRoute = {
    url: () => url.href,
    close: async () => void socket.destroy(),
    connectToServer() {
      const out = connect(Number(url.port), '127.0.0.1');
      opened(out);
      const lines = incoming.rawHeaders.map((part, at) => (at % 2 ? `${part}\r\n` : `${part}: `)).join('');
      out.write(`GET ${url.pathname}${url.search} HTTP/1.1\r\n${lines}\r\n`);
      out.write(head);
      out.pipe(socket).pipe(out);
      const end = () => {
        out.destroy();
        socket.destroy();
      };
      for (const side of [out, socket]) side.on('error', end).on('close', end);
      return { ...route, close: async () => end() };
    },
  };
  socket.on('error', () => {});
  return route;
}
