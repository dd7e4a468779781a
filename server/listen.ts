// Takes the port, or says why it cannot be had.

import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigError } from './config.ts';
import type { Config } from './config-schema.ts';

/** Longer than the pauses of a polling client, so that a request rarely meets a connection that is just closing. */
const KEEP_ALIVE_MS = 65_000;

/** A request that arrives more slowly holds its place for nothing. Bodies are small. */
const REQUEST_LIMIT_MS = 30_000;
const HEADERS_LIMIT_MS = 15_000;

export function listen(server: Server, { host, port }: Config): Promise<number> {
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.requestTimeout = REQUEST_LIMIT_MS;
  server.headersTimeout = HEADERS_LIMIT_MS;
  return new Promise((resolve, reject) => {
    server.once('error', (failure: NodeJS.ErrnoException) => {
      const taken = failure.code === 'EADDRINUSE';
      const why = taken
        ? `port: expected a free port, received ${port}, which another program uses. PORT=8081 chooses another one.`
        : `host: expected an address of this machine, received ${host}:${port} (${failure.message})`;
      reject(new ConfigError(why));
    });
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}
