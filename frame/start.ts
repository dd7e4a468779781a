// What a frame does once a host page has proven who it is: takes what the page knows, and begins. Globals, interface
// and Penpal are somebody else's.

import * as v from 'valibot';
import { VERSIONS_DIFFER } from '../protocol/beginning-errors.ts';
import { HostState } from '../protocol/rpc.ts';
import { LINK_VERSION, versionsFit } from '../protocol/version.ts';
import type { Host } from './session/engine.ts';

/** null: this host page and this frame cannot work together; it has been told. */
export async function greetHost(host: Host): Promise<HostState | null> {
  const answer = await host.frameReady({ version: LINK_VERSION });
  const known = v.safeParse(HostState, answer);
  if (known.success && versionsFit(LINK_VERSION, known.output.version)) return known.output;
  for (const requestId of requestIdsIn(answer)) {
    await host.settle({ requestId, outcome: 'failed', error: VERSIONS_DIFFER });
  }
  return null;
}

/** A host page of another version may say what it knows in other words; the open tickets are what counts. */
const Tickets = v.object({ tickets: v.array(v.object({ requestId: v.string() })) });

function requestIdsIn(answer: unknown): string[] {
  const found = v.safeParse(Tickets, answer);
  return found.success ? found.output.tickets.map(({ requestId }) => requestId) : [];
}
