// Chooses whose way to a server it is, at each start and each resume: a page may bring another one with its next chat. Knows
// the ways only as transports.

import { SERVER_UNAVAILABLE } from '../../protocol/errors.ts';
import { failed } from '../../protocol/result.ts';
import type { Transport } from './transport.ts';

/** Ways of one name are one way. */
export type Choice = { name: string; create(): Transport };

export function createSwitchingTransport(choose: () => Choice): Transport {
  let name: string | null = null;
  let current: Transport | null = null;

  function chosen(): Transport {
    const choice = choose();
    if (current && choice.name === name) return current;
    current?.close();
    name = choice.name;
    current = choice.create();
    return current;
  }

  return {
    start: (request, cursor) => chosen().start(request, cursor),
    resume: (cursor) => chosen().resume(cursor),
    request: (request) => current?.request(request) ?? Promise.resolve(failed(SERVER_UNAVAILABLE)),
    wake: () => current?.wake(),
    close: () => current?.close(),
  };
}
