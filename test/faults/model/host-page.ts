// The site's side of a page: writes down what the frame tells it, and knows what a page of ours knows. It outlives a
// frame that is loaded anew beneath it.

import type { Host } from '../../../frame/session/engine.ts';
import { UNKNOWN_COMMAND } from '../../../protocol/errors.ts';
import { failed } from '../../../protocol/result.ts';
import type { HostState, Settlement, Ticket } from '../../../protocol/rpc.ts';
import { LINK_VERSION } from '../../../protocol/version.ts';
import { SITE } from './server.ts';

/** A day: nothing in a history ends for being away. */
const OPTIONS = { embedded: true, registration: false, maxOfflineDuration: 86_400 };

export type HostPage = {
  name: string;
  ticket: Ticket;
  settlements: Settlement[];
  /** Of the session that it holds. */
  told: { index: number; text: string }[];
  toldIndex: number;
};

export const createHostPage = (name: string, method: Ticket['method']): HostPage => ({
  ...{ name, settlements: [], told: [], toldIndex: 0 },
  ticket: { requestId: `ticket-${name}`, method, options: OPTIONS },
});

function stateOf({ name, ticket, settlements, toldIndex }: HostPage): HostState {
  const session = settlements.find((settlement) => settlement.outcome === 'session');
  return {
    ...{ version: LINK_VERSION, deployment: 'default', page: { url: `${SITE}/${name}`, title: name } },
    tickets: settlements.length === 0 ? [ticket] : [],
    session: session ? { sessionId: session.sessionId, toldIndex, ticket } : null,
  };
}

/** As the frame sees it. */
export const hostOf = (page: HostPage): Host => ({
  frameReady: async () => stateOf(page),
  async settle(settlement) {
    const isKnown = page.settlements.some(({ requestId }) => requestId === settlement.requestId);
    if (!isKnown) page.settlements.push(settlement);
  },
  async sessionEvents({ events }) {
    for (const { name, event } of events) {
      if ('index' in event) page.toldIndex = Math.max(page.toldIndex, event.index);
      // With the end the site's session object is over; what comes later is told to another one.
      if (name === 'sessionEnded') Object.assign(page, { told: [], toldIndex: 0 });
      if (name === 'messageReceived') page.told.push({ index: event.index, text: event.content.text });
    }
  },
  layout: async () => {},
  runHook: async () => failed(UNKNOWN_COMMAND),
});
