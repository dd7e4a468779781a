// The site's side of a page: the session object of ours with a site that writes down what it hears, and of the chat object
// (host/chat.ts) what that does with a frame's calls. It outlives a frame that is loaded anew beneath it.

import type { Host } from '../../../frame/session/engine.ts';
import { createSession, type SessionHandle } from '../../../host/session.ts';
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
  current: SessionHandle | null;
  /** Of the session that it holds. */
  told: { index: number; text: string }[];
  /** The last call with events. */
  heardCall: unknown;
  /** Sessions of whose end it was told. */
  ended: string[];
};

export const createHostPage = (name: string, method: Ticket['method']): HostPage => ({
  ...{ name, settlements: [], current: null, told: [], heardCall: 0, ended: [] },
  ticket: { requestId: `ticket-${name}`, method, options: OPTIONS },
});

function stateOf({ name, ticket, settlements, current }: HostPage): HostState {
  return {
    ...{ version: LINK_VERSION, deployment: 'default', page: { url: `${SITE}/${name}`, title: name } },
    tickets: settlements.length === 0 ? [ticket] : [],
    session: current && !current.isOver ? { sessionId: current.id, toldIndex: current.toldIndex, ticket } : null,
  };
}

function hold(page: HostPage, sessionId: string): void {
  if (page.current?.id === sessionId) return;
  const told: HostPage['told'] = [];
  const current = createSession(sessionId, async () => failed(UNKNOWN_COMMAND), page.ticket);
  current.session.onMessageReceived(({ index, content }) => told.push({ index, text: content.text }));
  current.session.onSessionEnded(() => page.ended.push(sessionId));
  Object.assign(page, { current, told });
}

/** As the frame sees it. */
export const hostOf = (page: HostPage): Host => ({
  frameReady: async () => stateOf(page),
  async settle(settlement) {
    if (page.settlements.some(({ requestId }) => requestId === settlement.requestId)) return;
    page.settlements.push(settlement);
    if (settlement.outcome === 'session') hold(page, settlement.sessionId);
  },
  async sessionEvents({ sessionId, events, callId }) {
    if (page.current?.id === sessionId && callId !== page.heardCall) events.forEach(page.current.tell);
    page.heardCall = callId;
  },
  layout: async () => {},
  runHook: async () => failed(UNKNOWN_COMMAND),
});
