// The part of the frame for what only some sites ask for: fetched with the first request that the document cannot
// decide by itself, or that is wrong.

import { UNKNOWN_COMMAND } from '../protocol/errors.ts';
import { failed } from '../protocol/result.ts';
import { checkRequest } from './extras/requests.ts';
import type { Clock, Random } from './ports.ts';
import type { Host } from './session/engine-parts.ts';
import type { Extras, ExtrasInner } from './session/extras.ts';

export type ExtrasParts = {
  clock: Clock;
  random: Random;
  serverOrigin: string;
  /** Where the log goes if the site gave no function for it. */
  log(...words: unknown[]): void;
};

export function createExtras({ serverOrigin, log }: ExtrasParts, inner: ExtrasInner, _host: Host): Extras {
  return {
    async check(ticket) {
      const checked = checkRequest(ticket, serverOrigin);
      if (checked.ok) {
        for (const name of checked.value.ignored) log(`The option ${name} has no meaning here and is ignored.`);
      }
      return checked;
    },
    approved: (saved) => saved,
    callbackCalls: async () => failed(UNKNOWN_COMMAND),
    transport: () => null,
    log(...words) {
      if (inner.state().page.extra?.debug) log(...words);
    },
  };
}
