// The chat server as a process of its own, on the database file it is given and a free port, which it prints. Bundled
// by server-child.ts, because Node 20 reads no TypeScript; the limits are out of the way.

import { defaultConfig } from '../../server/config.ts';
import { startServer } from '../../server/start-server.ts';

const config = defaultConfig();
const plenty = { burst: 1_000_000, perSecond: 1_000_000 };
const limits = {
  ...config.limits,
  messagesPerSession: plenty,
  requestsPerConnection: plenty,
  hellosPerAddress: plenty,
};
const { port } = await startServer(
  { ...config, port: 0, databaseFile: process.argv[2], limits },
  { distFolder: '/no/build', demoFolder: null },
);
process.stdout.write(`${port}\n`);
