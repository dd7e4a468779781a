// What `npm start` runs: the built server with the demonstration's sites, and beside it, on the next port, the small server of
// somebody else's that two of the pages talk to. A signal ends both.

import { startStranger } from './stranger/server.mjs';

const port = Number(process.env.PORT || 8080) + 1;

process.argv.push('--demo');
await import('../dist/server/main.js');

startStranger({ port }).catch((failure) => {
  process.stderr.write(`The stranger’s server cannot listen on port ${port}: ${failure.message}\n`);
});
